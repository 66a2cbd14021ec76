import { maskPhone } from '@casillero/domain/sender/phone';
import { logger } from 'firebase-functions/logger';
import { findNumbersOfAccountOn } from '../firestore/find-numbers-of-account.ts';
import { isOutage } from '../firestore/is-outage.ts';
import type { Log } from '../triggers/webhook.ts';
import { makeCountRefused, makeKeepUnprocessed } from '../usecases/take-events/keep-unprocessed.ts';
import { makeNoteSent } from '../usecases/take-events/note-sent.ts';
import { makeRecordNumberEvent } from '../usecases/take-events/record-number-event.ts';
import { makeRecordOwnMessage } from '../usecases/take-events/record-own-message.ts';
import { type KeepUnprocessed, makeTakeEvents, type TakeEvents } from '../usecases/take-events/take-events.ts';
import { accountDirectory } from './accounts.ts';
import { firestore, linkAliases, now, once, receive, recordIgnored, recordStatus, transact } from './platform.ts';

export const log: Log = (severity, event, details) => logger.write({ severity, message: event, ...details });

export const keepUnprocessed = once(() => makeKeepUnprocessed({ transact: transact(), now }));
export const countRefused = once(() => makeCountRefused({ transact: transact(), now }));

/** Takes in what a webhook of Meta or WAHA holds; what is refused goes to `keep`. */
export const takeEventsKeeping = (keep: KeepUnprocessed): TakeEvents =>
  makeTakeEvents({
    receive: receive(),
    recordStatus: async (status) => {
      const { number, providerMessageId, state, failure } = status;
      const outcome = await recordStatus()(status);
      log('INFO', 'status', { number, providerMessageId, state, failure: failure?.code ?? null, outcome });
    },
    linkAliases: async (change) => {
      const { provider, eventId, relation } = change;
      log('INFO', 'alias-change', { provider, eventId, relation, outcome: await linkAliases()(change) });
    },
    recordNumberEvent: makeRecordNumberEvent({
      transact: transact(),
      findNumbers: findNumbersOfAccountOn(firestore()),
      ownerOf: accountDirectory().ownerOf,
      now,
    }),
    noteSent: makeNoteSent({ transact: transact() }),
    recordIgnored: recordIgnored(),
    recordOwnMessage: makeRecordOwnMessage({ transact: transact(), now }),
    keep,
    isOutage,
    onReceived: ({ provider, providerMessageId, sender }, received) =>
      log('INFO', 'message-received', { provider, providerMessageId, sender: maskPhone(sender.alias), ...received }),
    onFailure: ({ kind }, error) =>
      log('ERROR', 'event-failed', { kind, error: error instanceof Error ? error.stack : String(error) }),
  });

export const takeEvents = once(() => takeEventsKeeping(keepUnprocessed()));
