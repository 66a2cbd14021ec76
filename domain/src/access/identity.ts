import { z } from 'zod';

/** Custom claims of a token (R71): an operator, or a member of exactly one tenant. */
export const claimsSchema = z.union([
  z.object({ role: z.literal('operator') }),
  z.object({ role: z.enum(['admin', 'member']), tenantId: z.string() }),
]);
export type Claims = z.infer<typeof claimsSchema>;

/** Who calls: a signed-in person, and what the claims say they are (null: nothing yet). */
export type Identity = { readonly uid: string; readonly email: string | null; readonly claims: Claims | null };

/** Whether this person may see the tenant's records: its members, and operators. */
export const maySeeTenant = (identity: Identity, tenantId: string): boolean =>
  identity.claims !== null && (identity.claims.role === 'operator' || identity.claims.tenantId === tenantId);

/** Whether this person may act on the tenant's records through the API: its members only (operators look, R70). */
export const mayActForTenant = (identity: Identity, tenantId: string): boolean =>
  identity.claims !== null && identity.claims.role !== 'operator' && identity.claims.tenantId === tenantId;

/** Whether this person may change the tenant's settings: its admins only. */
export const mayAdministerTenant = (identity: Identity, tenantId: string): boolean =>
  identity.claims !== null && identity.claims.role === 'admin' && identity.claims.tenantId === tenantId;
