import { z } from 'zod';
import { instant, instantOrNull } from './instant.ts';

/** The platform's own account at Meta; every other account is a tenant's. */
export const PLATFORM_META_ACCOUNT = 'platform-meta';

/**
 * What the provider last thought of the access token (R51). unknown: not asked yet. expired, revoked: every call is refused until a
 * new token is put in; `code` names the way to repair it. A time-out says nothing about a token and changes nothing here.
 */
export const TOKEN_STATES = ['unknown', 'ok', 'expired', 'revoked'] as const;
export type TokenState = (typeof TOKEN_STATES)[number];

export const tokenRecord = z.object({
  state: z.enum(TOKEN_STATES),
  since: instant,
  /** the provider's code and words when it refused; never the token */
  code: z.string().nullable(),
  message: z.string().nullable(),
});
export type TokenRecord = z.infer<typeof tokenRecord>;

/**
 * `accounts/{accountId}`: an account at a provider, of a tenant's own or the platform's (R51). Holds no secret: these are in
 * `secrets/{accountId}`, which no client reads. Readable by operators and by the tenant's admins.
 */
export const accountRecord = z.object({
  provider: z.literal('meta'),
  /** null: the platform's */
  tenantId: z.string().nullable(),
  label: z.string(),
  /** WhatsApp Business Account: `entry[].id` of its webhooks */
  wabaId: z.string(),
  /** business portfolio that user ids are scoped to; null: not known, and the WhatsApp Business Account stands for it */
  portfolioId: z.string().nullable(),
  phoneNumberIds: z.array(z.string()),
  /** it has an app of its own, whose secret signs its webhooks; false: the platform's app serves it */
  hasOwnApp: z.boolean(),
  token: tokenRecord,
  /** the last thing the provider told about the account that a person should know (a ban, a restriction); null: nothing */
  notice: z.object({ code: z.string(), message: z.string(), at: instant }).nullable().default(null),
  /** when its events were last taken in; at most once a minute */
  lastEventAt: instantOrNull.default(null),
  createdAt: instant,
  updatedAt: instant,
});
export type AccountRecord = z.infer<typeof accountRecord>;

/** One secret, encrypted: see functions/src/secrets. */
const sealed = z.string();

/** `secrets/{accountId}`: ciphertexts; no client reads it, not even an operator's (R51). */
export const accountSecretsRecord = z.object({
  accessToken: sealed,
  verifyToken: sealed.nullable(),
  appSecret: sealed.nullable(),
  /** the app secret before the last change: webhooks under way were signed with it */
  previousAppSecret: sealed.nullable(),
  previousUntil: instantOrNull,
  updatedAt: instant,
});
export type AccountSecretsRecord = z.infer<typeof accountSecretsRecord>;
