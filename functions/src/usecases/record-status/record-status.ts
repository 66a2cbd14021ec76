import type { AliasChange } from '@casillero/domain/message/alias-change';
import type { DeliveryStatus } from '@casillero/domain/message/delivery-status';
import { isFurther } from '@casillero/domain/message/next-delivery-state';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { messageRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { type SentMessageRecord, sentMessageRecord } from '@casillero/domain/records/routing-records';
import type { ReadDocuments, Transact } from '../documents.ts';
import { parsed } from '../receive-message/parse-record.ts';
import { sentMessageIdOf } from './sent-message.ts';

/** applied: the message shows it. kept: its message is not recorded yet, or not ours. stale: it was further already. */
export type StatusOutcome = 'applied' | 'kept' | 'stale';

/**
 * The aliases that a status names its recipient by, as the provider's word that they are one person (R4). Told with the first
 * state only: later ones say the same. null: there is nothing to link.
 */
export function linkOf({ provider, account, state, recipientAliases, at }: DeliveryStatus): AliasChange | null {
  const [to, from] = recipientAliases;
  if (state !== 'sent' || to === undefined || from === undefined || from === to) return null;
  return { provider, account, eventId: `status ${from} ${to}`, from, to, relation: 'same-person', at, raw: {} };
}

export type RecordStatus = (status: DeliveryStatus) => Promise<StatusOutcome>;

/** What is not claimed by a message of ours within this time belongs to nobody. */
const UNCLAIMED_KEPT_MS = 2 * 86_400_000;

/**
 * Records the provider's word on a message of ours (R30): never backwards, whatever the order, however often. A status that
 * comes before its message is recorded waits for it; one of a message that is not ours is forgotten after two days.
 */
export const makeRecordStatus =
  (deps: { readonly transact: Transact; readonly now: () => Date }): RecordStatus =>
  ({ number, providerMessageId, state, failure, isOurTrouble = false, at }) =>
    deps.transact<StatusOutcome>(async (read) => {
      const sentPath = paths.sentMessage(sentMessageIdOf(number, providerMessageId));
      const [sentFields] = await read([sentPath]);
      const sent = parsed(sentMessageRecord, sentFields);
      const reason = state === 'failed' ? (failure ?? NO_REASON) : null;
      if (sent === null) {
        const expireAt = new Date(deps.now().getTime() + UNCLAIMED_KEPT_MS);
        const fields: SentMessageRecord = { path: null, state, failure: reason, at, expireAt };
        return { writes: [{ op: 'create', path: sentPath, fields }], result: 'kept' };
      }
      if (!isFurther(sent.state ?? 'queued', state)) return { writes: [], result: 'stale' };
      const told = { op: 'update', path: sentPath, fields: { state, failure: reason, at } } as const;
      const [fields] = sent.path === null ? [] : await read([sent.path]);
      const message = parsed(messageRecord, fields);
      // A message that was sent again since has another id at the provider: of the earlier one no more is told.
      const isThisOne =
        message !== null &&
        message.state !== 'received' &&
        message.providerMessageId === providerMessageId &&
        isFurther(message.state, state);
      if (sent.path === null || !isThisOne) return { writes: [told], result: 'kept' };
      return {
        writes: [
          told,
          { op: 'update', path: sent.path, fields: { state, failure: reason } },
          ...(state === 'failed' && !isOurTrouble ? await notReached(read, sent.path) : []),
        ],
        result: 'applied',
      };
    });

/** The conversation of a message that did not reach its recipient counts it; a reply to somebody unrouted is in none. */
async function notReached(read: ReadDocuments, messagePath: string): Promise<readonly DocumentWrite[]> {
  const [path = ''] = messagePath.split('/messages/');
  const [conversation] = path.includes('/conversations/') ? await read([path]) : [];
  return conversation ? [{ op: 'update', path, fields: {}, increments: { unreachedCount: 1 } }] : [];
}

const NO_REASON = { code: 'unknown', message: 'The provider gave no reason.' };
