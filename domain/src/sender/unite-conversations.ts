import { closeBatch } from '../batch/close-batch.ts';
import { lastInboundOf } from '../message/service-window.ts';
import type { DocumentWrite } from '../records/document-write.ts';
import type { BatchRecord, ConversationRecord } from '../records/intake-records.ts';
import { paths } from '../records/paths.ts';
import type { TenantId } from '../tenant/tenant-id.ts';
import type { SenderId } from './alias.ts';

/** One tenant's conversations with two senders who turned out to be one; what lies below them is moved afterwards. */
export type TwoConversations = {
  readonly tenantId: TenantId;
  readonly fromId: SenderId;
  readonly intoId: SenderId;
  readonly from: ConversationRecord | null;
  readonly into: ConversationRecord | null;
  /** the batches that they point to, whatever their state */
  readonly fromBatch: { readonly id: string; readonly record: BatchRecord } | null;
  readonly intoBatch: { readonly id: string; readonly record: BatchRecord } | null;
};

/**
 * Makes one conversation of two (R4): nothing is counted twice or forgotten. One sender has at most one open batch: of two,
 * the given-up sender's closes as it would when idle (R13).
 * @returns the united conversation, or null if there was none
 */
export function uniteConversations(
  two: TwoConversations,
  now: Date,
): { readonly record: ConversationRecord | null; readonly writes: readonly DocumentWrite[] } {
  const { tenantId, fromId, intoId, from, into } = two;
  if (from === null) return { record: into, writes: [] };
  const keepsOwn = isOpen(two.intoBatch) || !isOpen(two.fromBatch);
  const record = into === null ? from : joined(into, from, keepsOwn);
  const torn = isOpen(two.intoBatch) && isOpen(two.fromBatch) ? two.fromBatch : null;
  return {
    record,
    writes: [
      { op: 'set', path: paths.conversation(tenantId, intoId), fields: record },
      { op: 'delete', path: paths.conversation(tenantId, fromId) },
      ...(torn === null
        ? []
        : [closeBatch({ tenantId, batchId: torn.id }, torn.record.screenshotCount > 0 ? 'ready' : 'cancelled', now)]),
    ],
  };
}

function joined(into: ConversationRecord, from: ConversationRecord, keepsOwn: boolean): ConversationRecord {
  const [last, first] = into.lastMessageAt >= from.lastMessageAt ? [into, from] : [from, into];
  const wroteLast = lastInboundOf(into) >= lastInboundOf(from) ? into : from;
  const collecting = keepsOwn ? into : from;
  return {
    ...into,
    kind: into.kind === 'intake' || from.kind === 'intake' ? 'intake' : 'contact',
    phone: into.phone ?? from.phone,
    alias: into.phone === null && from.phone !== null ? from.alias : into.alias,
    address: wroteLast.address,
    number: wroteLast.number,
    profileName: last.profileName ?? first.profileName,
    searchTokens: [...new Set([...into.searchTokens, ...from.searchTokens])],
    openBatchId: collecting.openBatchId,
    idleAt: collecting.idleAt,
    question: collecting.question,
    lastReplyId: last.lastReplyId ?? first.lastReplyId,
    ...answeredAs(into, from),
    lastText: last.lastText,
    lastMessageAt: last.lastMessageAt,
    lastDirection: last.lastDirection,
    lastMediaKind: last.lastMediaKind,
    unreadCount: into.unreadCount + from.unreadCount,
    createdAt: into.createdAt <= from.createdAt ? into.createdAt : from.createdAt,
  };
}

/** What was told to either is told to both, and who opted out under one name has opted out (R35). */
const answeredAs = (
  into: ConversationRecord,
  from: ConversationRecord,
): Pick<
  ConversationRecord,
  | 'awaitsWelcome'
  | 'welcomedAt'
  | 'awayAt'
  | 'toldOfBindingAt'
  | 'optedOutAt'
  | 'lastInboundAt'
  | 'lastInboundId'
  | 'waitingSince'
  | 'unreachedCount'
  | 'repliesSince'
  | 'replyCount'
> => {
  const wroteLast = lastInboundOf(into) >= lastInboundOf(from) ? into : from;
  return {
    awaitsWelcome: into.awaitsWelcome && from.awaitsWelcome,
    welcomedAt: earlier(into.welcomedAt, from.welcomedAt),
    awayAt: later(into.awayAt, from.awayAt),
    toldOfBindingAt: later(into.toldOfBindingAt, from.toldOfBindingAt),
    optedOutAt: earlier(into.optedOutAt, from.optedOutAt),
    lastInboundAt: lastInboundOf(wroteLast),
    lastInboundId: wroteLast.lastInboundId,
    waitingSince: earlier(into.waitingSince, from.waitingSince),
    unreachedCount: wroteLast.unreachedCount,
    repliesSince: earlier(into.repliesSince, from.repliesSince),
    replyCount: into.replyCount + from.replyCount,
  };
};

const earlier = (one: Date | null, other: Date | null): Date | null =>
  one === null || other === null ? (one ?? other) : one <= other ? one : other;
const later = (one: Date | null, other: Date | null): Date | null =>
  one === null || other === null ? (one ?? other) : one >= other ? one : other;

const isOpen = (batch: TwoConversations['fromBatch']): batch is NonNullable<TwoConversations['fromBatch']> =>
  batch?.record.state === 'open';
