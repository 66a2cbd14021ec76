import { FieldValue, type Firestore } from 'firebase-admin/firestore';

/** Adds to a count in `rateLimits/{key}` and reads it back: a blind increment, since many instances write it at once. */
export const shareCountOn =
  (firestore: Firestore) =>
  async (key: string, calls: number, expireAt: Date): Promise<number> => {
    const ref = firestore.doc(`rateLimits/${key}`);
    await ref.set({ calls: FieldValue.increment(calls), expireAt }, { merge: true });
    const total: unknown = (await ref.get()).get('calls');
    return typeof total === 'number' ? total : calls;
  };
