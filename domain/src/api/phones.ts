import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { phoneLabel } from './registrations.ts';
import { senderAlias } from './sender-params.ts';
import { tenantId } from './tenant-params.ts';

/** `alias` is the id of the phone's record. */
const onePhone = z.object({ tenantId, alias: senderAlias });

export const changePhone = endpoint({
  id: 'changePhone',
  method: 'PATCH',
  path: '/tenants/{tenantId}/phones/{alias}',
  summary: 'Renames a registered staff phone, or makes it the primary one; the earlier primary one becomes additional.',
  access: 'member',
  params: onePhone,
  query: z.object({}),
  body: z
    .object({ label: phoneLabel.optional(), isPrimary: z.literal(true).optional() })
    .refine(({ label, isPrimary }) => label !== undefined || isPrimary !== undefined, 'Say what to change.'),
  answer: z.void(),
  status: 204,
  failures: {},
  needsIdempotencyKey: false,
});

export const removePhone = endpoint({
  id: 'removePhone',
  method: 'DELETE',
  path: '/tenants/{tenantId}/phones/{alias}',
  summary: 'Removes a staff phone: from the next message on it is no staff of this tenant. Its batches stay.',
  access: 'member',
  params: onePhone,
  query: z.object({}),
  body: z.void(),
  answer: z.void(),
  status: 204,
  failures: {},
  needsIdempotencyKey: false,
});
