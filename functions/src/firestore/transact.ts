import type { DocumentWrite, Fields } from '@casillero/domain/records/document-write';
import { FieldValue, type Firestore, type Transaction } from 'firebase-admin/firestore';
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
        for (const write of writes) apply(firestore, transaction, write);
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

function apply(firestore: Firestore, transaction: Transaction, write: DocumentWrite): void {
  const ref = firestore.doc(write.path);
  switch (write.op) {
    case 'create':
      transaction.create(ref, write.fields);
      return;
    case 'set':
      transaction.set(ref, write.fields);
      return;
    case 'delete':
      transaction.delete(ref);
      return;
    case 'update':
      transaction.update(ref, withIncrements(write));
      return;
    case 'upsert':
      transaction.set(ref, withIncrements(write), { merge: true });
      return;
  }
}

function withIncrements(write: Extract<DocumentWrite, { op: 'update' | 'upsert' }>): Record<string, unknown> {
  const increments = Object.entries(write.increments ?? {}).map(([name, by]) => [name, FieldValue.increment(by)]);
  return { ...write.fields, ...Object.fromEntries(increments) };
}
