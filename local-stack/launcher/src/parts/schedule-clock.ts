/** A scheduled function, and how often it is called in production. */
export type Schedule = { readonly name: string; readonly everyMinutes: number };

/** As functions/src/triggers declare them. */
export const SCHEDULES: readonly Schedule[] = [
  { name: 'sweep', everyMinutes: 1 },
  { name: 'refreshNumbers', everyMinutes: 60 },
];

export type ScheduleClockOptions = {
  /** origin of the functions emulator */
  readonly functionsUrl: string;
  readonly projectId: string;
  readonly schedule: Schedule;
  readonly report: (line: string) => void;
};

/**
 * Calls a scheduled function in time, as Cloud Scheduler does: firebase-tools leaves schedules to the Pub/Sub emulator, which is
 * Java. A call that outlasts its time is not overtaken by the next. Returns the stop.
 */
export function startScheduleClock({ functionsUrl, projectId, schedule, report }: ScheduleClockOptions): () => void {
  const { name, everyMinutes } = schedule;
  const url = `${functionsUrl}/functions/projects/${projectId}/triggers/us-central1-${name}-0`;
  const stopping = new AbortController();
  let isRunning = false;
  const call = async () => {
    if (isRunning) return;
    isRunning = true;
    try {
      const answer = await fetch(url, { method: 'POST', headers: JSON_BODY, body: '{}', signal: stopping.signal });
      if (!answer.ok) report(`${name} failed: HTTP ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    } catch (error) {
      if (!stopping.signal.aborted) report(`${name} could not be called: ${String(error)}`);
    } finally {
      isRunning = false;
    }
  };
  const timer = setInterval(call, everyMinutes * 60_000);
  return () => {
    clearInterval(timer);
    stopping.abort();
  };
}

const JSON_BODY = { 'Content-Type': 'application/json' };
