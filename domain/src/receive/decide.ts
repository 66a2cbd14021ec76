import { type Decision, takeIn } from '../batch/take-in.ts';
import type { OutboxEntry } from '../outbox/new-entry.ts';
import type { DocumentWrite } from '../records/document-write.ts';
import { paths } from '../records/paths.ts';
import { INBOX_KEPT_DAYS, type InboxRecord, type UnroutedReason } from '../records/routing-records.ts';
import type { TenantRecord } from '../records/tenant-record.ts';
import { countedWrite, WRONG_CODES } from '../registration/rate-limit.ts';
import { refuseRegistration, registerPhone } from '../registration/register-phone.ts';
import { type KnownSender, senderWrites } from '../sender/known-sender.ts';
import { usageDay, usageDayField, usageMonth, usageShard } from '../usage/usage-month.ts';
import { aboutEarlier, isAboutEarlier } from './about-earlier.ts';
import { answerProof } from './answer-proof.ts';
import { conversationWrite, incoming } from './conversation-write.ts';
import { converse } from './converse.ts';
import { keepUnrouted } from './keep-unrouted.ts';
import { limitReplies } from './limit-replies.ts';
import type { OwnerFacts, ReceiveDecision, ReceiveFacts } from './receive-facts.ts';
import { unionWrites } from './union-writes.ts';

const DAY_MS = 86_400_000;

/**
 * All that one inbound message does (docs/design.md): the inbox entry that makes it take effect once, and for
 * each owner its own records and its own outbox entries. Pure.
 */
export function decide(facts: ReceiveFacts): ReceiveDecision {
  const { sender, writes } = senderAfter(facts);
  const known = { ...facts, sender };
  const reason = unroutedReason(facts);
  const part = reason === null ? takeForOwner(known) : keepUnrouted(known, reason);
  const outcomes = facts.route.kind === 'unrouted' ? [] : facts.owners.map(outcomeOf);
  const inbox: InboxRecord = {
    provider: facts.message.provider,
    account: facts.message.account,
    providerMessageId: facts.message.providerMessageId,
    number: facts.message.receivingNumber,
    alias: facts.message.sender.alias,
    raw: facts.message.raw,
    outcomes,
    unrouted: reason,
    receivedAt: facts.message.receivedAt,
    expireAt: new Date(facts.now.getTime() + INBOX_KEPT_DAYS * DAY_MS),
  };
  const union =
    facts.union === null ? { writes: [], outbox: [] } : unionWrites(facts.union, sender, facts.inboxId, facts.now);
  return {
    writes: [
      { op: 'create', path: paths.inbox(facts.inboxId), fields: inbox },
      ...union.writes,
      ...writes,
      ...linkWrites(facts),
      ...resolvedWrites(known),
      ...part.writes,
    ],
    outbox: [...union.outbox, ...part.outbox],
  };
}

/** Why nobody takes the message in, so that operators see it; null: somebody does. */
export function unroutedReason({ route, owners }: ReceiveFacts): UnroutedReason | null {
  if (route.kind === 'unrouted') return route.reason;
  if (owners.some(takesIn)) return null;
  return owners.every(({ tenant }) => tenant === null) ? 'tenant-missing' : 'tenant-suspended';
}

/** Whether a tenant takes messages in now. */
export const takesIn = ({ tenant }: Pick<OwnerFacts, 'tenant'>): boolean => tenant?.status === 'active';

function outcomeOf({ owner, tenant }: OwnerFacts): InboxRecord['outcomes'][number] {
  const { tenantId, via } = owner;
  if (tenant === null) return { tenantId, via, outcome: 'tenant-missing' };
  if (tenant.status === 'suspended') return { tenantId, via, outcome: 'tenant-suspended' };
  return { tenantId, via, outcome: owner.as === 'intake' ? 'intake' : 'conversation' };
}

/**
 * The sender as this message leaves it, and the writes for that. A binding is written by the message that makes it, a
 * registration by the one that proves it; nothing else here ever changes either (R1.3, R54).
 */
function senderAfter(facts: ReceiveFacts): { readonly sender: KnownSender; readonly writes: readonly DocumentWrite[] } {
  const { route, message, proof, now } = facts;
  const before = facts.sender;
  const newWith = facts.owners
    .filter(
      ({ owner, tenant, conversation }) =>
        takesIn({ tenant }) && conversation === null && !before.conversationsWith.includes(owner.tenantId),
    )
    .map(({ owner }) => owner.tenantId);
  // The link of an importer that takes in nothing binds nobody.
  const bindsTo = route.kind === 'owned' && facts.owners.some(takesIn) ? route.binding : null;
  const bound: KnownSender = {
    ...before,
    ...(bindsTo === null ? {} : { binding: { tenantId: bindsTo.tenantId, since: now, via: 'link' } }),
    conversationsWith: [...before.conversationsWith, ...newWith],
  };
  const { verdict, registration } = proof ?? { verdict: { kind: 'none' } as const, registration: null };
  const registered =
    verdict.kind === 'proven' && registration !== null ? registerPhone(registration, bound, message, now) : null;
  const refused =
    verdict.kind === 'refused' && registration !== null
      ? refuseRegistration(registration, verdict.why, message, now)
      : [];
  const tried =
    proof === null || ['none', 'proven', 'elsewhere'].includes(verdict.kind)
      ? []
      : [countedWrite(triesKey(before), proof.tries, WRONG_CODES, now)];
  const sender = registered?.sender ?? bound;
  // A stranger with one name needs no document: there is nothing to say of them.
  const isNews = facts.senderState === 'unknown' && (facts.owners.some(takesIn) || sender.aliases.length > 1);
  const isChanged = facts.senderState === 'changed' || newWith.length > 0 || bindsTo !== null || registered !== null;
  return {
    sender,
    writes: [...(isNews || isChanged ? senderWrites(sender) : []), ...(registered?.writes ?? []), ...refused, ...tried],
  };
}

