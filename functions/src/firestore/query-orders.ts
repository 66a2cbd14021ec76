import { recordId } from '@casillero/domain/api/tenant-params';
import { accuracyRecord, orderRecord } from '@casillero/domain/records/order-record';
import { paths } from '@casillero/domain/records/paths';
import type { Firestore, Query } from 'firebase-admin/firestore';
import type { QueryAccuracy, QueryOrders } from '../usecases/orders/find-orders.ts';

/** Filters are equalities in one order, so that Firestore joins one small index for each instead of one for all together. */
export const queryOrdersOn =
  (firestore: Firestore): QueryOrders =>
  async (tenantId, filter, limit, after) => {
    const collection = firestore.collection(paths.orders(tenantId));
    let query: Query = collection;
    if (filter.review !== null) query = query.where('review', '==', filter.review);
    if (filter.needsAttention !== null) query = query.where('needsAttention', '==', filter.needsAttention);
    if (filter.shop !== null) query = query.where('shop', '==', filter.shop);
    if (filter.batchId !== null) query = query.where('batchId', '==', filter.batchId);
    if (filter.token !== null) query = query.where('searchTokens', 'array-contains', filter.token);
    query = query.orderBy('receivedAt', 'desc').limit(limit);
    if (after !== null) {
      if (!recordId.safeParse(after).success) return 'unknown-cursor';
      const last = await collection.doc(after).get();
      if (!last.exists) return 'unknown-cursor';
      query = query.startAfter(last);
    }
    const found = await query.get();
    return found.docs.map((document) => ({ id: document.id, record: orderRecord.parse(document.data()) }));
  };

/** As many documents as a tenant has shops. */
export const queryAccuracyOn =
  (firestore: Firestore): QueryAccuracy =>
  async (tenantId) => {
    const found = await firestore.collection(paths.accuracy(tenantId)).get();
    return found.docs.map((document) => ({ shop: document.id, record: accuracyRecord.parse(document.data()) }));
  };
