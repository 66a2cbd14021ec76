import { readRecords } from './read-records.ts';
import { countDocuments, emptyState, type RecoveredState, replay } from './recovered-state.ts';

/**
 * Reads a whole snapshot.
 * @throws Error when it is missing or damaged; a snapshot gets its name only once it is safe, so a crash is no excuse
 */
export function readSnapshot(file: string): RecoveredState {
  const state = emptyState();
  let expected: number | null = null;
  const { readTo, size } = readRecords(file, (record) => {
    replay(state, record);
    if (record.kind === 'end') expected = record.documentCount;
  });
  if (readTo === size && expected === countDocuments(state)) return state;
  throw new Error(
    `The snapshot ${file} is damaged at byte ${readTo} of ${size}. Restore it from a copy, or choose an empty directory.`,
  );
}
