import type { PackageChange, PackageRecord } from '../records/package-record.ts';
import { fail, ok, type Result } from '../result.ts';
import type { PackageState } from './package-state.ts';

/** A package's history is never erased, and a document has a size: this is far beyond any real one. */
export const MOST_CHANGES = 200;

/**
 * Moves a package to a state, whichever it is: people skip steps and put mistakes right (R18).
 * @returns the fields that change; 'already-there' for the state it is in
 */
export function changeState(
  record: PackageRecord,
  state: PackageState,
  by: string,
  now: Date,
): Result<Pick<PackageRecord, 'state' | 'stateAt' | 'history' | 'updatedAt'>, 'already-there' | 'too-many-changes'> {
  if (record.state === state)
    return fail('already-there', 'The package is in this state already.', 'Choose another state.');
  if (record.history.length >= MOST_CHANGES)
    return fail('too-many-changes', 'The package was changed too often.', 'Make a new package for it.');
  const change: PackageChange = { state, at: now, by, undoneAt: null, undoneBy: null };
  return ok({ state, stateAt: now, history: [...record.history, change], updatedAt: now });
}

/** Marks the last change as undone; the one before it counts again. The first state cannot be undone. */
export function undoChange(
  record: PackageRecord,
  by: string,
  now: Date,
): Result<Pick<PackageRecord, 'state' | 'stateAt' | 'history' | 'updatedAt'>, 'nothing-to-undo'> {
  const standing = record.history.map((change, index) => ({ change, index })).filter(({ change }) => !change.undoneAt);
  const last = standing.at(-1);
  const before = standing.at(-2);
  if (last === undefined || before === undefined)
    return fail('nothing-to-undo', 'The package has its first state.', 'Choose another state instead.');
  const history = record.history.map((change, index) =>
    index === last.index ? { ...change, undoneAt: now, undoneBy: by } : change,
  );
  return ok({ state: before.change.state, stateAt: before.change.at, history, updatedAt: now });
}
