import { identicalFields } from '../values/compare-values.ts';
import { valueAt, withoutValueAt, withValueAt } from '../values/field-path.ts';
import { MAX_DOCUMENT_BYTES, MAX_TRANSFORMS } from '../values/limits.ts';
import { FirestoreError, invalidArgument } from '../values/status.ts';
import { type Micros, timestampFromMicros } from '../values/timestamp.ts';
import type { Fields } from '../values/value.ts';
import { documentSize } from '../values/value-size.ts';
import type { Database } from './database.ts';
import type { DocumentChange, StoredDocument } from './document.ts';
import { assertPrecondition } from './precondition.ts';
import { applyTransforms } from './transform.ts';
import type { PlannedWrite, WriteResult } from './write.ts';

/** One write of a commit with the states around it; rules are asked about exactly this. */
export type WriteStep = {
  readonly write: PlannedWrite;
  readonly before: StoredDocument | null;
  readonly after: StoredDocument | null;
};

/** A commit computed but not yet visible. */
export type PreparedCommit = {
  readonly time: Micros;
  readonly steps: readonly WriteStep[];
  /** One entry per document that really changes, with the states before and after the whole commit. */
  readonly changes: readonly DocumentChange[];
  readonly results: readonly WriteResult[];
  /** The commit must fail with it, after the rules have allowed what it wanted to do. */
  readonly fault: FirestoreError | null;
};

/**
 * Computes what a commit does: each write sees the ones before it, all or none take effect. A write that changes
 * nothing keeps the old update time and is no change. With `reportsMissing` an update of a missing document is computed
 * as if it existed, and left in `fault`: who may not write it must not learn whether it exists.
 * @throws FirestoreError of the first write that is refused
 */
export function prepareCommit(
  database: Database,
  writes: readonly PlannedWrite[],
  time: Micros,
  { reportsMissing = false } = {},
): PreparedCommit {
  const working = new Map<
    string,
    { first: StoredDocument | null; current: StoredDocument | null; wasDeleted: boolean }
  >();
  const transformCounts = new Map<string, number>();
  const steps: WriteStep[] = [];
  const results: WriteResult[] = [];
  let fault: FirestoreError | null = null;
  for (const write of writes) {
    let state = working.get(write.path);
    if (!state) {
      const stored = database.document(write.path);
      state = { first: stored, current: stored, wasDeleted: false };
      working.set(write.path, state);
    }
    const before = state.current;
    const name = before?.name ?? database.nameOf(write.path);
    try {
      assertPrecondition(write, before, name, state.wasDeleted);
    } catch (error) {
      if (!reportsMissing || !(error instanceof FirestoreError) || error.status !== 'NOT_FOUND') throw error;
      fault ??= error;
    }
    if (write.kind === 'update') {
      countTransforms(transformCounts, write);
      const { after, result } = updated(name, write, before, time);
      state.current = after;
      results.push(result);
    } else {
      if (write.kind === 'delete') {
        state.current = null;
        state.wasDeleted = true;
      }
      results.push({});
    }
    steps.push({ write, before, after: state.current });
  }
  const changes: DocumentChange[] = [];
  for (const [path, { first, current }] of working) {
    if (first !== current) changes.push({ path, before: first, after: current });
  }
  return { time, steps, changes, results, fault };
}

function updated(
  name: string,
  write: PlannedWrite,
  before: StoredDocument | null,
  time: Micros,
): { after: StoredDocument; result: WriteResult } {
  const masked = write.mask === null ? write.fields : applyMask(before?.fields ?? {}, write.fields, write.mask);
  const { fields, results } = applyTransforms(masked, write.transforms, time);
  const size = assertSize(name, write.path, fields);
  const isUnchanged = before !== null && identicalFields(before.fields, fields);
  const after = isUnchanged
    ? before
    : { name, path: write.path, fields, createTime: before?.createTime ?? time, updateTime: time, size };
  const result: WriteResult = { updateTime: timestampFromMicros(after.updateTime) };
  if (write.transforms.length > 0) result.transformResults = results;
  return { after, result };
}

/** Sets the listed paths that are given, deletes the listed paths that are not, leaves the others alone. */
function applyMask(current: Fields, given: Fields, mask: readonly (readonly string[])[]): Fields {
  let fields = current;
  for (const path of mask) {
    const value = valueAt(given, path);
    fields = value === undefined ? withoutValueAt(fields, path) : withValueAt(fields, path, value);
  }
  return fields;
}

function assertSize(name: string, path: string, fields: Fields): number {
  const size = documentSize(path, fields);
  if (size <= MAX_DOCUMENT_BYTES) return size;
  throw invalidArgument(
    `Document '${name}' cannot be written because its size (${size.toLocaleString('en-US')} bytes) exceeds the maximum ` +
      `allowed size of ${MAX_DOCUMENT_BYTES.toLocaleString('en-US')} bytes.`,
  );
}

function countTransforms(counts: Map<string, number>, write: PlannedWrite): void {
  const count = (counts.get(write.path) ?? 0) + write.transforms.length;
  counts.set(write.path, count);
  if (count > MAX_TRANSFORMS) {
    throw invalidArgument(`A commit may have at most ${MAX_TRANSFORMS} field transforms per document.`);
  }
}
