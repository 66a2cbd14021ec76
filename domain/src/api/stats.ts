import { z } from 'zod';
import { endpoint } from './endpoint.ts';

/** The gateway's figures (R56), counted at `updatedAt`. */
export const statsView = z.object({
  senders: z.number().int(),
  staffPhones: z.number().int(),
  tenants: z.object({ active: z.number().int(), suspended: z.number().int() }),
  numbers: z.number().int(),
  linkCodes: z.number().int(),
  unrouted: z.number().int(),
  contacts: z.number().int(),
  perTenant: z.array(
    z.object({
      tenantId: z.string(),
      name: z.string(),
      contacts: z.number().int(),
      messagesThisMonth: z.number().int(),
    }),
  ),
  messagesPerDay: z.array(z.object({ day: z.iso.date(), count: z.number().int() })),
  updatedAt: z.iso.datetime(),
});
export type StatsView = z.infer<typeof statsView>;

const none = z.object({});

export const getStats = endpoint({
  id: 'getStats',
  method: 'GET',
  path: '/stats',
  summary: 'The gateway’s figures as last counted, with the time; counted anew where they are older than an hour.',
  access: 'operator',
  params: none,
  query: none,
  body: z.void(),
  answer: statsView,
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

export const recountStats = endpoint({
  id: 'recountStats',
  method: 'POST',
  path: '/stats/recount',
  summary: 'Counts the gateway’s figures now, unless that was done within the last minute.',
  access: 'operator',
  params: none,
  query: none,
  body: z.void(),
  answer: statsView,
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});
