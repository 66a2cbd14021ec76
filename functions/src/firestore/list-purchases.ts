import { paths } from '@casillero/domain/records/paths';
import { purchaseRecord } from '@casillero/domain/records/purchase-record';
import type { Firestore } from 'firebase-admin/firestore';
import type { Purchase } from '../usecases/purchases/act-on-purchase.ts';

/** The newest purchases first. There are few: one per number ever bought. */
export const listPurchasesOn =
  (firestore: Firestore) =>
  async (limit: number): Promise<readonly Purchase[]> => {
    const found = await firestore.collection(paths.purchases()).orderBy('requestedAt', 'desc').limit(limit).get();
    return found.docs.map((document) => ({ id: document.id, record: purchaseRecord.parse(document.data()) }));
  };
