import type { Told } from '../answer/answer-contact.ts';
import type { InboundMessage } from '../message/inbound-message.ts';
import { newEntry, type OutboxEntry } from '../outbox/new-entry.ts';
import { outboxId, summaryId } from '../outbox/outbox-id.ts';
import { isLate } from '../receive/is-late.ts';
import type { DocumentWrite } from '../records/document-write.ts';
import type {
  BatchRecord,
  ConversationRecord,
  MessageMediaRecord,
  ScreenshotRecord,
} from '../records/intake-records.ts';
import type { SummaryEntry } from '../records/outbox-record.ts';
import { paths } from '../records/paths.ts';
import type { TenantRecord } from '../records/tenant-record.ts';
import { type Counted, type Reply, replyText } from '../reply/replies.ts';
import type { SenderId } from '../sender/alias.ts';
import type { TenantId } from '../tenant/tenant-id.ts';
import { changeScreenshot } from './change-screenshot.ts';
import { closeBatch } from './close-batch.ts';
import { namedFields } from './customer-name.ts';
import { commandIn } from './intake-command.ts';
import { IDLE_AFTER_MS, type IntakeEvent, type IntakeStep, intakeStateOf, nextStep } from './intake-step.ts';
import { newBatch, newScreenshot, screenshotIdOf } from './new-intake-records.ts';
import { usableMedia } from './usable-media.ts';

/** How long no further screenshot may come before a burst is summed up (R14). */
export const BURST_QUIET_MS = 4_000;

/** A staff phone is told at most once in this time that something cannot be used: not once per sticker. */
export const CANNOT_USE_EVERY_MS = 10 * 60_000;

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
  /** the last screenshot of the batch that counts; asked for only when the message is to take it back */
  readonly lastScreenshot?: { readonly id: string; readonly record: ScreenshotRecord } | null;
  readonly now: Date;
};

/** What a conversation remembers of this message for the next one. */
export type Remembered = Pick<ConversationRecord, 'question' | 'cannotUseAt' | 'idleAt' | 'lastReplyId'>;

/** What a message does: documents to write, and outbox entries among them that are to be worked off. */
export type Decision = {
  readonly writes: readonly DocumentWrite[];
  readonly outbox: readonly OutboxEntry[];
  /** the batch that the conversation points to after it: the open one, or one whose name is awaited; null if none */
  readonly openBatchId: string | null;
  readonly remembered: Remembered;
  /** of a contact: what was told by now; left out: nothing changes */
  readonly told?: Told;
  /** of a contact: the files of the message, which are being fetched; left out: none */
  readonly media?: readonly MessageMediaRecord[];
};

/** Decides what a staff phone's message does (R10 to R14). Pure: no clock, no ids of its own making. */
export function takeIn(facts: IntakeFacts): Decision {
  const { message, conversation, batch } = facts;
  const state = intakeStateOf(batch, conversation?.question ?? null, message.receivedAt);
  const step = nextStep(state, eventOf(message));
  switch (step.kind) {
    case 'open':
    case 'into-open':
    case 'next':
      return collect(facts, step);
    case 'name-closed':
      return nameClosed(facts, step.name);
    case 'close':
      return close(facts, step.as);
    case 'take-back':
      return takeBack(facts);
    case 'ask':
      return ask(facts);
    case 'say':
      return say(facts, step.what);
    default:
      return step satisfies never;
  }
}

/** A caption that is a command names nobody; commands are texts of their own. */
function eventOf(message: InboundMessage): IntakeEvent {
  const command = commandIn(message.text);
  const count = usableMedia(message).length;
  if (count > 0) return { kind: 'screenshots', count, caption: command === null ? message.text : '' };
  if (command !== null) return { kind: command };
  return message.text.trim() === '' ? { kind: 'unusable' } : { kind: 'name', text: message.text };
}

type Collect = Extract<IntakeStep, { kind: 'open' | 'into-open' | 'next' }>;

