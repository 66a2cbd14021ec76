import { z } from 'zod';
import { instant } from './instant.ts';

/** `tenants/{tenantId}/customers/{id}`: the tenant's own customer; another tenant may have one of the same name and phone (R18). */
export const customerRecord = z.object({
  name: z.string().min(1),
  /** the name without accents and case: the same for every spelling, and not unique */
  nameKey: z.string(),
  /** canonical, or null; within the tenant a phone belongs to one customer */
  phone: z.string().nullable(),
  notes: z.string(),
  searchTokens: z.array(z.string()),
  createdAt: instant,
  updatedAt: instant,
});
export type CustomerRecord = z.infer<typeof customerRecord>;

/** `tenants/{tenantId}/customerPhones/{phone}`: holds that a phone is one customer's only. No client reads it. */
export const customerPhoneRecord = z.object({ customerId: z.string() });
