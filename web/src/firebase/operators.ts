import { messageRecord } from '@casillero/domain/records/intake-records';
import { outboxRecord } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { numbersRefreshRecord } from '@casillero/domain/records/platform-records';
import { purchaseRecord } from '@casillero/domain/records/purchase-record';
import { numberRecord, senderConflictRecord, unroutedRecord } from '@casillero/domain/records/routing-records';
import { refusedEventsRecord, unprocessedRecord } from '@casillero/domain/records/unprocessed-record';
import { wahaSessionRecord } from '@casillero/domain/records/waha-session-record';
import type { SenderAlias } from '@casillero/domain/sender/alias';
import { collection, doc, type Firestore, limit, limitToLast, orderBy, query, where } from 'firebase/firestore';
import type { NumbersPorts } from '../features/numbers/ports.ts';
import type { OverviewPorts } from '../features/overview/ports.ts';
import type { ProblemsPorts } from '../features/problems/ports.ts';
import type { PurchasesPorts } from '../features/purchases/ports.ts';
import type { UnroutedPorts } from '../features/unrouted/ports.ts';
import { liveDocument, liveDocuments } from './live-documents.ts';

/** What operators watch over all importers. */
export const operatorsOver = (
  firestore: Firestore,
): NumbersPorts & PurchasesPorts & UnroutedPorts & OverviewPorts & ProblemsPorts => ({
  watchNumbers: () => liveDocuments(collection(firestore, 'numbers'), numberRecord, (numbers) => numbers),
  watchNumbersRefresh: () => liveDocument(doc(firestore, paths.numbersRefresh()), numbersRefreshRecord),
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
      (senders, size) => ({ senders: senders.slice(0, count), hasMore: size > count }),
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
  // No order by time: an index over all entries that rises with it would hold up the outbox itself.
  watchDeadWork: (count) =>
    liveDocuments(
      query(collection(firestore, paths.outbox()), where('state', '==', 'dead'), limit(count + 1)),
      outboxRecord,
      some(count),
    ),
  watchUnprocessed: (count) =>
    liveDocuments(
      query(
        collection(firestore, paths.allUnprocessed()),
        where('state', '==', 'open'),
        orderBy('receivedAt', 'desc'),
        limit(count + 1),
      ),
      unprocessedRecord,
      some(count),
    ),
  watchRefusedEvents: (count) =>
    liveDocuments(
      query(collection(firestore, paths.allRefusedEvents()), orderBy('lastAt', 'desc'), limit(count + 1)),
      refusedEventsRecord,
      some(count),
    ),
  watchSenderConflicts: (count) =>
    liveDocuments(
      query(collection(firestore, paths.senderConflicts()), orderBy('at', 'desc'), limit(count + 1)),
      senderConflictRecord,
      some(count),
    ),
  watchWahaSessions: () =>
    liveDocuments(collection(firestore, paths.wahaSessions()), wahaSessionRecord, (sessions) => sessions),
});

/** The first `count` of one more. */
const some =
  (count: number) =>
  <Stored>(found: readonly Stored[], size: number) => ({ found: found.slice(0, count), hasMore: size > count });
