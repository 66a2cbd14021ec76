import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { senderAlias } from './sender-params.ts';
import { tenantId } from './tenant-params.ts';

/** `alias` is the id of the unrouted entry. */
const oneEntry = z.object({ alias: senderAlias });

export const assignUnrouted = endpoint({
  id: 'assignUnrouted',
  method: 'POST',
  path: '/unrouted/{alias}/assign',
  summary: 'Binds an unrouted sender to a tenant as its contact; the kept messages are taken into its conversation.',
  access: 'operator',
  params: oneEntry,
  query: z.object({}),
  body: z.object({ tenantId }),
  /** how many messages are taken over, in the background */
  answer: z.object({ messageCount: z.number().int() }),
  status: 202,
  failures: {
    'tenant-not-found': 404,
    'tenant-suspended': 409,
    'already-assigned': 409,
    'bound-elsewhere': 409,
    'staff-elsewhere': 409,
  },
  needsIdempotencyKey: false,
});

export const dismissUnrouted = endpoint({
  id: 'dismissUnrouted',
  method: 'POST',
  path: '/unrouted/{alias}/dismiss',
  summary: 'Takes a sender off the unrouted list until they write again; the messages are kept.',
  access: 'operator',
  params: oneEntry,
  query: z.object({}),
  body: z.void(),
  answer: z.void(),
  status: 204,
  failures: { 'already-assigned': 409 },
  needsIdempotencyKey: false,
});
