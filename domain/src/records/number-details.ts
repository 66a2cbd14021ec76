import { z } from 'zod';
import { instantOrNull } from './instant.ts';

/**
 * How far a business number is as a WhatsApp sender, over all providers. none: bought, and no sender yet.
 * @see https://www.twilio.com/docs/whatsapp/api/senders (status), Meta's phone number `status`
 */
export const SENDER_STATES = [
  'none',
  'creating',
  'pending-verification',
  'verifying',
  'online',
  'updating',
  'offline',
  'review',
  'draft',
  'rejected',
  'unknown',
] as const;
export type SenderState = (typeof SENDER_STATES)[number];

export const QUALITIES = ['green', 'yellow', 'red', 'unknown'] as const;
export type Quality = (typeof QUALITIES)[number];

/** ours: the provider sends this number's messages to our webhook. elsewhere: to another address. none: to nobody. */
export const WEBHOOK_STATES = ['ours', 'elsewhere', 'none', 'unknown'] as const;

/** What a number's document says beyond what routing reads of it: told by the provider, or by whom it was assigned (R50, R52). */
export const numberDetails = {
  /** canonical E.164; null until the provider tells it */
  phone: z.string().nullable().default(null),
  /** Twilio's account SID, Meta's WhatsApp Business Account, WAHA's server; empty: not known */
  account: z.string().default(''),
  quality: z.enum(QUALITIES).default('unknown'),
  /** in the provider's words: Meta's level STANDARD or HIGH */
  throughput: z.string().nullable().default(null),
  /** in the provider's words: TIER_2K, `1K Customers/24hr` */
  messagingLimit: z.string().nullable().default(null),
  senderState: z.enum(SENDER_STATES).default('unknown'),
  /** why it is not online, in the provider's words */
  senderReason: z.string().nullable().default(null),
  webhook: z
    .object({ state: z.enum(WEBHOOK_STATES), url: z.string().nullable() })
    .default({ state: 'unknown', url: null }),
  /** the provider's ids of what was bought and registered: Twilio's PN and XE sids */
  phoneNumberSid: z.string().nullable().default(null),
  senderSid: z.string().nullable().default(null),
  /** `purchases/{id}` that made it ours, while it goes on or after; it holds the number against another purchase */
  purchaseId: z.string().nullable().default(null),
  assignedAt: instantOrNull.default(null),
  /** uid of the operator */
  assignedBy: z.string().nullable().default(null),
  /** when the provider was last asked about it */
  lastCheckedAt: instantOrNull.default(null),
} as const;
