import { paths } from '../records/paths.ts';
import type { Claims } from './identity.ts';

/**
 * The document that says what somebody is now, while a token says for up to an hour what they were (R71): a member's
 * below their tenant, so that it goes with the tenant; an operator's in `users`.
 */
export const standingPath = (uid: string, claims: Claims): string =>
  claims.role === 'operator' ? paths.user(uid) : paths.member(claims.tenantId, uid);

/**
 * What a caller counts as: the lesser of what the token claims and what the document at `standingPath` says; null:
 * nobody's. firestore.rules decide in the same way.
 *
 * @param fields the document's, null where there is none
 */
export function standingOf(claims: Claims, fields: Readonly<Record<string, unknown>> | null): Claims | null {
  const role = fields?.role;
  if (claims.role === 'operator') return role === 'operator' ? claims : null;
  if (role !== 'admin' && role !== 'member') return null;
  return { role: role === 'admin' ? claims.role : 'member', tenantId: claims.tenantId };
}
