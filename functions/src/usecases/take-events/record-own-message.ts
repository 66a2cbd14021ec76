import type { OwnMessage } from '@casillero/domain/message/own-message';
import { answeredOnPhone, writtenOnPhone } from '@casillero/domain/receive/keep-own-message';
import { type ConversationRecord, conversationRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import {
  INBOX_KEPT_DAYS,
  type InboxRecord,
  type NumberRecord,
  numberRecord,
  type SenderRecord,
  senderRecord,
  sentMessageRecord,
} from '@casillero/domain/records/routing-records';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import type { SenderId } from '@casillero/domain/sender/alias';
import type { ReadDocuments, Transact } from '../documents.ts';
import { inboxIdOf } from '../receive-message/message-id.ts';
import { parsed } from '../receive-message/parse-record.ts';
import { recordSent, sentMessageIdOf } from '../record-status/sent-message.ts';
import { ignoredInbox } from './record-ignored.ts';

/** kept: in the conversation of every importer that it concerns. ignored: one of ours, or to somebody whom none knows. */
export type RecordOwnMessage = (message: OwnMessage) => Promise<'kept' | 'ignored' | 'duplicate'>;

const DAY_MS = 86_400_000;

/**
 * Keeps what a person wrote on our number's own phone in the conversation that it belongs to, if there is one (R30): once, and where its
 * statuses find it. Nothing is routed by it, and nobody is made a contact. Reads by id only.
 */
export const makeRecordOwnMessage =
  (deps: { transact: Transact; now: () => Date }): RecordOwnMessage =>
  (message) =>
    deps.transact<Awaited<ReturnType<RecordOwnMessage>>>(async (read) => {
      const inboxId = inboxIdOf(message);
      const { provider, account, providerMessageId, number, kind, at } = message;
      const [inbox, sentFields, numberFields, ...senders] = await read([
        paths.inbox(inboxId),
        paths.sentMessage(sentMessageIdOf(number, providerMessageId)),
        paths.number(number),
        ...message.recipientAliases.map(paths.sender),
      ]);
      if (inbox) return { writes: [], result: 'duplicate' };
      const isOurs = (parsed(sentMessageRecord, sentFields)?.path ?? null) !== null;
      const sender = parsed(
        senderRecord,
        senders.find((fields) => fields !== null),
      );
      const concerned = isOurs || sender === null ? [] : ownersOf(parsed(numberRecord, numberFields), sender, message);
      const kept = sender === null ? [] : await conversationsOf(read, concerned, sender.senderId as SenderId);
      const [first] = kept;
      if (first === undefined) {
        const why = isOurs ? 'own-echo' : 'echo-of-nobody';
        const ignored = { provider, account, providerMessageId, number, why, kind, at } as const;
        return {
          writes: [{ op: 'create', path: paths.inbox(inboxId), fields: ignoredInbox(ignored, deps.now()) }],
          result: 'ignored',
        };
      }
      const pathIn = (one: Kept) => paths.message(one.owner.tenantId, one.senderId, inboxId);
      const { record, writes } = await recordSent(read, number, writtenOnPhone(message), pathIn(first), deps.now());
      const entry: InboxRecord = {
        provider,
        account,
        providerMessageId,
        number,
        alias: message.recipientAliases[0] ?? null,
        raw: message.raw,
        outcomes: kept.map(({ owner }) => ({ ...owner, outcome: 'written-on-phone' })),
        unrouted: null,
        receivedAt: at,
        expireAt: new Date(deps.now().getTime() + INBOX_KEPT_DAYS * DAY_MS),
      };
      return {
        writes: [
          { op: 'create', path: paths.inbox(inboxId), fields: entry },
          ...kept.flatMap((one) => [
            { op: 'create', path: pathIn(one), fields: record } as const,
            answeredOnPhone(one.owner.tenantId, one.senderId, one.conversation, message),
          ]),
          ...writes,
        ],
        result: 'kept',
      };
    });

type Owner = Pick<InboxRecord['outcomes'][number], 'tenantId' | 'via'>;
type Kept = { readonly owner: Owner; readonly senderId: SenderId; readonly conversation: ConversationRecord };

/** Whose contact, or staff, the recipient is at this number (R1). */
function ownersOf(number: NumberRecord | null, sender: SenderRecord, { signedBy }: OwnMessage): Owner[] {
  if (number === null) return [];
  if (number.mode === 'dedicated') return number.tenantIds.map((tenantId) => ({ tenantId, via: 'dedicated' }));
  if (signedBy === 'tenant') return [];
  if (sender.staffOf !== null) return [{ tenantId: sender.staffOf, via: 'staff' }];
  return sender.boundTo === null ? [] : [{ tenantId: sender.boundTo, via: 'binding' }];
}

/** The conversations that there are, of importers that are served (R3). */
async function conversationsOf(read: ReadDocuments, owners: readonly Owner[], senderId: SenderId): Promise<Kept[]> {
  const found = await read(
    owners.flatMap(({ tenantId }) => [paths.tenant(tenantId), paths.conversation(tenantId, senderId)]),
  );
  return owners.flatMap((owner, i) => {
    const tenant = parsed(tenantRecord, found[2 * i]);
    const conversation = parsed(conversationRecord, found[2 * i + 1]);
    return tenant?.status === 'active' && conversation !== null ? [{ owner, senderId, conversation }] : [];
  });
}
