import { type Identity, mayActForTenant, mayAdministerTenant, maySeeTenant } from '@casillero/domain/access/identity';
import type { Access } from '@casillero/domain/api/endpoint';
import { notFound, notSignedIn, Problem } from './problem.ts';

/** Throws the answer for a caller who may not: of another tenant's objects nothing is told (R92). */
export function admit(access: Access, identity: Identity | null, tenantId: string): void {
  if (access === 'public') return;
  if (identity === null) throw notSignedIn();
  if (access === 'signed-in') return;
  if (access === 'operator') {
    if (identity.claims?.role !== 'operator') throw notFound();
    return;
  }
  if (!maySeeTenant(identity, tenantId)) throw notFound();
  const isOperator = identity.claims?.role === 'operator';
  if (access === 'viewer') return;
  if (access === 'steward' && isOperator) return;
  if (!mayActForTenant(identity, tenantId))
    throw new Problem(403, 'members-only', 'Operators look and do not touch.', 'Ask one of the importer’s own people.');
  if (access === 'member') return;
  if (!mayAdministerTenant(identity, tenantId))
    throw new Problem(403, 'admins-only', 'Only an admin may do this.', 'Ask an admin of your importer.');
}
