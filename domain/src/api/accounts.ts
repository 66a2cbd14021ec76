import { z } from 'zod';
import { TOKEN_STATES } from '../records/account-record.ts';
import { TENANT_ID_PATTERN } from '../tenant/tenant-id.ts';
import { endpoint } from './endpoint.ts';

/**
 * WhatsApp accounts of a tenant's own at Meta (R51), by its admins and by operators. Secrets go in and never come out. The dashboard
 * sees the same records live in `accounts` (where tenantId is its own).
 */

const inTenant = z.object({ tenantId: z.string().regex(TENANT_ID_PATTERN) });
const inAccount = inTenant.extend({ accountId: z.string().regex(/^(?!__.*__$)[A-Za-z0-9_-]{1,64}$/) });
const noQuery = z.object({});

/** Ids at Meta are digits and may pass 2^53: text. */
const metaId = z.string().regex(/^\d{5,25}$/, 'Meta’s ids are digits only.');
const secret = (max: number) =>
  z
    .string()
    .trim()
    .min(8)
    .max(max)
    .regex(/^[\x21-\x7e]+$/, 'No blanks or line breaks inside.');
const accessToken = secret(1_000);
const verifyToken = secret(200);
const appSecret = secret(100);

const settings = {
  label: z.string().trim().min(1).max(80),
  wabaId: metaId,
  portfolioId: metaId.nullable().default(null),
  phoneNumberIds: z
    .array(metaId)
    .min(1)
    .max(20)
    .refine((ids) => new Set(ids).size === ids.length, 'An id is given twice.'),
};

/** A number of the account, as Meta tells it. */
const checkedNumber = z.object({
  phoneNumberId: z.string(),
  /** canonical E.164, or as Meta writes it if that cannot be read */
  display: z.string(),
  verifiedName: z.string(),
  /** Meta's words: GREEN, YELLOW, RED, UNKNOWN */
  quality: z.string(),
  /** Meta's words: CONNECTED, PENDING, ... */
  status: z.string(),
});

/**
 * What is wrong, most important first. token-expired, token-revoked, token-without-permission, number-not-in-account,
 * account-not-found, not-subscribed (no webhook arrives), number-not-connected; meta-unreachable says nothing about the account.
 * `hint` is the way to repair it.
 */
const problem = z.object({ code: z.string(), message: z.string(), hint: z.string() });

export const accountCheck = z.object({
  isWorking: z.boolean(),
  problems: z.array(problem),
  numbers: z.array(checkedNumber),
  checkedAt: z.iso.datetime(),
});
export type AccountCheck = z.infer<typeof accountCheck>;

export const accountView = z.object({
  id: z.string(),
  label: z.string(),
  tenantId: z.string().nullable(),
  wabaId: z.string(),
  portfolioId: z.string().nullable(),
  phoneNumberIds: z.array(z.string()),
  hasOwnApp: z.boolean(),
  hasVerifyToken: z.boolean(),
  /** to be put in as callback URL at Meta, with the verify token */
  webhookUrl: z.url(),
  token: z.object({
    state: z.enum(TOKEN_STATES),
    since: z.iso.datetime(),
    code: z.string().nullable(),
    message: z.string().nullable(),
  }),
  notice: z.object({ code: z.string(), message: z.string(), at: z.iso.datetime() }).nullable(),
  lastEventAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type AccountView = z.infer<typeof accountView>;

/** What Meta refuses when an account is put in or changed: nothing is stored then. */
const refusals = {
  'token-expired': 422,
  'token-revoked': 422,
  'token-without-permission': 422,
  'account-not-found': 422,
  'number-not-in-account': 422,
  'number-taken': 409,
  'meta-unreachable': 503,
  'secrets-not-configured': 503,
} as const;

export const listAccounts = endpoint({
  id: 'listAccounts',
  method: 'GET',
  path: '/tenants/{tenantId}/accounts',
  summary: 'Lists the WhatsApp accounts of the importer’s own.',
  access: 'steward',
  params: inTenant,
  query: noQuery,
  body: z.void(),
  answer: z.object({ accounts: z.array(accountView) }),
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

/** Stored only if Meta accepts the token for all the numbers: that proves that they are the tenant's to use. */
export const createAccount = endpoint({
  id: 'createAccount',
  method: 'POST',
  path: '/tenants/{tenantId}/accounts',
  summary: 'Adds a WhatsApp account of the importer’s own, after asking Meta whether its token and numbers are good.',
  access: 'steward',
  params: inTenant,
  query: noQuery,
  body: z.object({
    ...settings,
    accessToken,
    /** asked for in Meta's handshake; null: the platform's is used */
    verifyToken: verifyToken.nullable().default(null),
    /** of the account's own app; null: the platform's app serves it */
    appSecret: appSecret.nullable().default(null),
  }),
  answer: z.object({ account: accountView, check: accountCheck }),
  status: 201,
  failures: refusals,
  needsIdempotencyKey: false,
});

/** Secrets that are left out stay as they are; null takes one away. */
export const replaceAccount = endpoint({
  id: 'replaceAccount',
  method: 'PUT',
  path: '/tenants/{tenantId}/accounts/{accountId}',
  summary: 'Changes an account; a secret that is left out stays as it is.',
  access: 'steward',
  params: inAccount,
  query: noQuery,
  body: z.object({
    ...settings,
    accessToken: accessToken.optional(),
    verifyToken: verifyToken.nullable().optional(),
    appSecret: appSecret.nullable().optional(),
  }),
  answer: z.object({ account: accountView, check: accountCheck }),
  status: 200,
  failures: refusals,
  needsIdempotencyKey: false,
});

/** Its numbers are no longer served; conversations stay. What waits to be sent from them fails visibly. */
export const deleteAccount = endpoint({
  id: 'deleteAccount',
  method: 'DELETE',
  path: '/tenants/{tenantId}/accounts/{accountId}',
  summary: 'Removes an account, its secrets and its numbers.',
  access: 'steward',
  params: inAccount,
  query: noQuery,
  body: z.void(),
  answer: z.void(),
  status: 204,
  failures: {},
  needsIdempotencyKey: false,
});

/** Always 200: what is wrong is in `problems`; the token's state is recorded with the account. */
export const checkAccount = endpoint({
  id: 'checkAccount',
  method: 'POST',
  path: '/tenants/{tenantId}/accounts/{accountId}/check',
  summary: 'Asks Meta whether the account works, and says what is wrong and how to repair it.',
  access: 'steward',
  params: inAccount,
  query: noQuery,
  body: z.void(),
  answer: accountCheck,
  status: 200,
  failures: { 'secrets-not-configured': 503 },
  needsIdempotencyKey: false,
});

export const accountEndpoints = [listAccounts, createAccount, replaceAccount, deleteAccount, checkAccount] as const;
