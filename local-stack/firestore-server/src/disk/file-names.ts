/**
 * Files of a data directory. Snapshot n holds everything before log n; log n holds what came after.
 *
 *   snapshot-1? log-1 ──switch──▶ snapshot-1? log-1 log-2 ──snapshot written──▶ snapshot-2 log-2
 */
const NUMBERED = /^(snapshot|log)-(\d{6,})$/;
const DIGITS = 6;

export const LOCK_FILE = 'lock';
/** Ends the name of a file that is being written. A crash leaves it behind; it means nothing. */
export const TEMPORARY_SUFFIX = '.tmp';

export const snapshotName = (generation: number): string => `snapshot-${String(generation).padStart(DIGITS, '0')}`;
export const logName = (generation: number): string => `log-${String(generation).padStart(DIGITS, '0')}`;
/** What a log is kept as that could only be read up to an offset, for whoever wants to look at the rest. */
export const damagedName = (file: string, offset: number): string => `damaged-${file}-at-${offset}`;

/** What to do with the files found. */
export type RecoveryPlan = {
  /** generation of the snapshot to begin with; null when there is none yet */
  readonly snapshot: number | null;
  /** generations of the logs to replay, in order */
  readonly logs: readonly number[];
  /** files that a crash kept from being removed */
  readonly stale: readonly string[];
};

/** Tells by their names which files count. */
export function planRecovery(names: readonly string[]): RecoveryPlan {
  const generations = (kind: string): number[] =>
    names
      .flatMap((name) => {
        const match = NUMBERED.exec(name);
        return match?.[1] === kind ? [Number(match[2])] : [];
      })
      .sort((a, b) => a - b);
  const snapshot = generations('snapshot').at(-1) ?? null;
  const isOld = (generation: number): boolean => snapshot !== null && generation < snapshot;
  const stale = [
    ...names.filter((name) => name.endsWith(TEMPORARY_SUFFIX)),
    ...generations('snapshot').filter(isOld).map(snapshotName),
    ...generations('log').filter(isOld).map(logName),
  ];
  return { snapshot, logs: generations('log').filter((generation) => !isOld(generation)), stale };
}
