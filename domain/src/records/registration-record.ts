import { z } from 'zod';
import { instant, instantOrNull } from './instant.ts';
import { failureRecord } from './intake-records.ts';

/**
 * `tenants/{tenantId}/registrations/{id}`: a member wants to register a staff phone (R54). Written by the server only;
 * the tenant's people watch it.
 *
 *   waiting ──code received─────────────▶ proven      the phone is registered
 *      ├──code received, and a conflict──▶ refused     `failure` says why; final, a new one may be started
 *      ├──15 minutes─────────────────────▶ expired
 *      └──a member──────────────────────▶ cancelled
 */
export const registrationRecord = z.object({
  /** as people read it aloud: XXXX-XXXX */
  code: z.string(),
  /** what the phone has to send; the code alone does too */
  messageText: z.string(),
  waLink: z.string(),
  /** the receiving number that it is sent to, and how people dial it */
  number: z.string(),
  numberDisplay: z.string(),
  state: z.enum(['waiting', 'proven', 'refused', 'expired', 'cancelled']),
  label: z.string(),
  isPrimary: z.boolean(),
  /** alias of the registered phone that the new one takes the place of */
  replaces: z.string().nullable(),
  createdAt: instant,
  /** uid */
  createdBy: z.string(),
  /** from then on its code registers nobody, whatever `state` says yet */
  expiresAt: instant,
  /** when it was proven or refused */
  decidedAt: instantOrNull,
  /** who sent the code: canonical phone (null if hidden), id of the phone's record, name in the WhatsApp profile */
  provenPhone: z.string().nullable(),
  provenAlias: z.string().nullable(),
  provenName: z.string().nullable(),
  failure: failureRecord.nullable(),
});
export type RegistrationRecord = z.infer<typeof registrationRecord>;

/** How long a code waits for its message. */
export const REGISTRATION_OPEN_MS = 15 * 60_000;

/** `verifications/{code}`: which registration a code belongs to; its name makes the code single. No client reads it. */
export const verificationRecord = z.object({
  tenantId: z.string(),
  registrationId: z.string(),
  /** used: proven or refused; a code is good for one message only */
  state: z.enum(['waiting', 'used', 'cancelled']),
  expiresAt: instant,
  /** Firestore's TTL policy deletes the document after this; until then a late sender is told what is wrong */
  expireAt: instant,
});
export type VerificationRecord = z.infer<typeof verificationRecord>;

/** `rateLimits/{key}`: how often something limited was done in the window that began at `since`. No client reads it. */
export const rateLimitRecord = z.object({ count: z.number().int(), since: instant, expireAt: instant });
export type RateLimitRecord = z.infer<typeof rateLimitRecord>;

/** `tenants/{tenantId}/pointers/primaryPhone`: names the record of the one primary phone. No client reads it. */
export const primaryPhoneRecord = z.object({ alias: z.string() });
