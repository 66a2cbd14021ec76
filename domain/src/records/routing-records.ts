import { z } from 'zod';
import { PROVIDERS } from '../receiving-number/receiving-number.ts';
import { instant, instantOrNull } from './instant.ts';
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

/** `senders/{alias}`: the only thing that routing reads about a sender; all aliases of one sender say the same. */
export const senderRecord = z.object({
  senderId: z.string(),
  /** the tenant whose staff phone this is, or null */
  staffOf: z.string().nullable(),
  /** the tenant whose contact this is, or null; first contact wins */
  boundTo: z.string().nullable(),
  since: instant,
  via: z.enum(['registration', 'link', 'operator', 'dedicated']),
});
export type SenderRecord = z.infer<typeof senderRecord>;

/** `linkCodes/{code}`: whose link it is. */
export const linkCodeRecord = z.object({ tenantId: z.string(), isActive: z.boolean() });
export type LinkCodeRecord = z.infer<typeof linkCodeRecord>;

/** `unrouted/{alias}`: what a sender wrote whom nobody owns (R1.5); the last text, how often, and when we answered. */
export const unroutedRecord = z.object({
  /** as a person reads it: the phone, or the id of a sender without one */
  display: z.string(),
  profileName: z.string().nullable(),
  number: z.string(),
  reason: z.enum(['unknown-number', 'unassigned-number', 'unknown-sender', 'unknown-link-code', 'inactive-link-code']),
  lastText: z.string(),
  lastMediaCount: z.number().int(),
  messageCount: z.number().int(),
  firstAt: instant,
  lastAt: instant,
  answeredAt: instantOrNull,
});
export type UnroutedRecord = z.infer<typeof unroutedRecord>;

/** What became of an inbound message for one tenant. */
export const outcomeRecord = z.object({
  tenantId: z.string(),
  outcome: z.enum(['intake', 'conversation', 'tenant-suspended', 'tenant-missing']),
  via: z.enum(['dedicated', 'staff', 'link', 'binding']),
});

/** `inbox/{id}`: every message that came in, once; its existence is what makes a repetition harmless (R90). */
export const inboxRecord = z.object({
  provider: z.enum(PROVIDERS),
  account: z.string(),
  providerMessageId: z.string(),
  number: z.string(),
  alias: z.string(),
  raw: z.record(z.string(), z.unknown()),
  outcomes: z.array(outcomeRecord),
  /** why nobody owns it, or null */
  unrouted: z.string().nullable(),
  receivedAt: instant,
  /** Firestore's TTL policy deletes the document after this; repetitions come up to 7 days late */
  expireAt: instant,
});
export type InboxRecord = z.infer<typeof inboxRecord>;

/** How long a message's repetition must be recognised, plus room to look into complaints. */
export const INBOX_KEPT_DAYS = 90;
