import type { Identity } from '@casillero/domain/access/identity';
import type { Failure, Result } from '@casillero/domain/result';
import { createContext, useContext, useSyncExternalStore } from 'react';

/**
 *   starting ──▶ signed-out ◀──▶ signed-in
 *      └───────▶ failed            the settings or the sign-in service could not be reached
 */
export type SessionState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'signed-out'; readonly why?: SignOutReason }
  | { readonly kind: 'signed-in'; readonly identity: Identity };

/** Why somebody was signed out without asking for it: their access ended while they were in (R71). */
export type SignOutReason = 'access-ended';

/** Why a sign-in did not succeed, as far as the person can do something about it. */
export const SIGN_IN_FAILURES = [
  'wrong-credentials',
  'invalid-email',
  'user-disabled',
  'too-many-attempts',
  'no-network',
  'popup-blocked',
  'popup-closed',
  'not-offered',
  'unknown',
] as const;
export type SignInFailure = (typeof SIGN_IN_FAILURES)[number];

/** Who is signed in, and the ways in and out. */
export type Session = {
  readonly subscribe: (onChange: () => void) => () => void;
  readonly getSnapshot: () => SessionState;
  readonly signIn: (email: string, password: string) => Promise<Result<void, SignInFailure>>;
  readonly signInWithGoogle: () => Promise<Result<void, SignInFailure>>;
  /** Sends the letter with the link; succeeds for unknown addresses too, so that nobody learns who has an account. */
  readonly sendPasswordReset: (email: string) => Promise<Result<void, SignInFailure>>;
  readonly signOut: (why?: SignOutReason) => Promise<void>;
  /** Asks for the role again: it may have been given since the sign-in. */
  readonly refresh: () => Promise<Result<void, SignInFailure>>;
};

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

/** The session; it is there on every page. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs a SessionProvider above it.');
  return session;
}

/** Who is signed in at this moment. */
export function useSessionState(): SessionState {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.getSnapshot);
}
