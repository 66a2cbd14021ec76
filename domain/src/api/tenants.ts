import { z } from 'zod';
import { EXTRACTION_ENGINES } from '../records/tenant-record.ts';
import { LOCALES } from '../tenant/locale.ts';
import { TENANT_ID_PATTERN } from '../tenant/tenant-id.ts';
import { countryCode } from './available-numbers.ts';
import { endpoint } from './endpoint.ts';

const tenantKey = z.string().regex(TENANT_ID_PATTERN, 'not an importer’s id');
const PLANS = ['starter', 'business', 'enterprise'] as const;

/** An IANA name that this server knows, for example America/El_Salvador. */
const timeZone = z.string().refine((name) => isTimeZone(name), 'not a time zone, for example America/El_Salvador');

export const tenantView = z.object({
  id: tenantKey,
  name: z.string(),
  status: z.enum(['active', 'suspended']),
  suspendedReason: z.string().nullable(),
  locale: z.enum(LOCALES),
  timeZone: z.string(),
  country: z.string(),
  plan: z.enum(PLANS),
  extractionEngine: z.enum(EXTRACTION_ENGINES),
  outgoingNumber: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type TenantView = z.infer<typeof tenantView>;

const none = z.object({});
const onTenant = z.object({ tenantId: tenantKey });
const name = z.string().trim().min(2).max(80);

export const listTenants = endpoint({
  id: 'listTenants',
  method: 'GET',
  path: '/tenants',
  summary: 'Importers by id, a page at a time.',
  access: 'operator',
  params: none,
  query: z.object({ after: tenantKey.optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }),
  body: z.void(),
  answer: z.object({ tenants: z.array(tenantView), next: tenantKey.nullable() }),
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

export const createTenant = endpoint({
  id: 'createTenant',
  method: 'POST',
  path: '/tenants',
  summary: 'Creates an importer. Its id is made of its name where none is given, and never changes.',
  access: 'operator',
  params: none,
  query: none,
  body: z.object({
    name,
    id: tenantKey.optional(),
    locale: z.enum(LOCALES).default('es'),
    timeZone: timeZone.default('America/El_Salvador'),
    country: countryCode.default('SV'),
    plan: z.enum(PLANS).default('starter'),
    extractionEngine: z.enum(EXTRACTION_ENGINES).default('ocr'),
  }),
  answer: tenantView,
  status: 201,
  failures: { 'id-is-taken': 409, 'no-id-in-name': 422 },
  needsIdempotencyKey: false,
});

export const getTenant = endpoint({
  id: 'getTenant',
  method: 'GET',
  path: '/tenants/{tenantId}',
  summary: 'One importer.',
  access: 'viewer',
  params: onTenant,
  query: none,
  body: z.void(),
  answer: tenantView,
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

export const editTenant = endpoint({
  id: 'editTenant',
  method: 'PATCH',
  path: '/tenants/{tenantId}',
  summary: 'Changes what is given of an importer, and leaves the rest.',
  access: 'operator',
  params: onTenant,
  query: none,
  body: z
    .object({
      name: name.optional(),
      locale: z.enum(LOCALES).optional(),
      timeZone: timeZone.optional(),
      country: countryCode.optional(),
      plan: z.enum(PLANS).optional(),
      extractionEngine: z.enum(EXTRACTION_ENGINES).optional(),
    })
    .refine((given) => Object.keys(given).length > 0, 'nothing to change'),
  answer: tenantView,
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

export const suspendTenant = endpoint({
  id: 'suspendTenant',
  method: 'POST',
  path: '/tenants/{tenantId}/suspension',
  summary: 'Suspends an importer: its messages are kept and not worked on (R3), until it is resumed.',
  access: 'operator',
  params: onTenant,
  query: none,
  body: z.object({ reason: z.string().trim().min(3).max(300) }),
  answer: tenantView,
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

export const resumeTenant = endpoint({
  id: 'resumeTenant',
  method: 'DELETE',
  path: '/tenants/{tenantId}/suspension',
  summary: 'Ends an importer’s suspension.',
  access: 'operator',
  params: onTenant,
  query: none,
  body: z.void(),
  answer: tenantView,
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

export const inviteMember = endpoint({
  id: 'inviteMember',
  method: 'POST',
  path: '/tenants/{tenantId}/invitations',
  summary:
    'Makes a log-in for one of an importer’s people, and answers a link to choose a password with, to be handed over: no e-mail is sent.',
  access: 'steward',
  params: onTenant,
  query: none,
  body: z.object({
    email: z.email().max(254),
    displayName: z.string().trim().min(1).max(80),
    role: z.enum(['admin', 'member']).default('admin'),
  }),
  answer: z.object({
    uid: z.string(),
    email: z.string(),
    role: z.enum(['admin', 'member']),
    /**
     * Opens the page to choose a password on; anybody who has it can, so it goes to that person only. Null for somebody
     * who has signed in before: their log-in is theirs, and nobody gets a way into it.
     */
    link: z.url().nullable(),
    /** false: they had a log-in already, and got the role */
    isNewUser: z.boolean(),
  }),
  status: 201,
  failures: { 'other-importer': 409, 'is-operator': 409, 'invitations-unavailable': 503 },
  // Repeating it makes another link to the same log-in; a link is a secret and is not stored as an answer.
  needsIdempotencyKey: false,
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
