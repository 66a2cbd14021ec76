import { z } from 'zod';
import { LOCALES } from '../tenant/locale.ts';
import { endpoint } from './endpoint.ts';

const none = z.object({});

export const getHealth = endpoint({
  id: 'getHealth',
  method: 'GET',
  path: '/health',
  summary: 'Whether the API answers.',
  access: 'public',
  params: none,
  query: none,
  body: z.void(),
  answer: z.object({ status: z.literal('ok') }),
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

export const getOpenApi = endpoint({
  id: 'getOpenApi',
  method: 'GET',
  path: '/openapi.json',
  summary: 'This API, as an OpenAPI 3.1 document.',
  access: 'public',
  params: none,
  query: none,
  body: z.void(),
  answer: z.looseObject({ openapi: z.string() }),
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

export const getMe = endpoint({
  id: 'getMe',
  method: 'GET',
  path: '/me',
  summary: 'Who the caller is: role and importer.',
  access: 'signed-in',
  params: none,
  query: none,
  body: z.void(),
  answer: z.object({
    uid: z.string(),
    email: z.string().nullable(),
    role: z.enum(['operator', 'admin', 'member']).nullable(),
    tenantId: z.string().nullable(),
    tenant: z
      .object({
        name: z.string(),
        locale: z.enum(LOCALES),
        timeZone: z.string(),
        status: z.enum(['active', 'suspended']),
      })
      .nullable(),
  }),
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});
