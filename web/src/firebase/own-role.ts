import type { Claims } from '@casillero/domain/access/identity';
import { standingPath } from '@casillero/domain/access/standing';
import { userRecord } from '@casillero/domain/records/user-record';
import { doc, type Firestore } from 'firebase/firestore';
import type { OwnRolePorts } from '../features/session/use-own-role.ts';
import { liveValue } from './live-documents.ts';

const roleRecord = userRecord.pick({ role: true });

/** What the document that confirms the own claims says. It may be read by oneself whatever it says. */
export const ownRoleOver = (firestore: Firestore): OwnRolePorts => ({
  watchOwnRole: (uid, claims) =>
    liveValue(doc(firestore, standingPath(uid, claims)), roleRecord, (found) => roleFor(claims, found?.role ?? null)),
});

/** An operator is one or nothing here; so is a member. */
const roleFor = (claims: Claims, role: Claims['role'] | null): Claims['role'] | null =>
  (claims.role === 'operator') === (role === 'operator') ? role : null;
