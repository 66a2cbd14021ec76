import { messageRecord } from '@casillero/domain/records/intake-records';
import { outboxRecord } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { purchaseRecord } from '@casillero/domain/records/purchase-record';
import { numberRecord, unroutedRecord } from '@casillero/domain/records/routing-records';
import type { SenderAlias } from '@casillero/domain/sender/alias';
import { collection, doc, type Firestore, limit, limitToLast, orderBy, query, where } from 'firebase/firestore';
import type { NumbersPorts } from '../features/numbers/ports.ts';
import type { OverviewPorts } from '../features/overview/ports.ts';
import type { PurchasesPorts } from '../features/purchases/ports.ts';
import type { UnroutedPorts } from '../features/unrouted/ports.ts';
import { liveDocument, liveDocuments } from './live-documents.ts';

/** What operators watch over all importers. */
export const operatorsOver = (firestore: Firestore): NumbersPorts & PurchasesPorts & UnroutedPorts & OverviewPorts => ({
  watchNumbers: () => liveDocuments(collection(firestore, 'numbers'), numberRecord, (numbers) => numbers),
  watchPurchases: (count) =>
    liveDocuments(
      query(collection(firestore, paths.purchases()), orderBy('requestedAt', 'desc'), limit(count)),
      purchaseRecord,
      (purchases) => purchases,
    ),
  watchPurchase: (purchaseId) => liveDocument(doc(firestore, paths.purchase(purchaseId)), purchaseRecord),
  watchUnrouted: (count) =>
    liveDocuments(
      query(
        collection(firestore, 'unrouted'),
        where('state', '==', 'open'),
        orderBy('lastAt', 'desc'),
        limit(count + 1),
      ),
      unroutedRecord,
      (senders) => ({ senders: senders.slice(0, count), hasMore: senders.length > count }),
    ),
  watchUnroutedMessages: (alias, count) =>
    liveDocuments(
      query(
        // An entry's id is an alias: the server made it so.
        collection(firestore, paths.unroutedMessages(alias as SenderAlias)),
        orderBy('at'),
        limitToLast(count),
      ),
      messageRecord,
      (messages) => messages,
    ),
  watchDeadCount: (atMost) =>
    liveDocuments(
      query(collection(firestore, paths.outbox()), where('state', '==', 'dead'), limit(atMost)),
      outboxRecord,
      (entries) => entries.length,
    ),
});
