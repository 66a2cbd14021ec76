import { z } from 'zod';
import { endpoint } from './endpoint.ts';

/** Sessions of the WAHA server (R53): unofficial WhatsApp connections, looked after by operators. */

/** @see https://waha.devlike.pro/docs/how-to/sessions/ */
export const WAHA_STATUSES = [
  'STOPPED',
  'STARTING',
  'SCAN_QR_CODE',
  'PASSKEY_REQUIRED',
  'PASSKEY_CONFIRMATION_REQUIRED',
  'WORKING',
  'FAILED',
  'UNKNOWN',
] as const;

/** stopped, failed: it does not receive. unpaired: the QR code has to be scanned. silent: it works, but nothing came for long. unhooked: its events do not reach us. */
export const WAHA_ALERTS = ['stopped', 'failed', 'unpaired', 'silent', 'unhooked'] as const;

const name = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,53}$/, 'Small letters, digits, - and _ only.');
const inSession = z.object({ name });
const noQuery = z.object({});

export const wahaSession = z.object({
  name: z.string(),
  status: z.enum(WAHA_STATUSES),
  /** canonical E.164 of the paired phone; null before pairing */
  phone: z.string().nullable(),
  pushName: z.string().nullable(),
  engine: z.string().nullable(),
  /** receiving number that it is here: `waha:<name>`; null: none was made for it */
  number: z.string().nullable(),
  /** whom that number is assigned to */
  tenantIds: z.array(z.string()),
  /** the session's events come to our webhook, signed */
  isHooked: z.boolean(),
  lastMessageAt: z.iso.datetime().nullable(),
  /** null: nothing to worry about */
  alert: z.enum(WAHA_ALERTS).nullable(),
});
export type WahaSession = z.infer<typeof wahaSession>;

const failures = {
  'waha-not-configured': 503,
  'waha-unreachable': 502,
  'waha-refused': 502,
} as const;

export const listWahaSessions = endpoint({
  id: 'listWahaSessions',
  method: 'GET',
  path: '/waha/sessions',
  summary: 'Lists the sessions of the WAHA server, stopped ones too. WAHA is unofficial: numbers can be banned.',
  access: 'operator',
  params: z.object({}),
  query: noQuery,
  body: z.void(),
  answer: z.object({
    /** to be shown: WhatsApp does not permit this kind of connection */
    isUnofficial: z.literal(true),
    /** a working session that was quiet for so long counts as silent */
    silentAfterHours: z.number(),
    sessions: z.array(wahaSession),
  }),
  status: 200,
  failures,
  needsIdempotencyKey: false,
});

/** Also makes the receiving number `waha:<name>`, assigned to nobody. A session that exists is answered with 409. */
export const createWahaSession = endpoint({
  id: 'createWahaSession',
  method: 'POST',
  path: '/waha/sessions',
  summary: 'Makes a session with our signed webhook, and starts it: its QR code is to be scanned next.',
  access: 'operator',
  params: z.object({}),
  query: noQuery,
  body: z.object({ name }),
  answer: wahaSession,
  status: 201,
  failures: { ...failures, 'session-exists': 409 },
  needsIdempotencyKey: false,
});

/** Codes live 20 to 60 s and six are made; ask every few seconds while the status is SCAN_QR_CODE. */
export const getWahaQr = endpoint({
  id: 'getWahaQr',
  method: 'GET',
  path: '/waha/sessions/{name}/qr',
  summary: 'The QR code that pairs a phone with the session, as text to draw.',
  access: 'operator',
  params: inSession,
  query: noQuery,
  body: z.void(),
  answer: z.object({ value: z.string() }),
  status: 200,
  failures: { ...failures, 'no-qr-code': 409 },
  needsIdempotencyKey: false,
});

/** logout forgets the pairing: the phone has to scan again. */
export const actOnWahaSession = endpoint({
  id: 'actOnWahaSession',
  method: 'POST',
  path: '/waha/sessions/{name}/actions',
  summary: 'Starts, stops, restarts or logs out a session.',
  access: 'operator',
  params: inSession,
  query: noQuery,
  body: z.object({ action: z.enum(['start', 'stop', 'restart', 'logout']) }),
  answer: wahaSession,
  status: 200,
  failures,
  needsIdempotencyKey: false,
});

/** Keeps what else is configured. The session restarts. Also makes the receiving number if there is none. */
export const hookWahaSession = endpoint({
  id: 'hookWahaSession',
  method: 'POST',
  path: '/waha/sessions/{name}/webhook',
  summary: 'Configures the session to send its events to our webhook, signed.',
  access: 'operator',
  params: inSession,
  query: noQuery,
  body: z.void(),
  answer: wahaSession,
  status: 200,
  failures,
  needsIdempotencyKey: false,
});

export const wahaSessionEndpoints = [
  listWahaSessions,
  createWahaSession,
  getWahaQr,
  actOnWahaSession,
  hookWahaSession,
] as const;
