import { createHash } from 'node:crypto';
import { isCounted } from '@casillero/domain/batch/change-screenshot';
import { commandIn } from '@casillero/domain/batch/intake-command';
import { linkCodeIn } from '@casillero/domain/link-code/link-code';
import type { InboundMessage } from '@casillero/domain/message/inbound-message';
import type { OutboxEntry } from '@casillero/domain/outbox/new-entry';
import { decide, type OwnerFacts } from '@casillero/domain/receive/decide';
import type { Fields } from '@casillero/domain/records/document-write';
import {
  type BatchRecord,
  batchRecord,
  conversationRecord,
  screenshotRecord,
} from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { linkCodeRecord, numberRecord, senderRecord, unroutedRecord } from '@casillero/domain/records/routing-records';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { type Owner, type RoutedLink, type RoutingFacts, route } from '@casillero/domain/routing/route';
import type { SenderAlias, SenderId } from '@casillero/domain/sender/alias';
import type { TenantId } from '@casillero/domain/tenant/tenant-id';
import type { ReadDocuments, Transact } from '../documents.ts';
import type { EnqueueEntries } from './ports.ts';

export type Received = {
  /** taken-in: it took effect now; duplicate: it had before (R90) */
  readonly outcome: 'taken-in' | 'duplicate';
  readonly inboxId: string;
  readonly tenantIds: readonly string[];
  readonly unrouted: string | null;
};

export type ReceiveMessage = (message: InboundMessage) => Promise<Received>;

/**
 * Takes one inbound message in: one transaction, whatever it causes (docs/design.md). When this returns, the
 * message and its outbox entries are committed; a second call with the same message changes nothing.
 * Reads by id only, in at most three round trips: 6 documents for a text of a known staff phone. To take a screenshot
 * back (R13) it is read as well.
 */
export const makeReceiveMessage =
  (deps: { transact: Transact; enqueue: EnqueueEntries; now: () => Date }): ReceiveMessage =>
  async (message) => {
    const inboxId = inboxIdOf(message);
    const { received, outbox } = await deps.transact(async (read) => {
      const isDuplicate = { received: nothingNew(inboxId), outbox: [] as readonly OutboxEntry[] };
      const code = linkCodeIn(message.text);
      const [inbox, number, sender, link] = await read([
        paths.inbox(inboxId),
        paths.number(message.receivingNumber),
        paths.sender(message.sender.alias),
        ...(code === null ? [] : [paths.linkCode(code)]),
      ]);
      if (inbox) return { writes: [], result: isDuplicate };

      const knownSender = parsed(senderRecord, sender);
      const routed = route({
        number: asRouted(parsed(numberRecord, number)),
        sender: knownSender && {
          staffOf: knownSender.staffOf as TenantId | null,
          boundTo: knownSender.boundTo as TenantId | null,
        },
        link: code === null ? null : linkFacts(code, link ?? null),
      });
      const senderId = (knownSender?.senderId ?? newSenderId(message.sender.alias)) as SenderId;
      const isUnrouted = routed.kind === 'unrouted';
      const [unrouted] = isUnrouted ? await read([paths.unrouted(message.sender.alias)]) : [null];
      const decision = decide({
        message,
        inboxId,
        route: routed,
        senderId,
        isSenderKnown: knownSender !== null,
        owners: isUnrouted ? [] : await readOwners(read, routed.owners, senderId, message),
        unrouted: parsed(unroutedRecord, unrouted),
        now: deps.now(),
      });
      const received: Received = {
        outcome: 'taken-in',
        inboxId,
        tenantIds: isUnrouted ? [] : routed.owners.map((owner) => owner.tenantId),
        unrouted: isUnrouted ? routed.reason : null,
      };
      return { writes: decision.writes, result: { received, outbox: decision.outbox } };
    });
    await deps.enqueue(outbox);
    return received;
  };

/** Provider, account and message id name a message; hashed, since ids may rise and may hold slashes (docs/design.md). */
export const inboxIdOf = (message: Pick<InboundMessage, 'provider' | 'account' | 'providerMessageId'>): string =>
  createHash('sha256')
    .update(JSON.stringify([message.provider, message.account, message.providerMessageId]))
    .digest('hex')
    .slice(0, 32);

/** The id of a sender seen for the first time: made of its alias, so that a repetition makes the same one. */
const newSenderId = (alias: SenderAlias): string => createHash('sha256').update(alias).digest('hex').slice(0, 24);

const nothingNew = (inboxId: string): Received => ({ outcome: 'duplicate', inboxId, tenantIds: [], unrouted: null });

/** The owners' tenants and conversations in one round trip, the batches that these point to in another. */
async function readOwners(
  read: ReadDocuments,
  owners: readonly Owner[],
  senderId: SenderId,
  message: InboundMessage,
): Promise<OwnerFacts[]> {
  const found = await read(
    owners.flatMap(({ tenantId }) => [paths.tenant(tenantId), paths.conversation(tenantId, senderId)]),
  );
  const facts = owners.map((owner, i) => ({
    owner,
    tenant: parsed(tenantRecord, found[2 * i] ?? null),
    conversation: parsed(conversationRecord, found[2 * i + 1] ?? null),
  }));
  const pointers = facts.flatMap(({ owner, conversation }) =>
    conversation === null || conversation.openBatchId === null || owner.as !== 'intake'
      ? []
      : [{ tenantId: owner.tenantId, id: conversation.openBatchId }],
  );
  const batches = await read(pointers.map(({ tenantId, id }) => paths.batch(tenantId, id)));
  const isUndo = commandIn(message.text) === 'undo';
  return Promise.all(
    facts.map(async (each) => {
      const at = pointers.findIndex((pointer) => pointer.tenantId === each.owner.tenantId);
      const record = parsed(batchRecord, batches[at] ?? null);
      const id = pointers[at]?.id;
      if (record === null || id === undefined) return { ...each, batch: null };
      const batch = { id, record };
      return isUndo && record.state === 'open'
        ? { ...each, batch, lastScreenshot: await lastCounted(read, each.owner.tenantId, record) }
        : { ...each, batch };
    }),
  );
}

/**
 * The last screenshot of a batch that counts. Each knows the one before it, and one that is taken back is passed for
 * good: refused ones in between are read once in the life of a batch, not once per undo (R94).
 */
async function lastCounted(
  read: ReadDocuments,
  tenantId: TenantId,
  batch: BatchRecord,
): Promise<NonNullable<OwnerFacts['lastScreenshot']> | null> {
  let id = batch.lastScreenshotId ?? null;
  while (id !== null) {
    const [fields] = await read([paths.screenshot(tenantId, id)]);
    const record = parsed(screenshotRecord, fields ?? null);
    if (record === null || isCounted(record)) return record && { id, record };
    id = record.previousScreenshotId ?? null;
  }
  return null;
}

/** Stored documents are parsed at the door; one of a wrong shape is our own defect and fails loudly. */
const parsed = <Record>(
  schema: { parse(fields: unknown): Record },
  fields: Fields | null | undefined,
): Record | null => (fields === null || fields === undefined ? null : schema.parse(fields));

const asRouted = (number: ReturnType<typeof numberRecord.parse> | null): RoutingFacts['number'] =>
  number && { mode: number.mode, tenantIds: number.tenantIds as TenantId[] };

function linkFacts(code: RoutedLink['code'], fields: Fields | null): RoutedLink {
  const link = parsed(linkCodeRecord, fields);
  if (link === null) return { code, known: false };
  return { code, known: true, tenantId: link.tenantId as TenantId, isActive: link.isActive };
}
