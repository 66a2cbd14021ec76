import { z } from 'zod';
import { IGNORED_REASONS } from '../message/ignored-message.ts';
import { PROVIDERS } from '../receiving-number/receiving-number.ts';
import { inboundMessageRecord } from './inbound-message-record.ts';
import { instant, instantOrNull } from './instant.ts';
import { failureRecord, messageRecord } from './intake-records.ts';
import { numberDetails } from './number-details.ts';

/** `numbers/{provider:key}`: a receiving number (R1, R50). */
export const numberRecord = z.object({
  provider: z.enum(PROVIDERS),
  mode: z.enum(['shared', 'dedicated']),
  /** whom a dedicated number is assigned to; several on purpose only (fan-out); empty for a shared number */
  tenantIds: z.array(z.string()),
  /** the number as people dial it */
  display: z.string(),
  verifiedName: z.string(),
  /** `accounts/{id}` of a tenant's own that it belongs to (R51); null: the platform's */
  accountId: z.string().nullish(),
  status: z.enum(['online', 'offline']),
  createdAt: instant,
  ...numberDetails,
});
export type NumberRecord = z.infer<typeof numberRecord>;

/** How a sender came to a tenant. dedicated, message: by writing in, which binds nobody. */
export const SENDER_VIA = ['registration', 'link', 'operator', 'dedicated', 'message'] as const;

/**
 * `senders/{alias}`: the only thing that routing reads about a sender; all aliases of one sender say the same. Optional
 * fields are absent in records from before they were introduced.
 */
export const senderRecord = z.object({
  senderId: z.string(),
  /** every alias of this sender; absent: the one that the document is named after */
  aliases: z.array(z.string()).optional(),
  /** the tenant whose staff phone this is, or null */
  staffOf: z.string().nullable(),
  /** the tenant whose contact this is, or null; first contact wins */
  boundTo: z.string().nullable(),
  /** of staffOf; without one of boundTo; without either when the sender was first seen */
  since: instant,
  via: z.enum(SENDER_VIA),
  /** of boundTo; absent or null: as `since` and `via` say */
  boundSince: instantOrNull.optional(),
  boundVia: z.enum(SENDER_VIA).nullish(),
  /**
   * The exact accounts that proved to be this staff phone: E.164 unfolded, or an alias that is no phone. Another form of
   * the same phone is matched, but is not staff (R4, R54). Absent: every form is.
   */
  provenAccounts: z.array(z.string()).optional(),
  /** the alias that its staff phone's record is named after; absent or null: the document's own */
  registeredAs: z.string().nullish(),
  /** tenants that have a conversation with this sender */
  conversationsWith: z.array(z.string()).optional(),
});
export type SenderRecord = z.infer<typeof senderRecord>;

/** `linkCodes/{code}`: whose link it is. */
export const linkCodeRecord = z.object({ tenantId: z.string(), isActive: z.boolean() });
export type LinkCodeRecord = z.infer<typeof linkCodeRecord>;

/**
 * `tenants/{tenantId}/links/{code}`: a deep link as its tenant sees it (R55). Of a code that was restored without it, only
 * the counts are there.
 */
export const linkRecord = z.object({
  label: z.string().default(''),
  isActive: z.boolean().default(true),
  /** what the message has to begin with: start_maria7k */
  text: z.string().default(''),
  /** the deep link per receiving number, as they were when the link was made or changed last */
  urls: z.array(z.object({ number: z.string(), numberDisplay: z.string(), url: z.string() })).default([]),
  /** messages that began with the code, while it was on; and contacts whom it bound */
  useCount: z.number().int().default(0),
  boundCount: z.number().int().default(0),
  createdAt: instantOrNull.default(null),
  /** uid */
  createdBy: z.string().default(''),
});
export type LinkRecord = z.infer<typeof linkRecord>;

export const UNROUTED_REASONS = [
  'unknown-number',
  'unassigned-number',
  'unknown-sender',
  'unknown-link-code',
  'inactive-link-code',
  'tenant-suspended',
  'tenant-missing',
] as const;
export type UnroutedReason = (typeof UNROUTED_REASONS)[number];

