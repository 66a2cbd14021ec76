import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { recordId, tenantId } from './tenant-params.ts';

/** A customer as the API tells it. */
export const customerAnswer = z.object({
  id: z.string(),
  name: z.string(),
  /** E.164, or null */
  phone: z.string().nullable(),
  notes: z.string(),
});

const name = z.string().trim().min(1).max(80);
/** as a person writes it; a national number is one of El Salvador; empty takes it away */
const phone = z.string().trim().max(40).nullable();
const notes = z.string().max(2_000);
const tenant = z.object({ tenantId });
const customer = tenant.extend({ customerId: recordId });

/** Whom a name and a phone mean: decided, or to be chosen by a person. */
export const matchCustomerEndpoint = endpoint({
  id: 'matchCustomer',
  method: 'GET',
  path: '/tenants/{tenantId}/customer-match',
  summary: 'Finds which customer of the tenant a name and a phone mean.',
  access: 'viewer',
  params: tenant,
  query: z.object({ name, phone: z.string().trim().max(40).optional() }),
  body: z.void(),
  answer: z.object({
    kind: z.enum(['matched', 'new', 'choose']),
    /** the one that matches, or those to choose from; at most 10 */
    candidates: z.array(customerAnswer),
  }),
  status: 200,
  failures: { 'not-a-phone': 422 },
  needsIdempotencyKey: false,
});

export const createCustomer = endpoint({
  id: 'createCustomer',
  method: 'POST',
  path: '/tenants/{tenantId}/customers',
  summary: 'Makes a customer.',
  access: 'member',
  params: tenant,
  query: z.object({}),
  body: z.object({ name, phone: phone.default(null), notes: notes.default('') }),
  answer: customerAnswer,
  status: 201,
  failures: { 'not-a-phone': 422, 'customer-phone-taken': 409 },
  needsIdempotencyKey: false,
});

export const changeCustomer = endpoint({
  id: 'changeCustomer',
  method: 'PATCH',
  path: '/tenants/{tenantId}/customers/{customerId}',
  summary: 'Changes a customer; its packages carry the new name at once.',
  access: 'member',
  params: customer,
  query: z.object({}),
  body: z.object({ name: name.optional(), phone: phone.optional(), notes: notes.optional() }),
  answer: customerAnswer,
  status: 200,
  failures: { 'not-a-phone': 422, 'customer-phone-taken': 409, 'not-found': 404 },
  needsIdempotencyKey: false,
});
