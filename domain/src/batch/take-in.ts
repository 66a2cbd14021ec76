import type { InboundMessage } from '../message/inbound-message.ts';
import { type NewEntry, newEntry, type OutboxEntry } from '../outbox/new-entry.ts';
import { outboxId, summaryId } from '../outbox/outbox-id.ts';
import type { DocumentWrite } from '../records/document-write.ts';
import type { BatchRecord, ConversationRecord, ScreenshotRecord } from '../records/intake-records.ts';
import { paths } from '../records/paths.ts';
import type { TenantRecord } from '../records/tenant-record.ts';
import { type Reply, replyText } from '../reply/replies.ts';
import type { SenderId } from '../sender/alias.ts';
import type { TenantId } from '../tenant/tenant-id.ts';
import { customerNameIn } from './customer-name.ts';
import { type Placement, placeInBatch } from './place-in-batch.ts';
import { usableMedia } from './usable-media.ts';

/** How long no further screenshot may come before a burst is summed up (R14). */
export const BURST_QUIET_MS = 4_000;

export type IntakeFacts = {
  readonly tenantId: TenantId;
  readonly tenant: TenantRecord;
  readonly senderId: SenderId;
  readonly message: InboundMessage;
  /** id of the inbox entry: all new ids are made of it, so that a repetition makes the same ones */
  readonly inboxId: string;
  readonly conversation: ConversationRecord | null;
  /** the batch that the conversation points to, whatever its state */
  readonly batch: { readonly id: string; readonly record: BatchRecord } | null;
  readonly now: Date;
};

/** What a message does: documents to write, and outbox entries among them that are to be worked off. */
export type Decision = {
  readonly writes: readonly DocumentWrite[];
  readonly outbox: readonly OutboxEntry[];
  /** the open batch after it; null if none */
  readonly openBatchId: string | null;
};

/** Decides what a staff phone's message does (R10, R11). Pure: no clock, no ids of its own making. */
export function takeIn(facts: IntakeFacts): Decision {
  const { message, now } = facts;
  const open = facts.batch !== null && facts.batch.record.state === 'open' ? facts.batch : null;
  const media = usableMedia(message);
  const placement = placeInBatch(open?.record ?? null, message.text, media.length);

  if (placement.kind === 'nothing')
    return { writes: [], outbox: [reply(facts, { kind: 'cannot-use' })], openBatchId: open?.id ?? null };

  const isNew = placement.kind !== 'into-open' || open === null;
  const batchId = isNew ? facts.inboxId : open.id;
  const screenshotIds = media.map((_, position) => `${facts.inboxId}-${position}`);
  const writes: DocumentWrite[] = [];

  if (placement.kind === 'next' && open !== null) {
    // Closing counts as its summary: one that is still due finds itself superseded.
    writes.push({
      op: 'update',
      path: paths.batch(facts.tenantId, open.id),
      fields: { state: 'ready', closedAt: now, updatedAt: now },
      increments: { summaryCount: 1 },
    });
  }
  if (isNew) {
    const record = newBatch(facts, placement.name, screenshotIds);
    writes.push({ op: 'create', path: paths.batch(facts.tenantId, batchId), fields: record });
  } else {
    writes.push({
      op: 'update',
      path: paths.batch(facts.tenantId, batchId),
      fields: {
        ...(placement.name === null ? {} : { customerName: placement.name }),
        ...(open.record.coverScreenshotId === null && screenshotIds[0] !== undefined
          ? { coverScreenshotId: screenshotIds[0] }
          : {}),
        updatedAt: now,
      },
      ...(media.length === 0 ? {} : { increments: { screenshotCount: media.length } }),
    });
  }

  const outbox: OutboxEntry[] = [];
  media.forEach((medium, position) => {
    const screenshotId = `${facts.inboxId}-${position}`;
    writes.push({
      op: 'create',
      path: paths.screenshot(facts.tenantId, screenshotId),
      fields: newScreenshot(facts, batchId, position),
    });
    outbox.push(
      newEntry(
        outboxId(facts.inboxId, facts.tenantId, 'media', position),
        {
          kind: 'media',
          tenantId: facts.tenantId,
          screenshotId,
          batchId,
          senderId: facts.senderId,
          number: message.receivingNumber,
          address: message.sender.address,
          provider: message.provider,
          account: message.account,
          url: medium.url,
          declaredType: medium.declaredType,
        },
        now,
      ),
    );
  });

  if (media.length > 0) {
    const summaryNumber = isNew ? 0 : open.record.summaryCount;
    outbox.push(summary(facts, batchId, summaryNumber));
  } else {
    outbox.push(reply(facts, nameReply(placement, open?.record ?? null)));
  }
  return { writes, outbox, openBatchId: batchId };
}

function nameReply(placement: Exclude<Placement, { kind: 'nothing' }>, open: BatchRecord | null): Reply {
  const name = placement.name ?? '';
  if (placement.kind === 'next' && open !== null)
    return {
      kind: 'next-batch',
      closedName: open.customerName ?? '',
      closedCount: open.screenshotCount,
      name,
    };
  return {
    kind: 'batch-named',
    name,
    screenshotCount: placement.kind === 'into-open' ? (open?.screenshotCount ?? 0) : 0,
  };
}

function newBatch(facts: IntakeFacts, customerName: string | null, screenshotIds: readonly string[]): BatchRecord {
  return {
    senderId: facts.senderId,
    senderPhone: facts.message.sender.phone,
    senderName: facts.message.sender.profileName,
    customerName,
    state: 'open',
    screenshotCount: screenshotIds.length,
    orderCount: 0,
    noOrderCount: 0,
    failedCount: 0,
    coverScreenshotId: screenshotIds[0] ?? null,
    summaryCount: 0,
    openedAt: facts.now,
    updatedAt: facts.now,
    closedAt: null,
  };
}

function newScreenshot(facts: IntakeFacts, batchId: string, position: number): ScreenshotRecord {
  return {
    batchId,
    senderId: facts.senderId,
    messageId: facts.inboxId,
    caption: customerNameIn(facts.message.text) === null ? null : facts.message.text,
    state: 'fetching',
    media: null,
    failure: null,
    extraction: 'waiting',
    extractionFailure: null,
    order: null,
    readBy: null,
    position,
    receivedAt: facts.message.receivedAt,
    updatedAt: facts.now,
  };
}

const recipient = (facts: IntakeFacts) => ({
  number: facts.message.receivingNumber as string,
  address: facts.message.sender.address,
});

const reply = (facts: IntakeFacts, what: Reply): OutboxEntry => {
  const entry: NewEntry = {
    kind: 'send',
    tenantId: facts.tenantId,
    senderId: facts.senderId,
    ...recipient(facts),
    text: replyText(what, facts.tenant.locale),
  };
  return newEntry(outboxId(facts.inboxId, facts.tenantId, 'send', 0), entry, facts.now);
};

/** The burst's one reply: every further screenshot writes the same entry again with a later time. */
const summary = (facts: IntakeFacts, batchId: string, summaryNumber: number): OutboxEntry =>
  newEntry(
    summaryId(facts.tenantId, batchId, summaryNumber),
    {
      kind: 'summary',
      tenantId: facts.tenantId,
      batchId,
      senderId: facts.senderId,
      ...recipient(facts),
      summaryNumber,
    },
    facts.now,
    new Date(facts.now.getTime() + BURST_QUIET_MS),
  );
