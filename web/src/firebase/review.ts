import { accuracyRecord, orderRecord } from '@casillero/domain/records/order-record';
import { paths } from '@casillero/domain/records/paths';
import {
  collection,
  doc,
  type Firestore,
  limit,
  orderBy,
  type QueryConstraint,
  query,
  where,
} from 'firebase/firestore';
import type { ReviewedOrder, ReviewPorts } from '../features/review/ports.ts';
import { liveDocument, liveDocuments } from './live-documents.ts';

/** Orders and their review, live. */
export function reviewOver(firestore: Firestore): ReviewPorts {
  const orders = (tenantId: string, ...constraints: QueryConstraint[]) =>
    query(collection(firestore, paths.orders(tenantId)), ...constraints);
  const page = (count: number) => (found: readonly ReviewedOrder[], size: number) => ({
    orders: found.slice(0, count),
    hasMore: size > count,
  });
  const newestFirst = orderBy('receivedAt', 'desc');
  return {
    watchOrders: (tenantId, review, count) => {
      const sorted = review === 'waiting' ? [orderBy('needsAttention', 'desc'), orderBy('receivedAt')] : [newestFirst];
      const found = orders(tenantId, where('review', '==', review), ...sorted, limit(count + 1));
      return liveDocuments(found, orderRecord, page(count));
    },
    watchFoundOrders: (tenantId, token, count) =>
      liveDocuments(
        orders(tenantId, where('searchTokens', 'array-contains', token), newestFirst, limit(count + 1)),
        orderRecord,
        page(count),
      ),
    watchOrder: (tenantId, orderId) => liveDocument(doc(firestore, paths.order(tenantId, orderId)), orderRecord),
    watchOrdersOfBatch: (tenantId, batchId) =>
      liveDocuments(orders(tenantId, where('batchId', '==', batchId), newestFirst), orderRecord, (found) =>
        [...found].reverse(),
      ),
    watchAccuracy: (tenantId) =>
      liveDocuments(query(collection(firestore, paths.accuracy(tenantId))), accuracyRecord, (shops) => shops),
  };
}
