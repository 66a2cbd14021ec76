import { z } from 'zod';
import { instant, instantOrNull } from './instant.ts';

/** `platform/defaultNumber`: what messages leave from whose tenant has no number of its own (R50); one, so one document. */
export const defaultNumberRecord = z.object({ number: z.string().nullable(), setAt: instant, setBy: z.string() });

/**
 * `platform/capability_{account}`: what `business_capability_update` tells about one WhatsApp Business Account, and how
 * its numbers could last be listed (R50).
 */
export const capabilityRecord = z.object({
  provider: z.enum(['meta', 'twilio', 'waha']),
  account: z.string(),
  /** numbers that may be registered, in the portfolio or in the account; null: not told yet */
  maxPhoneNumbersPerBusiness: z.number().int().nullable(),
  maxPhoneNumbersPerAccount: z.number().int().nullable(),
  /** unique people per 24 h outside the service window; null: not told, or unlimited */
  maxDailyConversations: z.number().int().nullable(),
  toldAt: instantOrNull,
});
export type CapabilityRecord = z.infer<typeof capabilityRecord>;

/** `platform/numbersRefresh`: when the providers were last asked for our numbers, by a person or by the clock, and how each account answered. */
export const numbersRefreshRecord = z.object({
  at: instant,
  accounts: z.array(
    z.object({
      provider: z.enum(['meta', 'twilio', 'waha']),
      account: z.string(),
      /** null: it answered */
      failure: z.object({ code: z.string(), message: z.string(), hint: z.string() }).nullable(),
    }),
  ),
});
export type NumbersRefreshRecord = z.infer<typeof numbersRefreshRecord>;

/** `platform/stats`: the figures of R56, counted at `updatedAt`. */
export const statsRecord = z.object({
  senders: z.number().int(),
  staffPhones: z.number().int(),
  tenants: z.object({ active: z.number().int(), suspended: z.number().int() }),
  numbers: z.number().int(),
  linkCodes: z.number().int(),
  unrouted: z.number().int(),
  contacts: z.number().int(),
  /** the tenants with most contacts first, at most 500 */
  perTenant: z.array(
    z.object({
      tenantId: z.string(),
      name: z.string(),
      contacts: z.number().int(),
      messagesThisMonth: z.number().int(),
    }),
  ),
  /** oldest first, `yyyy-mm-dd`; each importer's messages are counted in its own time zone's days */
  messagesPerDay: z.array(z.object({ day: z.string(), count: z.number().int() })),
  updatedAt: instant,
});
export type StatsRecord = z.infer<typeof statsRecord>;
