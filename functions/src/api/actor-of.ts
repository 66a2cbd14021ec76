import type { Actor } from '@casillero/domain/audit/audit-write';
import { notFound, notSignedIn } from './problem.ts';
import type { Caller } from './serve.ts';

/** The person behind a call, for the audit of what they do; behind endpoints that need a role. */
export function actorOf({ identity, ip }: Caller): Actor {
  if (identity === null) throw notSignedIn();
  if (identity.claims === null) throw notFound();
  return { uid: identity.uid, email: identity.email, role: identity.claims.role, ip };
}
