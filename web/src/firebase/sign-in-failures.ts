import { fail, type Result } from '@casillero/domain/result';
import type { SignInFailure } from '../features/session/ports.ts';

/** Words of Firebase Auth, and ours. @see https://firebase.google.com/docs/reference/js/auth#autherrorcodes */
const SIGN_IN_CODES: Readonly<Record<string, SignInFailure>> = {
  'auth/invalid-credential': 'wrong-credentials',
  'auth/invalid-login-credentials': 'wrong-credentials',
  'auth/wrong-password': 'wrong-credentials',
  'auth/user-not-found': 'wrong-credentials',
  'auth/missing-password': 'wrong-credentials',
  'auth/invalid-email': 'invalid-email',
  'auth/missing-email': 'invalid-email',
  'auth/user-disabled': 'user-disabled',
  'auth/user-token-expired': 'user-disabled',
  'auth/too-many-requests': 'too-many-attempts',
  'auth/quota-exceeded': 'too-many-attempts',
  'auth/network-request-failed': 'no-network',
  'auth/timeout': 'no-network',
  'auth/popup-blocked': 'popup-blocked',
  'auth/popup-closed-by-user': 'popup-closed',
  'auth/cancelled-popup-request': 'popup-closed',
  'auth/operation-not-allowed': 'not-offered',
  'auth/unauthorized-domain': 'not-offered',
  'auth/admin-restricted-operation': 'not-offered',
};

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** What went wrong, in our words. Never throws; what is not in the table is 'unknown'. */
export const signInFailure = (error: unknown): Result<never, SignInFailure> & { readonly ok: false } =>
  fail(SIGN_IN_CODES[codeOf(error)] ?? 'unknown', 'The sign-in did not succeed.', codeOf(error) || 'Try again.');
