import { z } from 'zod';
import { CUSTOMER_NAME_MAX, customerNameIn } from '../batch/customer-name.ts';
import { endpoint } from './endpoint.ts';
import { recordId, tenantId } from './tenant-params.ts';

export const renameBatch = endpoint({
  id: 'renameBatch',
  method: 'PATCH',
  path: '/tenants/{tenantId}/batches/{batchId}',
  summary: 'Names the customer of a batch; its orders that wait for review follow.',
  access: 'member',
  params: z.object({ tenantId, batchId: recordId }),
  query: z.object({}),
  body: z.object({
    /** 1 to 80 characters (code points), of which one can be seen */
    customerName: z
      .string()
      .trim()
      .min(1)
      .refine((name) => [...name].length <= CUSTOMER_NAME_MAX, `At most ${CUSTOMER_NAME_MAX} characters.`)
      .refine((name) => customerNameIn(name) !== null, 'Write a name that can be seen.'),
  }),
  answer: z.object({ customerName: z.string() }),
  status: 200,
  failures: { 'not-found': 404 },
  needsIdempotencyKey: false,
});
