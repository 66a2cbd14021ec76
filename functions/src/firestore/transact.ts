import type { DocumentWrite, Fields } from '@casillero/domain/records/document-write';
import {
  type DocumentData,
  type DocumentReference,
  FieldPath,
  FieldValue,
  type Firestore,
} from 'firebase-admin/firestore';
import type { ReadDocuments, Transact } from '../usecases/documents.ts';

/**
 * Attempts before a transaction gives up. The screenshots of an album arrive at once and meet in one conversation;
 * the default of 5 is for less.
 */
const MAX_ATTEMPTS = 10;

/** Transactions over the Admin SDK. */
export const transactOn =
  (firestore: Firestore): Transact =>
  (work) =>
    firestore.runTransaction(
      async (transaction) => {
        const { writes, result } = await work(async (paths) => {
          if (paths.length === 0) return [];
          const snapshots = await transaction.getAll(...paths.map((path) => firestore.doc(path)));
          return snapshots.map((snapshot) => (snapshot.data() as Fields | undefined) ?? null);
        });
        applyTo(transaction, firestore, writes);
        return result;
      },
      { maxAttempts: MAX_ATTEMPTS },
    );

/** Reads documents outside of transactions. */
export const readOn =
  (firestore: Firestore): ReadDocuments =>
  async (paths) => {
    if (paths.length === 0) return [];
    const snapshots = await firestore.getAll(...paths.map((path) => firestore.doc(path)));
    return snapshots.map((snapshot) => (snapshot.data() as Fields | undefined) ?? null);
  };

/** What transactions and batches have in common. */
type WriteTarget = {
  create(ref: DocumentReference, fields: DocumentData): unknown;
  set(ref: DocumentReference, fields: DocumentData, options?: { mergeFields: FieldPath[] }): unknown;
  update(ref: DocumentReference, fields: DocumentData): unknown;
  delete(ref: DocumentReference): unknown;
};

/** Adds writes to a transaction, or to a batch that is committed without reading anything. */
export function applyTo(to: WriteTarget, firestore: Firestore, writes: readonly DocumentWrite[]): void {
  for (const write of writes) apply(firestore, to, write);
}

function apply(firestore: Firestore, to: WriteTarget, write: DocumentWrite): void {
  const ref = firestore.doc(write.path);
  switch (write.op) {
    case 'create':
      to.create(ref, write.fields);
      return;
    case 'set':
      to.set(ref, write.fields);
      return;
    case 'delete':
      to.delete(ref);
      return;
    case 'update':
      to.update(ref, withIncrements(write));
      return;
    case 'upsert': {
      const fields = withIncrements(write);
      // By name: `merge` would unite a map with the one that is there instead of replacing it.
      to.set(ref, fields, { mergeFields: Object.keys(fields).map((name) => new FieldPath(name)) });
      return;
    }
  }
}

function withIncrements(write: Extract<DocumentWrite, { op: 'update' | 'upsert' }>): Record<string, unknown> {
  const increments = Object.entries(write.increments ?? {}).map(([name, by]) => [name, FieldValue.increment(by)]);
  return { ...write.fields, ...Object.fromEntries(increments) };
}
