import type { AliasChange } from '@casillero/domain/message/alias-change';
import type { OutboxEntry } from '@casillero/domain/outbox/new-entry';
import { unionWrites } from '@casillero/domain/receive/union-writes';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { conversationRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { primaryPhoneRecord } from '@casillero/domain/records/registration-record';
import { INBOX_KEPT_DAYS, type InboxRecord } from '@casillero/domain/records/routing-records';
import { phoneRecord } from '@casillero/domain/records/tenant-record';
import { phoneOfAlias, type SenderAlias } from '@casillero/domain/sender/alias';
import { type KnownSender, newSender, senderWrites } from '@casillero/domain/sender/known-sender';
import { type AliasMove, moveAlias } from '@casillero/domain/sender/move-alias';
import { type United, uniteSenders } from '@casillero/domain/sender/unite-senders';
import type { ReadDocuments, Transact } from '../documents.ts';
import { eventIdOf, nextHolderId } from '../receive-message/message-id.ts';
import { parsed } from '../receive-message/parse-record.ts';
import type { EnqueueEntries } from '../receive-message/ports.ts';
import { hasRoomFor, knownSenders } from '../receive-message/read-sender.ts';
import { readUnion } from '../receive-message/read-union.ts';

/** nobody: none of the aliases is known, so that there is nothing to link. */
export type LinkOutcome = 'linked' | 'nobody' | 'duplicate';

export type LinkAliases = (change: AliasChange) => Promise<LinkOutcome>;

type Decided = {
  readonly writes: readonly DocumentWrite[];
  readonly outbox: readonly OutboxEntry[];
  readonly outcome: LinkOutcome;
};

/**
 * Takes the provider's word that two aliases are one person, or that an account moved from one to the other (R4). In one
 * transaction, and once, however often it is told.
 */
export const makeLinkAliases =
  (deps: { readonly transact: Transact; readonly enqueue: EnqueueEntries; readonly now: () => Date }): LinkAliases =>
  async (change) => {
    const eventId = eventIdOf(change);
    const { outcome, outbox } = await deps.transact(async (read) => {
      const now = deps.now();
      const [inbox, ...documents] = await read([
        paths.inbox(eventId),
        paths.sender(change.from),
        paths.sender(change.to),
      ]);
      if (inbox || change.from === change.to)
        return { writes: [], result: { outcome: 'duplicate' as const, outbox: [] as readonly OutboxEntry[] } };
      const [sender = null] = knownSenders([change.from], documents.slice(0, 1));
      const [holder = null] = knownSenders([change.to], documents.slice(1));
      const decided =
        change.relation === 'moved'
          ? await moved(read, change, eventId, sender, holder, now)
          : await same(read, change, eventId, sender, holder, now);
      // What changed nothing may yet, once somebody is known by one of the names.
      const seen: DocumentWrite[] =
        decided.writes.length === 0 ? [] : [{ op: 'create', path: paths.inbox(eventId), fields: asInbox(change, now) }];
      return { writes: [...seen, ...decided.writes], result: { outcome: decided.outcome, outbox: decided.outbox } };
    });
    await deps.enqueue(outbox);
    return outcome;
  };

const nobody: Decided = { writes: [], outbox: [], outcome: 'nobody' };

async function same(
  read: ReadDocuments,
  { from, to }: AliasChange,
  eventId: string,
  sender: KnownSender | null,
  holder: KnownSender | null,
  now: Date,
): Promise<Decided> {
  const known = [sender, holder].filter((each) => each !== null);
  if (known.length === 0) return nobody;
  if (known.length === 1 && !hasRoomFor(sender === null ? from : to, known)) return nobody;
  if (known.length === 2 && known[0]?.senderId === known[1]?.senderId) return { ...nobody, outcome: 'linked' };
  return united(read, uniteSenders([from, to], known), eventId, now);
}

/** Writes a united sender, and what uniting does to its conversations. */
async function united(read: ReadDocuments, found: United, eventId: string, now: Date): Promise<Decided> {
  const union = await readUnion(read, found, now);
  const done = union === null ? { writes: [], outbox: [] } : unionWrites(union, found.sender, eventId, now);
  return {
    writes: [...done.writes, ...(found.isChanged ? senderWrites(found.sender) : [])],
    outbox: done.outbox,
    outcome: 'linked',
  };
}

async function moved(
  read: ReadDocuments,
  { from, to }: AliasChange,
  eventId: string,
  sender: KnownSender | null,
  holder: KnownSender | null,
  now: Date,
): Promise<Decided> {
  if (sender === null) return nobody;
  const move = moveAlias(from, to, sender, holder);
  const phones = move.kind === 'moved' ? await movedPhone(read, sender, from, to, move) : [];
  const contacts = move.kind === 'moved' ? await movedConversations(read, sender, from, to) : [];
  const rest =
    move.kind === 'moved'
      ? await united(read, move.united, eventId, now)
      : {
          writes: [
            ...senderWrites(move.sender),
            ...unionWrites({ conflicts: [move.conflict], writes: [], moves: [] }, sender, eventId, now).writes,
          ],
          outbox: [],
          outcome: 'linked' as const,
        };
  const next = newSender(nextHolderId(from, eventId), [from], 'message', now);
  return {
    ...rest,
    // First those below the given-up names, so that what unites conversations has the last word.
    writes: [...contacts, ...rest.writes, ...phones, { op: 'delete', path: paths.sender(from) }, ...senderWrites(next)],
  };
}

/** The record of its staff phone goes by the new alias; the primary phone stays the primary one. */
async function movedPhone(
  read: ReadDocuments,
  { staff, registeredAs }: KnownSender,
  from: SenderAlias,
  to: SenderAlias,
  { united, needsProof }: Extract<AliasMove, { kind: 'moved' }>,
): Promise<DocumentWrite[]> {
  if (staff === null || registeredAs !== from) return [];
  const { tenantId } = staff;
  const [fields, pointer] = await read([paths.phone(tenantId, from), paths.primaryPhone(tenantId)]);
  const record = parsed(phoneRecord, fields);
  if (record === null) return [];
  const isPrimary = parsed(primaryPhoneRecord, pointer)?.alias === from;
  return [
    { op: 'delete', path: paths.phone(tenantId, from) },
    {
      op: 'set',
      path: paths.phone(tenantId, to),
      fields: { ...record, senderId: united.sender.senderId, phone: phoneOfAlias(to) ?? record.phone, needsProof },
    },
    ...(isPrimary ? [{ op: 'set' as const, path: paths.primaryPhone(tenantId), fields: { alias: to } }] : []),
  ];
}

/** Conversations name their sender's alias; where replies go is told by the next message. */
async function movedConversations(
  read: ReadDocuments,
  { senderId, conversationsWith }: KnownSender,
  from: SenderAlias,
  to: SenderAlias,
): Promise<DocumentWrite[]> {
  const at = conversationsWith.map((tenantId) => paths.conversation(tenantId, senderId));
  const found = await read(at);
  return at.flatMap((path, i): DocumentWrite[] => {
    const conversation = parsed(conversationRecord, found[i]);
    if (conversation === null || conversation.alias !== from) return [];
    const phone = phoneOfAlias(to);
    return [{ op: 'update', path, fields: { alias: to, ...(phone === null ? {} : { phone }) } }];
  });
}

const asInbox = ({ provider, account, eventId, from, raw, at }: AliasChange, now: Date): InboxRecord => ({
  provider,
  account,
  providerMessageId: eventId,
  number: '',
  alias: from,
  raw: { ...raw },
  outcomes: [],
  unrouted: null,
  receivedAt: at,
  expireAt: new Date(now.getTime() + INBOX_KEPT_DAYS * 86_400_000),
});
