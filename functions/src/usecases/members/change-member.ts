import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { paths } from '@casillero/domain/records/paths';
import { memberRecord } from '@casillero/domain/records/tenant-record';
import { userRecord } from '@casillero/domain/records/user-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { Transact } from '../documents.ts';
import type { LogIns } from './ports.ts';

/** Gives a member another role, or none: then they are removed. */
export type ChangeMember = (
  member: { readonly tenantId: string; readonly uid: string },
  role: 'admin' | 'member' | null,
  actor: Actor,
) => Promise<Result<null, 'not-found' | 'own-role'>>;

/**
 * Changes what a member may do (R71). The records go first, then the claims: a crash in between leaves a member whose
 * records say less than the token, and repeating the call mends it. Nobody changes their own role, so that of two admins
 * one always stays.
 */
export const makeChangeMember =
  (deps: { transact: Transact; logIns: LogIns; newId: () => string; now: () => Date }): ChangeMember =>
  async ({ tenantId, uid }, role, actor) => {
    if (actor.uid === uid) return ownRole();
    const entryId = deps.newId();
    const isKnown = await deps.transact(async (read) => {
      const [member, user] = await read([paths.member(tenantId, uid), paths.user(uid)]);
      const known = user ? userRecord.parse(user) : null;
      // Removed before, by a call that may have crashed before the claims went.
      const wasRemoved = known !== null && known.role === null && role === null;
      if (!member) return { writes: [], result: wasRemoved };
      const before = memberRecord.parse(member);
      const now = deps.now();
      const memberWrite: DocumentWrite =
        role === null
          ? { op: 'delete', path: paths.member(tenantId, uid) }
          : { op: 'update', path: paths.member(tenantId, uid), fields: { role } };
      return {
        writes: [
          memberWrite,
          {
            op: 'set',
            path: paths.user(uid),
            fields: {
              email: before.email,
              displayName: before.displayName,
              role,
              tenantId: role === null ? null : tenantId,
              updatedAt: now,
            },
          },
          auditWrite(
            entryId,
            tenantId,
            actor,
            {
              act: role === null ? 'removeMember' : 'changeMember',
              target: uid,
              details: { email: before.email, role: `${before.role} ▶ ${role ?? '-'}` },
            },
            now,
          ),
        ],
        result: true,
      };
    });
    if (!isKnown) return noSuchMember();
    await deps.logIns.setClaims(uid, role === null ? null : { role, tenantId });
    return ok(null);
  };

const ownRole = () => fail('own-role', 'Nobody changes their own role.', 'Ask another admin or an operator.');
const noSuchMember = () => fail('not-found', 'There is no such member.', 'Open the list of members again.');
