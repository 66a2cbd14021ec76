import { z } from 'zod';
import { instant, instantOrNull } from './instant.ts';

/**
 * How far a number is on its way to being ours, and back (R52):
 *
 *   buying ──▶ bought ──▶ registering ──▶ pending-verification ──▶ online
 *     │          │            │      └──────────(verified at once)───▲
 *     └──────────┴────────────┴──▶ failed ──resume──▶ (the step that failed)
 *
 *   pending-verification, failed ──undo, release──▶ undoing ──▶ undone
 *   online ──release─────────────────────────────────▲ └──▶ failed ──resume, undo──▶ undoing
 */
export const PURCHASE_STATES = [
  'buying',
  'bought',
  'registering',
  'pending-verification',
  'online',
  'failed',
  'undoing',
  'undone',
] as const;
export type PurchaseState = (typeof PURCHASE_STATES)[number];

/** Kinds of numbers, as Twilio names its subresources. @see https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource */
export const NUMBER_KINDS = ['local', 'mobile', 'toll-free', 'national', 'voip'] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];

/** Per month; the amount as the provider writes it, for example `1.15`. */
export const price = z.object({ amount: z.string(), currency: z.string() });
export type Price = z.infer<typeof price>;

/** `purchases/{id}`: one number on its way to being ours or away from it; written by the API and the queue only. */
export const purchaseRecord = z.object({
  state: z.enum(PURCHASE_STATES),
  /** E.164, chosen before anything is bought: a purchase is of exactly this number */
  phone: z.string(),
  /** ISO 3166-1 alpha-2 */
  country: z.string(),
  kind: z.enum(NUMBER_KINDS).nullable(),
  /** whom it is assigned to once it is online; null: to nobody, or shared */
  tenantId: z.string().nullable(),
  mode: z.enum(['shared', 'dedicated']),
  /** the business name that WhatsApp shows */
  profileName: z.string(),
  monthlyPrice: price.nullable(),
  /** what was found or made at the provider; null: not yet */
  phoneNumberSid: z.string().nullable(),
  senderSid: z.string().nullable(),
  /** true: it was in the account before this purchase, so nothing was paid */
  wasOwned: z.boolean(),
  webhooksSetAt: instantOrNull,
  onlineAt: instantOrNull,
  /** the sender's state in the provider's own word, for example PENDING_VERIFICATION */
  senderWord: z.string().nullable(),
  /** code from the verification SMS or call, for numbers that the provider cannot verify by itself; sent once */
  verificationCode: z.string().nullable(),
  failure: z
    .object({ step: z.enum(PURCHASE_STATES), code: z.string(), message: z.string(), hint: z.string() })
    .nullable(),
  /** undoing gives the number back: one that this purchase bought, or one that is released */
  givesBack: z.boolean(),
  /** raised by every change of state and every check: what was done for an older one is not recorded any more */
  version: z.number().int(),
  /** how often the sender's state was asked for since it was registered, or since the purchase was resumed */
  checks: z.number().int(),
  requestedBy: z.object({ uid: z.string(), email: z.string().nullable() }),
  requestedAt: instant,
  updatedAt: instant,
});
export type PurchaseRecord = z.infer<typeof purchaseRecord>;