/**
 * `unrouted/{alias}`: what a sender wrote whom nobody owns (R1.5), or only importers that take in nothing now (R3); the last text, how often, and when we answered.
 *
 *   open ──assign──▶ assigned      an operator bound the sender; its kept messages go to that tenant
 *     │ ▲
 *     │ └─writes again─ dismissed  an operator took it off the list
 *     └──binds itself─▶ resolved   by a link or a registration
 */
export const unroutedRecord = z.object({
  /** as a person reads it: the phone, or the id of a sender without one */
  display: z.string(),
  profileName: z.string().nullable(),
  number: z.string(),
  reason: z.enum(UNROUTED_REASONS),
  state: z.enum(['open', 'assigned', 'dismissed', 'resolved']).default('open'),
  /** the tenant of an assigned or resolved one */
  assignedTo: z.string().nullable().default(null),
  lastText: z.string(),
  lastMediaCount: z.number().int(),
  messageCount: z.number().int(),
  firstAt: instant,
  lastAt: instant,
  answeredAt: instantOrNull,
});
export type UnroutedRecord = z.infer<typeof unroutedRecord>;

/**
 * `unrouted/{alias}/messages/{id}`: as a conversation keeps it, and whole, so that it can still be taken in once an operator
 * says whose it is. `message` is absent in records from before it was kept.
 */
export const unroutedMessageRecord = messageRecord.extend({ message: inboundMessageRecord.optional() });
export type UnroutedMessageRecord = z.infer<typeof unroutedMessageRecord>;

/**
 * `senderConflicts/{id}`: two aliases turned out to be one sender, and what was known of them contradicts (R4). What was
 * decided is in `kept`; an operator may unbind or move. two-phones: they were not made one.
 */
export const senderConflictRecord = z.object({
  senderId: z.string(),
  aliases: z.array(z.string()),
  kept: z.object({ staffOf: z.string().nullable(), boundTo: z.string().nullable() }),
  dropped: z.object({ staffOf: z.string().nullable(), boundTo: z.string().nullable() }),
  why: z.enum(['two-staff-tenants', 'two-bindings', 'two-phones', 'moved-to-known-sender']),
  at: instant,
});
export type SenderConflictRecord = z.infer<typeof senderConflictRecord>;

/** What became of an inbound message for one tenant. */
export const outcomeRecord = z.object({
  tenantId: z.string(),
  /** written-on-phone: it is ours, written with the number's own phone */
  outcome: z.enum(['intake', 'conversation', 'tenant-suspended', 'tenant-missing', 'written-on-phone']),
  via: z.enum(['dedicated', 'registration', 'staff', 'link', 'binding']),
});

/** `inbox/{id}`: every message that came in, once; its existence is what makes a repetition harmless (R90). */
export const inboxRecord = z.object({
  provider: z.enum(PROVIDERS),
  account: z.string(),
  providerMessageId: z.string(),
  number: z.string(),
  /** whose it is, or for whom; null: of what is left aside, nothing is kept about people */
  alias: z.string().nullable(),
  raw: z.record(z.string(), z.unknown()),
  outcomes: z.array(outcomeRecord),
  /** why nobody owns it, or null */
  unrouted: z.string().nullable(),
  /** of what is not served: why, and the provider's word for what it is; absent for messages */
  ignored: z.object({ why: z.enum(IGNORED_REASONS), kind: z.string() }).nullish(),
  receivedAt: instant,
  /** Firestore's TTL policy deletes the document after this; repetitions come up to 7 days late */
  expireAt: instant,
});
export type InboxRecord = z.infer<typeof inboxRecord>;

/** How long a message's repetition must be recognised, plus room to look into complaints. */
export const INBOX_KEPT_DAYS = 90;

/**
 * `sentMessages/{hash of number and the provider's message id}`: where a message of ours is kept, so that the provider's word
 * on it needs no query (R30); or that word, if it came before the message was recorded. No client reads it.
 */
export const sentMessageRecord = z.object({
  /** document path of the message; null: not recorded yet, not ours, or to a sender whom nobody owns */
  path: z.string().nullable(),
  /** the furthest state told so far; null: none */
  state: z.enum(['sent', 'delivered', 'read', 'failed']).nullable(),
  failure: failureRecord.nullable(),
  at: instant,
  /** Firestore's TTL policy deletes the document after this: statuses of others' messages on our account come too */
  expireAt: instant,
});
export type SentMessageRecord = z.infer<typeof sentMessageRecord>;
