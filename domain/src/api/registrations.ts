import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { numberKey, senderAlias } from './sender-params.ts';
import { recordId, tenantId } from './tenant-params.ts';

/** How people tell staff phones apart: Ana, bodega, turno de noche. */
export const phoneLabel = z.string().trim().min(1).max(60);

/** A registration as the API tells it right after its start; what becomes of it is in the live record (R54). */
export const registrationAnswer = z.object({
  id: z.string(),
  /** as people read it aloud: XXXX-XXXX */
  code: z.string(),
  /** what the phone has to send; the code alone does too */
  messageText: z.string(),
  /** opens WhatsApp with that text written; also what the QR code holds */
  waLink: z.string(),
  /** the number that it is sent to, as people dial it */
  numberDisplay: z.string(),
  expiresAt: z.iso.datetime(),
});

/** Starts proving that a phone is theirs: receipt of the code registers the phone it came from, and nothing else does. */
export const startRegistration = endpoint({
  id: 'startRegistration',
  method: 'POST',
  path: '/tenants/{tenantId}/registrations',
  summary: 'Starts the registration of a staff phone: gives a code that the phone sends by WhatsApp.',
  access: 'member',
  params: z.object({ tenantId }),
  query: z.object({}),
  body: z.object({
    label: phoneLabel,
    isPrimary: z.boolean().default(false),
    /** alias of the registered phone that the new one takes the place of */
    replaces: senderAlias.nullable().default(null),
    /** which of the numbers it is sent to; left out: the tenant's own one, else a shared one */
    number: numberKey.nullable().default(null),
  }),
  answer: registrationAnswer,
  status: 201,
  failures: { 'no-number': 409, 'phone-not-registered': 404, 'too-many-registrations': 429, 'tenant-suspended': 409 },
  needsIdempotencyKey: false,
});

export const cancelRegistration = endpoint({
  id: 'cancelRegistration',
  method: 'POST',
  path: '/tenants/{tenantId}/registrations/{registrationId}/cancel',
  summary: 'Cancels a registration that still waits; its code registers nobody any more.',
  access: 'member',
  params: z.object({ tenantId, registrationId: recordId }),
  query: z.object({}),
  body: z.void(),
  answer: z.void(),
  status: 204,
  failures: { 'not-waiting': 409 },
  needsIdempotencyKey: false,
});
