import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import { paths } from '@casillero/domain/records/paths';
import { memberRecord } from '@casillero/domain/records/tenant-record';
import { userRecord } from '@casillero/domain/records/user-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { Transact } from '../documents.ts';
import type { LogIn, LogIns } from './ports.ts';

export type Invitation = {
  readonly tenantId: string;
  readonly email: string;
  readonly displayName: string;
  readonly role: 'admin' | 'member';
};

export type Invited = {
  readonly uid: string;
  readonly email: string;
  readonly role: 'admin' | 'member';
  readonly link: string | null;
  readonly isNewUser: boolean;
};

export type InviteMember = (
  invitation: Invitation,
  actor: Actor,
) => Promise<Result<Invited, 'not-found' | 'other-importer' | 'is-operator' | 'invitations-unavailable'>>;

type Refusal = {
  readonly ok: false;
  readonly failure: { code: 'not-found' | 'other-importer' | 'is-operator'; message: string; hint: string };
};

/**
 * Gives somebody a log-in with a role (R70, R71). The record that decides whose person they are, and the audit entry, are
 * committed before the role is given: what a crash leaves behind is mended by inviting again.
 */
export const makeInviteMember =
  (deps: { transact: Transact; logIns: LogIns; newId: () => string; now: () => Date }): InviteMember =>
  async ({ tenantId, email: given, displayName, role }, actor) => {
    const email = given.toLowerCase();
    const found = await deps.logIns.findByEmail(email);
    if (found?.claims?.role === 'operator') return isOperator();
    if (found?.claims && 'tenantId' in found.claims && found.claims.tenantId !== tenantId) return otherImporter();
    const logIn = await trustedLogIn(deps, found, email, displayName);

    const entryId = deps.newId();
    const refusal = await deps.transact<Refusal | null>(async (read) => {
      const [tenant, user, member] = await read([
        paths.tenant(tenantId),
        paths.user(logIn.uid),
        paths.member(tenantId, logIn.uid),
      ]);
      if (!tenant) return { writes: [], result: noSuchTenant() };
      const known = user ? userRecord.parse(user) : null;
      if (known?.role === 'operator') return { writes: [], result: isOperator() };
      if (known !== null && known.tenantId !== null && known.tenantId !== tenantId)
        return { writes: [], result: otherImporter() };
      const now = deps.now();
      const createdAt = member ? memberRecord.parse(member).createdAt : now;
      const act = { act: 'inviteMember', target: logIn.uid, details: { email, role } };
      return {
        writes: [
          { op: 'set', path: paths.member(tenantId, logIn.uid), fields: { email, displayName, role, createdAt } },
          { op: 'set', path: paths.user(logIn.uid), fields: { email, displayName, role, tenantId, updatedAt: now } },
          auditWrite(entryId, tenantId, actor, act, now),
        ],
        result: null,
      };
    });
    if (refusal !== null) return refusal;
    await deps.logIns.setClaims(logIn.uid, { role, tenantId });
    const link = logIn.hasSignedIn ? null : await deps.logIns.passwordLink(email).catch(() => undefined);
    if (link === undefined) return noLink();
    return ok({ uid: logIn.uid, email, role, link, isNewUser: found === null });
  };

/**
 * A log-in that nobody else can hold. Anybody can sign up with an address that is not theirs, and would get the role: one
 * whose address was never verified, and that we gave no role, is shut for them.
 */
async function trustedLogIn(
  deps: { transact: Transact; logIns: LogIns },
  found: LogIn | null,
  email: string,
  displayName: string,
): Promise<LogIn> {
  if (found === null) return deps.logIns.create(email, displayName);
  if (found.isEmailVerified || found.claims !== null) return found;
  const isOurs = await deps.transact(async (read) => {
    const [user] = await read([paths.user(found.uid)]);
    return { writes: [], result: Boolean(user) };
  });
  if (isOurs) return found;
  await deps.logIns.shutOut(found.uid);
  return { ...found, hasSignedIn: false };
}

const noSuchTenant = () => fail('not-found', 'There is no such importer.', 'Open the list of importers again.');
const otherImporter = () =>
  fail('other-importer', 'This person works for another importer.', 'Use another e-mail address of theirs.');
const isOperator = () =>
  fail('is-operator', 'This person is an operator of the platform.', 'Use another e-mail address of theirs.');
const noLink = () =>
  fail(
    'invitations-unavailable',
    'They have a log-in now, but no link to choose a password could be made.',
    'Invite them again; if that fails too, check that the site is among the authorised domains of Firebase Auth.',
  );