/** A name or screenshots, into the open batch or a new one. */
function collect(facts: IntakeFacts, step: Collect): Decision {
  const { tenantId, inboxId, now } = facts;
  const open = step.kind === 'open' ? null : facts.batch;
  const current = step.kind === 'into-open' ? open : null;
  const batchId = current?.id ?? inboxId;
  const media = usableMedia(facts.message);
  const screenshotIds = media.map((_, position) => screenshotIdOf(inboxId, position));
  const before = current?.record.lastScreenshotId ?? null;
  const screenshots = media.map((medium, position) =>
    newScreenshot(facts, batchId, medium, position, screenshotIds[position - 1] ?? before),
  );
  const writes: DocumentWrite[] = [
    ...(step.kind === 'next' && open !== null ? [closeBatch({ tenantId, batchId: open.id }, 'ready', now)] : []),
    current === null
      ? { op: 'create', path: paths.batch(tenantId, batchId), fields: newBatch(facts, step.name, screenshotIds) }
      : {
          op: 'update',
          path: paths.batch(tenantId, batchId),
          fields: { ...changedBy(current.record, step.name, screenshotIds), updatedAt: now },
          ...(media.length === 0 ? {} : { increments: { screenshotCount: media.length } }),
        },
    ...screenshots.map(({ write }) => write),
  ];
  const isBurst = media.length > 0;
  return decided(facts, {
    writes,
    outbox: [
      ...screenshots.map(({ entry }) => entry),
      ...(current !== null && step.name !== null ? ordersFollow(facts, current) : []),
      ...(isBurst ? [burstSummary(inBatch(facts, batchId), current?.record.summaryCount ?? 0, now)] : []),
    ],
    reply: isBurst ? null : nameReply(step, open?.record ?? null),
    openBatchId: batchId,
  });
}

/** What was read of a batch follows its new name, or its end: off the path of the message, since there may be many. */
const ordersFollow = (facts: IntakeFacts, batch: NonNullable<IntakeFacts['batch']>): OutboxEntry[] =>
  batch.record.orderCount > 0 ? [ordersEntry(facts, batch.id, null)] : [];

const ordersEntry = (
  { tenantId, inboxId, now }: IntakeFacts,
  batchId: string,
  screenshotId: string | null,
): OutboxEntry =>
  newEntry(outboxId(inboxId, tenantId, 'orders', 0), { kind: 'orders', tenantId, batchId, screenshotId }, now);

const changedBy = (
  batch: BatchRecord,
  name: string | null,
  screenshotIds: readonly string[],
): Partial<BatchRecord> => ({
  ...(name === null ? {} : namedFields(name)),
  ...(batch.coverScreenshotId === null && screenshotIds[0] !== undefined
    ? { coverScreenshotId: screenshotIds[0] }
    : {}),
  ...(screenshotIds.length === 0 ? {} : { lastScreenshotId: screenshotIds.at(-1) ?? null }),
});

function nameReply(step: Collect, open: BatchRecord | null): Reply {
  const name = step.name ?? '';
  if (step.kind === 'next' && open !== null)
    return {
      kind: 'next-batch',
      closedName: open.customerName ?? '',
      closedCount: open.screenshotCount,
      duplicateCount: untold(open),
      name,
    };
  return { kind: 'batch-named', name, screenshotCount: open?.screenshotCount ?? 0 };
}

function nameClosed(facts: IntakeFacts, name: string): Decision {
  const { batch, tenantId, now } = facts;
  if (batch === null) return say(facts, 'status');
  const path = paths.batch(tenantId, batch.id);
  return decided(facts, {
    writes: [{ op: 'update', path, fields: { ...namedFields(name), updatedAt: now } }],
    outbox: ordersFollow(facts, batch),
    reply: { kind: 'closed', ...counted(batch.record), name },
    openBatchId: null,
  });
}

function close(facts: IntakeFacts, as: 'ready' | 'cancelled'): Decision {
  const { batch, tenantId, now } = facts;
  if (batch === null) return say(facts, 'status');
  return decided(facts, {
    writes: [closeBatch({ tenantId, batchId: batch.id }, as, now)],
    outbox: as === 'cancelled' ? ordersFollow(facts, batch) : [],
    reply: { kind: as === 'ready' ? 'closed' : 'cancelled', ...counted(batch.record) },
    openBatchId: null,
  });
}

/** The last screenshot is kept and marked. What the reply says, the burst's summary need not say again. */
function takeBack(facts: IntakeFacts): Decision {
  const { batch, lastScreenshot, tenantId, now } = facts;
  if (batch === null) return say(facts, 'status');
  const shown = counted(batch.record);
  if (!lastScreenshot)
    return decided(facts, { reply: { kind: 'nothing-to-take-back', ...shown }, openBatchId: batch.id });
  const { id: screenshotId, record } = lastScreenshot;
  const isCover = batch.record.coverScreenshotId === screenshotId;
  const batchChange = {
    lastScreenshotId: record.previousScreenshotId ?? null,
    ...(isCover ? { coverScreenshotId: null } : {}),
  };
  return decided(facts, {
    writes: changeScreenshot({ tenantId, screenshotId }, record, { removedAt: now }, now, batchChange),
    outbox: record.orderId ? [ordersEntry(facts, batch.id, screenshotId)] : [],
    reply: { kind: 'taken-back', ...shown, screenshotCount: shown.screenshotCount - 1 },
    openBatchId: batch.id,
  });
}