/** Names the record that counts a sender's codes. */
export const triesKey = (sender: KnownSender): string => `codes:${sender.aliases[0] ?? sender.senderId}`;

/** R55: every message that begins with the code of a link that is on is a use of it. */
function linkWrites({ link, route, owners }: ReceiveFacts): DocumentWrite[] {
  if (link === null) return [];
  // On the number of other importers alone (R1.1) it is words like any other.
  const isForOthers =
    owners.length > 0 && owners.every(({ owner }) => owner.via === 'dedicated' && owner.tenantId !== link.tenantId);
  if (isForOthers) return [];
  const binds = route.kind === 'owned' && route.binding?.code === link.code && owners.some(takesIn);
  return [
    {
      op: 'upsert',
      path: paths.link(link.tenantId, link.code),
      fields: {},
      increments: { useCount: 1, ...(binds ? { boundCount: 1 } : {}) },
    },
  ];
}

/** Whoever finds an owner is no longer on the operators' list; what was kept stays with it. */
function resolvedWrites({ route, unrouted, sender, owners }: ReceiveFacts): DocumentWrite[] {
  const [alias] = sender.aliases;
  const tenantId = owners[0]?.owner.tenantId;
  if (route.kind === 'unrouted' || unrouted === null || alias === undefined || tenantId === undefined) return [];
  const isOver = unrouted.state === 'assigned' || unrouted.state === 'resolved';
  if (isOver || !owners.some(takesIn)) return [];
  return [{ op: 'update', path: paths.unrouted(alias), fields: { state: 'resolved', assignedTo: tenantId } }];
}

/** What a message does to its owners, without what it does once for all: inbox, sender, counts of links. */
export function takeForOwner(facts: ReceiveFacts): ReceiveDecision {
  const parts = facts.owners.map((each) => forOwner(facts, each));
  return { writes: parts.flatMap((part) => part.writes), outbox: parts.flatMap((part) => part.outbox) };
}

/** One tenant's part. A suspended or vanished tenant gets nothing, and nothing answers (R3). */
function forOwner(facts: ReceiveFacts, each: OwnerFacts): ReceiveDecision {
  const { owner, tenant } = each;
  if (tenant === null || !takesIn(each)) return { writes: [], outbox: [] };
  const { message, inboxId, sender } = facts;
  const { tenantId } = owner;
  const { taken, counted } = limitReplies(takenBy(facts, each, tenant), each.conversation, facts.now);
  const isCounted = !isAboutEarlier(message);
  return {
    writes: [
      conversationWrite(facts, each, taken, counted),
      {
        // Not created: an edit that was faster left its note there. That it is new is for the inbox to say.
        op: 'upsert',
        path: paths.message(tenantId, sender.senderId, inboxId),
        fields: incoming(message, taken.media),
      },
      ...taken.writes,
      ...taken.outbox.map(entryWrite),
      ...(isCounted ? [usageWrite(facts, tenantId, tenant)] : []),
    ],
    outbox: taken.outbox,
  };
}

/** What a message does in one tenant: a code, then a message about an earlier one, then intake or conversation. */
function takenBy(facts: ReceiveFacts, each: OwnerFacts, tenant: TenantRecord): Decision {
  const { message, inboxId, sender, now } = facts;
  const { owner } = each;
  if (facts.proof !== null) return answerProof(facts, facts.proof, each, tenant);
  const about = aboutEarlier(facts, each, tenant);
  if (about !== null) return about;
  if (owner.as === 'contact') return converse(facts, each, tenant);
  return takeIn({
    tenantId: owner.tenantId,
    tenant,
    senderId: sender.senderId,
    message,
    inboxId,
    conversation: each.conversation,
    batch: each.batch,
    lastScreenshot: each.lastScreenshot ?? null,
    now,
  });
}

const usageWrite = ({ now, inboxId }: ReceiveFacts, tenantId: string, tenant: TenantRecord): DocumentWrite => ({
  op: 'upsert',
  path: paths.usage(tenantId, usageMonth(now, tenant.timeZone), usageShard(inboxId)),
  fields: {},
  increments: { messagesIn: 1, [usageDayField(usageDay(now, tenant.timeZone))]: 1 },
});

/** `set`, not `create`: a burst writes its one summary again with a later time. */
export const entryWrite = ({ id, record }: OutboxEntry): DocumentWrite => ({
  op: 'set',
  path: paths.outboxEntry(id),
  fields: record,
});
