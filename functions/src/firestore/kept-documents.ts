import { paths } from '@casillero/domain/records/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { FindBySender, ListByTime } from '../usecases/work-off/kept-documents.ts';

/** Lists by time over the Admin SDK. */
export const listByTimeOn =
  (firestore: Firestore): ListByTime =>
  async (collection, limit) => {
    const found = await firestore.collection(collection).orderBy('at').limit(limit).get();
    return found.docs.map((document) => ({ id: document.id, fields: document.data() }));
  };

/** Finds by sender over the Admin SDK. */
export const findBySenderOn =
  (firestore: Firestore): FindBySender =>
  async (tenantId, kind, senderId, limit) => {
    const collection = kind === 'batches' ? paths.batches(tenantId) : paths.screenshots(tenantId);
    const found = await firestore.collection(collection).where('senderId', '==', senderId).limit(limit).select().get();
    return found.docs.map((document) => document.id);
  };