/** Of a late message nothing is asked: nobody would wait for the answer. */
function ask(facts: IntakeFacts): Decision {
  const { batch, now } = facts;
  if (batch === null) return say(facts, 'status');
  return decided(facts, {
    reply: { kind: 'cancel-question', ...counted(batch.record) },
    openBatchId: batch.id,
    ...(isLate(facts.message, now) ? {} : { question: { kind: 'cancel', batchId: batch.id, askedAt: now } }),
  });
}

function say(facts: IntakeFacts, what: Extract<IntakeStep, { kind: 'say' }>['what']): Decision {
  const { batch, message, now } = facts;
  const state = intakeStateOf(batch, null, message.receivedAt);
  const shown = state.kind === 'closed' ? null : batch;
  const openBatchId = shown?.id ?? null;
  const { name, screenshotCount } = shown === null ? { name: null, screenshotCount: 0 } : counted(shown.record);
  switch (what) {
    case 'status':
      return decided(facts, {
        reply: { kind: 'status', batch: shown === null ? null : counted(shown.record) },
        openBatchId,
      });
    case 'help':
      return decided(facts, { reply: { kind: 'help' }, openBatchId });
    case 'no-screenshots':
      return decided(facts, { reply: { kind: 'no-screenshots', name }, openBatchId });
    case 'name-first':
      return decided(facts, { reply: { kind: 'name-first', screenshotCount }, openBatchId });
    case 'cannot-use': {
      const toldAt = facts.conversation?.cannotUseAt ?? null;
      const isTold = toldAt !== null && now.getTime() - toldAt.getTime() < CANNOT_USE_EVERY_MS;
      if (isTold || isLate(message, now)) return decided(facts, { openBatchId });
      return decided(facts, { reply: { kind: 'cannot-use' }, openBatchId, cannotUseAt: now });
    }
    default:
      return what satisfies never;
  }
}

/** Completes a decision. A late message gets no reply; every message answers or drops an open question. */
function decided(
  facts: IntakeFacts,
  what: {
    readonly writes?: readonly DocumentWrite[];
    readonly outbox?: readonly OutboxEntry[];
    readonly reply?: Reply | null;
    readonly openBatchId: string | null;
    readonly question?: ConversationRecord['question'];
    readonly cannotUseAt?: Date;
  },
): Decision {
  const { message, batch, now } = facts;
  const answer = what.reply && !isLate(message, now) ? [reply(facts, what.reply)] : [];
  const isClosed = what.openBatchId === batch?.id && batch?.record.state !== 'open';
  return {
    writes: what.writes ?? [],
    outbox: [...(what.outbox ?? []), ...answer],
    openBatchId: what.openBatchId,
    remembered: {
      question: what.question ?? null,
      lastReplyId: answer[0]?.id ?? facts.conversation?.lastReplyId ?? null,
      cannotUseAt: what.cannotUseAt ?? facts.conversation?.cannotUseAt ?? null,
      idleAt: what.openBatchId === null || isClosed ? null : new Date(now.getTime() + IDLE_AFTER_MS),
    },
  };
}

const untold = (batch: BatchRecord): number => (batch.duplicateCount ?? 0) - (batch.toldDuplicateCount ?? 0);

const counted = (batch: BatchRecord): Counted => ({
  name: batch.customerName,
  screenshotCount: batch.screenshotCount,
  orderCount: batch.orderCount,
  noOrderCount: batch.noOrderCount,
  failedCount: batch.failedCount,
  duplicateCount: untold(batch),
});

const recipient = ({ message }: IntakeFacts) => ({
  number: message.receivingNumber as string,
  address: message.sender.address,
});

const reply = (facts: IntakeFacts, what: Reply): OutboxEntry => {
  const { tenantId, senderId, tenant, inboxId, now } = facts;
  const text = replyText(what, tenant.locale);
  const id = outboxId(inboxId, tenantId, 'send', 0);
  const after = facts.conversation?.lastReplyId ?? null;
  const marksRead = facts.message.providerMessageId;
  return newEntry(id, { kind: 'send', tenantId, senderId, ...recipient(facts), text, after, marksRead }, now);
};

const inBatch = (facts: IntakeFacts, batchId: string) => ({
  tenantId: facts.tenantId as string,
  senderId: facts.senderId as string,
  batchId,
  ...recipient(facts),
});

type Burst = Pick<SummaryEntry, 'tenantId' | 'batchId' | 'senderId' | 'number' | 'address'>;

/**
 * A burst's one reply: every further screenshot writes the same entry again with a later time.
 * @param summaryNumber the batch's summaryCount
 */
export const burstSummary = (burst: Burst, summaryNumber: number, now: Date): OutboxEntry =>
  newEntry(
    summaryId(burst.tenantId, burst.batchId, summaryNumber),
    { kind: 'summary', ...burst, summaryNumber },
    now,
    new Date(now.getTime() + BURST_QUIET_MS),
  );
