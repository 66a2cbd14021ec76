/** As the function is scheduled in production: every minute. */
const SWEEP_INTERVAL_MS = 60_000;

export type SweepClockOptions = {
  /** origin of the functions emulator */
  readonly functionsUrl: string;
  readonly projectId: string;
  readonly report: (line: string) => void;
};

/**
 * Calls the scheduled function `sweep` every minute, as Cloud Scheduler does: firebase-tools leaves schedules to the
 * Pub/Sub emulator, which is Java. A call that outlasts the minute is not overtaken by the next. Returns the stop.
 */
export function startSweepClock({ functionsUrl, projectId, report }: SweepClockOptions): () => void {
  const url = `${functionsUrl}/functions/projects/${projectId}/triggers/us-central1-sweep-0`;
  const stopping = new AbortController();
  let isSweeping = false;
  const sweep = async () => {
    if (isSweeping) return;
    isSweeping = true;
    try {
      const answer = await fetch(url, { method: 'POST', headers: JSON_BODY, body: '{}', signal: stopping.signal });
      if (!answer.ok) report(`The sweep failed: HTTP ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    } catch (error) {
      if (!stopping.signal.aborted) report(`The sweep could not be called: ${String(error)}`);
    } finally {
      isSweeping = false;
    }
  };
  const timer = setInterval(sweep, SWEEP_INTERVAL_MS);
  return () => {
    clearInterval(timer);
    stopping.abort();
  };
}

const JSON_BODY = { 'Content-Type': 'application/json' };
