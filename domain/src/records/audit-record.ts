import { z } from 'zod';
import { instant } from './instant.ts';

/** `tenants/{tenantId}/audit/{id}`, or `audit/{id}` for acts that concern no single tenant: who did what, when, from where (R73). */
export const auditRecord = z.object({
  /** the endpoint's id: assignNumber */
  act: z.string(),
  actor: z.object({ uid: z.string(), email: z.string().nullable(), role: z.enum(['operator', 'admin', 'member']) }),
  ip: z.string(),
  /** what it was done to, for example `meta:770000000000001`; never a secret */
  target: z.string(),
  /** what a reader needs to understand it, as short texts by name; never a secret */
  details: z.record(z.string(), z.string()),
  at: instant,
});
export type AuditRecord = z.infer<typeof auditRecord>;
