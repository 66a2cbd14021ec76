/** A clock that tests can hold: it runs with the machine's until it is frozen, and can be moved forward by hand. */
export interface Clock {
  now(): Date;
  /** Runs `task` once `delayMs` of simulated time have passed. @returns a function that calls it off */
  schedule(delayMs: number, task: () => void): () => void;
  /** Resolves after `delayMs` of simulated time, or at once when the signal aborts (it never rejects). */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
  /** Moves time forward; everything that falls due is run in the order of its due time. */
  advance(byMs: number): void;
  setFrozen(isFrozen: boolean): void;
  readonly isFrozen: boolean;
}

/** setTimeout overflows above 2^31 - 1 ms and would fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

interface Appointment {
  dueAtMs: number;
  task: () => void;
}

/** @param startAt the simulated time at creation; default is the machine's time */
export function createClock({ startAt, isFrozen = false }: { startAt?: Date; isFrozen?: boolean } = {}): Clock {
  let frozenAtMs: number | null = null;
  let offsetMs = startAt ? startAt.getTime() - Date.now() : 0;
  let timer: NodeJS.Timeout | undefined;
  const appointments = new Set<Appointment>();

  const nowMs = () => frozenAtMs ?? Date.now() + offsetMs;

  const earliest = () => {
    let first: Appointment | undefined;
    for (const appointment of appointments) {
      if (!first || appointment.dueAtMs < first.dueAtMs) first = appointment;
    }
    return first;
  };

  const runDue = () => {
    for (let next = earliest(); next && next.dueAtMs <= nowMs(); next = earliest()) {
      appointments.delete(next);
      next.task();
    }
    rearm();
  };

  const rearm = () => {
    clearTimeout(timer);
    const next = earliest();
    if (!next || frozenAtMs !== null) return;
    timer = setTimeout(runDue, Math.min(Math.max(next.dueAtMs - nowMs(), 0), LONGEST_TIMER_MS));
  };

  const clock: Clock = {
    now: () => new Date(nowMs()),
    schedule(delayMs, task) {
      const appointment = { dueAtMs: nowMs() + delayMs, task };
      appointments.add(appointment);
      rearm();
      return () => {
        appointments.delete(appointment);
        rearm();
      };
    },
    sleep(delayMs, signal) {
      return new Promise((resolve) => {
        if (signal?.aborted || delayMs <= 0) return resolve();
        const callOff = clock.schedule(delayMs, () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        });
        const onAbort = () => {
          callOff();
          resolve();
        };
        signal?.addEventListener('abort', onAbort, { once: true });
      });
    },
    advance(byMs) {
      if (frozenAtMs !== null) frozenAtMs += byMs;
      else offsetMs += byMs;
      runDue();
    },
    setFrozen(shouldFreeze) {
      if (shouldFreeze === (frozenAtMs !== null)) return;
      if (shouldFreeze) frozenAtMs = nowMs();
      else {
        offsetMs = nowMs() - Date.now();
        frozenAtMs = null;
      }
      runDue();
    },
    get isFrozen() {
      return frozenAtMs !== null;
    },
  };
  clock.setFrozen(isFrozen);
  return clock;
}
