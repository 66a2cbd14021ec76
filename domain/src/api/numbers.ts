import { z } from 'zod';
import { isNumberKey } from '../receiving-number/number-key.ts';
import { PROVIDERS } from '../receiving-number/receiving-number.ts';
import { QUALITIES, SENDER_STATES, WEBHOOK_STATES } from '../records/number-details.ts';
import { TENANT_ID_PATTERN } from '../tenant/tenant-id.ts';
import { endpoint } from './endpoint.ts';

/** A receiving number's key, as in addresses: `meta:770000000000001`, `twilio:+15550100`, `waha:main`. */
export const numberKey = z.string().regex(/^(twilio|meta|waha):[^/\s\p{Cs}]{1,100}$/u, 'not a number’s key');
const tenantKey = z.string().regex(TENANT_ID_PATTERN, 'not an importer’s id');

/** A receiving number as operators see it (R50, R52). */
export const numberView = z.object({
  number: numberKey,
  provider: z.enum(PROVIDERS),
  account: z.string(),
  phone: z.string().nullable(),
  display: z.string(),
  verifiedName: z.string(),
  mode: z.enum(['shared', 'dedicated']),
  tenantIds: z.array(z.string()),
  /** messages of tenants without a number of their own leave from it */
  isDefault: z.boolean(),
  status: z.enum(['online', 'offline']),
  senderState: z.enum(SENDER_STATES),
  senderReason: z.string().nullable(),
  quality: z.enum(QUALITIES),
  throughput: z.string().nullable(),
  messagingLimit: z.string().nullable(),
  webhook: z.object({ state: z.enum(WEBHOOK_STATES), url: z.string().nullable() }),
  phoneNumberSid: z.string().nullable(),
  senderSid: z.string().nullable(),
  purchaseId: z.string().nullable(),
  assignedAt: z.iso.datetime().nullable(),
  assignedBy: z.string().nullable(),
  lastCheckedAt: z.iso.datetime().nullable(),
});
export type NumberView = z.infer<typeof numberView>;

/** An account at a provider: what it holds, what it may hold, and how it answered when it was last asked. */
export const accountView = z.object({
  provider: z.enum(PROVIDERS),
  account: z.string(),
  numbersUsed: z.number().int(),
  /** as the provider tells it; null: it has not, and nothing is assumed */
  numbersLimit: z.number().int().nullable(),
  /** what the limit counts: numbers of the whole business, or of this account */
  limitOf: z.enum(['business', 'account']).nullable(),
  /** why it could not be asked just now; null: it was not asked, or it answered */
  failure: z.object({ code: z.string(), message: z.string(), hint: z.string() }).nullable(),
});
export type AccountView = z.infer<typeof accountView>;

export const numberList = z.object({ numbers: z.array(numberView), accounts: z.array(accountView) });

const none = z.object({});
const onNumber = z.object({ number: numberKey });
const onTenant = z.object({ tenantId: tenantKey });

