import { randomBytes } from 'node:crypto';
import { claimsSchema } from '@casillero/domain/access/identity';
import type { Auth, UserRecord } from 'firebase-admin/auth';
import type { LogIn, LogIns } from '../usecases/members/ports.ts';

/** Log-ins in Firebase Auth. @param returnUrl where the page for a new password leads to; Auth must know its domain */
export const firebaseLogIns = (auth: Auth, returnUrl: () => string): LogIns => ({
  findByEmail: async (email) => {
    const found = await auth.getUserByEmail(email).catch(unless('auth/user-not-found'));
    return found === null ? null : logIn(found);
  },
  create: async (email, displayName) => {
    const made = await auth.createUser({ email, displayName }).catch(unless('auth/email-already-exists'));
    return logIn(made ?? (await auth.getUserByEmail(email)));
  },
  shutOut: async (uid) => {
    const { providerData } = await auth.getUser(uid);
    const others = providerData.map(({ providerId }) => providerId).filter((id) => id !== 'password');
    await auth.updateUser(uid, { password: randomBytes(32).toString('base64url'), providersToUnlink: others });
    await auth.revokeRefreshTokens(uid);
  },
  setClaims: async (uid, claims) => {
    await auth.setCustomUserClaims(uid, claims);
    if (claims === null) await auth.revokeRefreshTokens(uid);
  },
  passwordLink: (email) => auth.generatePasswordResetLink(email, { url: returnUrl() }),
});

function logIn({ uid, customClaims, emailVerified, metadata }: UserRecord): LogIn {
  const claims = claimsSchema.safeParse(customClaims);
  return {
    uid,
    claims: claims.success ? claims.data : null,
    isEmailVerified: emailVerified,
    hasSignedIn: Boolean(metadata.lastSignInTime) && !(isOnlyMade(metadata) && !emailVerified),
  };
}

/** The emulator of Auth tells the time of making as that of the first sign-in. */
const isOnlyMade = ({ creationTime, lastSignInTime }: UserRecord['metadata']): boolean =>
  Math.abs(Date.parse(lastSignInTime) - Date.parse(creationTime)) < 2_000;

/** Lets one failure pass as null. @see https://firebase.google.com/docs/auth/admin/errors */
const unless =
  (expected: string) =>
  (error: unknown): null => {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === expected) return null;
    throw error;
  };
