import { z } from 'zod';
import { NUMBER_KINDS, price } from '../records/purchase-record.ts';
import { endpoint } from './endpoint.ts';

/** ISO 3166-1 alpha-2, for example US. */
export const countryCode = z.string().regex(/^[A-Z]{2}$/, 'two capital letters, for example US');

/** `true` and `false` in a query string; z.coerce would take the word false for true. */
const flag = z.enum(['true', 'false']).transform((word) => word === 'true');

export const availableNumber = z.object({
  phone: z.string(),
  display: z.string(),
  country: countryCode,
  kind: z.enum(NUMBER_KINDS),
  locality: z.string().nullable(),
  region: z.string().nullable(),
  capabilities: z.object({ voice: z.boolean(), sms: z.boolean(), mms: z.boolean() }),
  /** which address the provider wants to know before it sells this number */
  addressRequirements: z.enum(['none', 'any', 'local', 'foreign']),
  /** null where the provider names none */
  monthlyPrice: price.nullable(),
});
export type AvailableNumber = z.infer<typeof availableNumber>;

const providerFailures = { 'unknown-country': 422, 'provider-unreachable': 503, 'provider-refused': 502 } as const;

export const listNumberKinds = endpoint({
  id: 'listNumberKinds',
  method: 'GET',
  path: '/available-numbers/{country}/kinds',
  summary: 'The kinds of numbers that can be bought in a country, with what each costs a month.',
  access: 'operator',
  params: z.object({ country: countryCode }),
  query: z.object({}),
  body: z.void(),
  answer: z.object({
    kinds: z.array(z.object({ kind: z.enum(NUMBER_KINDS), monthlyPrice: price.nullable() })),
  }),
  status: 200,
  failures: providerFailures,
  needsIdempotencyKey: false,
});

export const searchAvailableNumbers = endpoint({
  id: 'searchAvailableNumbers',
  method: 'GET',
  path: '/available-numbers/{country}',
  summary: 'Numbers for sale; another search may find others. WhatsApp needs one that receives an SMS or a call.',
  access: 'operator',
  params: z.object({ country: countryCode }),
  query: z.object({
    kind: z.enum(NUMBER_KINDS).default('local'),
    /** digits, letters and * for any; at least two characters */
    contains: z
      .string()
      .regex(/^[0-9A-Za-z*+]{2,16}$/, 'two to sixteen digits, letters or *')
      .optional(),
    areaCode: z
      .string()
      .regex(/^\d{3}$/, 'three digits')
      .optional(),
    locality: z.string().max(60).optional(),
    sms: flag.optional(),
    voice: flag.optional(),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  body: z.void(),
  answer: z.object({ numbers: z.array(availableNumber) }),
  status: 200,
  failures: { ...providerFailures, 'unknown-kind': 422 },
  needsIdempotencyKey: false,
});