export const listNumbers = endpoint({
  id: 'listNumbers',
  method: 'GET',
  path: '/phone-numbers',
  summary: 'All receiving numbers of all providers, as last heard of, and how many each account may have.',
  access: 'operator',
  params: none,
  query: none,
  body: z.void(),
  answer: numberList,
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

export const refreshNumbers = endpoint({
  id: 'refreshNumbers',
  method: 'POST',
  path: '/phone-numbers/refresh',
  summary: 'Asks every provider what numbers its accounts hold and how they are, keeps it, and answers the list.',
  access: 'operator',
  params: none,
  query: none,
  body: z.void(),
  answer: numberList,
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

export const getNumber = endpoint({
  id: 'getNumber',
  method: 'GET',
  path: '/phone-numbers/{number}',
  summary: 'One receiving number, as last heard of.',
  access: 'operator',
  params: onNumber,
  query: none,
  body: z.void(),
  answer: numberView,
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

export const addNumber = endpoint({
  id: 'addNumber',
  method: 'PUT',
  path: '/phone-numbers/{number}',
  summary:
    'Adds a number by its key, unassigned. Display number and name are fetched from the provider where not given.',
  access: 'operator',
  params: z.object({ number: numberKey.refine(isNumberKey, 'not a number’s key at this provider') }),
  query: none,
  body: z.object({
    display: z.string().trim().min(1).max(40).optional(),
    verifiedName: z.string().trim().max(100).optional(),
    account: z.string().trim().max(100).optional(),
  }),
  answer: numberView,
  status: 200,
  failures: { 'unknown-at-provider': 422, 'provider-unreachable': 503, 'provider-refused': 502 },
  needsIdempotencyKey: false,
});

export const checkNumber = endpoint({
  id: 'checkNumber',
  method: 'POST',
  path: '/phone-numbers/{number}/check',
  summary: 'Asks the provider about one number, keeps what it says, and answers it.',
  access: 'operator',
  params: onNumber,
  query: none,
  body: z.void(),
  answer: numberView,
  status: 200,
  failures: { 'unknown-at-provider': 422, 'provider-unreachable': 503, 'provider-refused': 502 },
  needsIdempotencyKey: false,
});

export const assignNumber = endpoint({
  id: 'assignNumber',
  method: 'PUT',
  path: '/phone-numbers/{number}/assignment',
  summary: 'Makes a number shared, or dedicates it to importers; to several only where that is said to be deliberate.',
  access: 'operator',
  params: onNumber,
  query: none,
  body: z.discriminatedUnion('mode', [
    z.object({ mode: z.literal('shared') }),
    z.object({
      mode: z.literal('dedicated'),
      tenantIds: z.array(tenantKey).min(1).max(20),
      /** every message then reaches each of them: never by accident */
      shareDeliberately: z.boolean().default(false),
    }),
  ]),
  answer: numberView,
  status: 200,
  failures: {
    'several-importers': 422,
    'no-such-importer': 422,
    'number-is-leaving': 409,
    'other-importers-account': 409,
    'still-default': 409,
  },
  needsIdempotencyKey: false,
});

export const unassignNumber = endpoint({
  id: 'unassignNumber',
  method: 'DELETE',
  path: '/phone-numbers/{number}/assignment',
  summary: 'Takes a number away from whom it is dedicated to; messages to it are then unrouted.',
  access: 'operator',
  params: onNumber,
  query: none,
  body: z.void(),
  answer: numberView,
  status: 200,
  failures: { 'number-is-leaving': 409, 'still-default': 409 },
  needsIdempotencyKey: false,
});

export const repointNumber = endpoint({
  id: 'repointNumber',
  method: 'POST',
  path: '/phone-numbers/{number}/webhook',
  summary: 'Sets our webhook, its retries and its fallback at the provider again.',
  access: 'operator',
  params: onNumber,
  query: none,
  body: z.void(),
  answer: numberView,
  status: 200,
  failures: {
    'not-a-sender': 409,
    'not-by-number': 409,
    'unknown-at-provider': 422,
    'provider-unreachable': 503,
    'provider-refused': 502,
  },
  needsIdempotencyKey: false,
});

export const getDefaultNumber = endpoint({
  id: 'getDefaultNumber',
  method: 'GET',
  path: '/default-number',
  summary: 'The number that messages leave from whose importer has none of its own.',
  access: 'operator',
  params: none,
  query: none,
  body: z.void(),
  answer: z.object({ number: numberKey.nullable() }),
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

export const putDefaultNumber = endpoint({
  id: 'putDefaultNumber',
  method: 'PUT',
  path: '/default-number',
  summary: 'Chooses the default number, or none. Only a shared number can be it.',
  access: 'operator',
  params: none,
  query: none,
  body: z.object({ number: numberKey.nullable() }),
  answer: z.object({ number: numberKey.nullable() }),
  status: 200,
  failures: { 'not-shared': 409 },
  needsIdempotencyKey: false,
});

/** What a tenant's own people may know about the number that its messages leave from. */
export const tenantNumberView = z.object({
  number: numberKey,
  provider: z.enum(PROVIDERS),
  display: z.string(),
  verifiedName: z.string(),
  status: z.enum(['online', 'offline']),
  /** own: dedicated to this tenant. shared: chosen for it among the shared ones. default: the platform's fallback */
  by: z.enum(['own', 'shared', 'default']),
});

export const getTenantNumber = endpoint({
  id: 'getTenantNumber',
  method: 'GET',
  path: '/tenants/{tenantId}/phone-number',
  summary: 'The number that an importer’s messages leave from: its own, or the default.',
  access: 'viewer',
  params: onTenant,
  query: none,
  body: z.void(),
  answer: tenantNumberView,
  status: 200,
  failures: { 'no-number': 404 },
  needsIdempotencyKey: false,
});

export const putTenantNumber = endpoint({
  id: 'putTenantNumber',
  method: 'PUT',
  path: '/tenants/{tenantId}/phone-number',
  summary:
    'Gives an importer its number: a dedicated one is assigned to it, a shared one is what its messages leave from.',
  access: 'operator',
  params: onTenant,
  query: none,
  body: z.object({ number: numberKey, shareDeliberately: z.boolean().default(false) }),
  answer: tenantNumberView,
  status: 200,
  failures: {
    'several-importers': 422,
    'no-such-number': 422,
    'number-is-leaving': 409,
    'other-importers-account': 409,
    'still-default': 409,
  },
  needsIdempotencyKey: false,
});

export const deleteTenantNumber = endpoint({
  id: 'deleteTenantNumber',
  method: 'DELETE',
  path: '/tenants/{tenantId}/phone-number',
  summary:
    'Takes an importer’s number away: a dedicated one is unassigned from it, and its messages leave from the default.',
  access: 'operator',
  params: onTenant,
  query: none,
  body: z.void(),
  answer: z.void(),
  status: 204,
  failures: {},
  needsIdempotencyKey: false,
});
