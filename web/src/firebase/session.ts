import type { Claims, Identity } from '@casillero/domain/access/identity';
import { ok, type Result } from '@casillero/domain/result';
import { type FirebaseApp, initializeApp } from 'firebase/app';
import {
  type Auth,
  browserLocalPersistence,
  connectAuthEmulator,
  getIdToken,
  getIdTokenResult,
  indexedDBLocalPersistence,
  initializeAuth,
  onIdTokenChanged,
  sendPasswordResetEmail,
  signInWithEmailAndPassword,
  signOut,
  type User,
} from 'firebase/auth';
import type { Session, SessionState, SignInFailure, SignOutReason } from '../features/session/ports.ts';
import type { Settings } from './settings.ts';
import { signInFailure } from './sign-in-failures.ts';

/** What the rest of firebase/ and api/ need of the sign-in. */
export type Firebase = { readonly app: FirebaseApp; readonly auth: Auth; readonly settings: Settings };

export type FirebaseSession = {
  readonly session: Session;
  /** Resolves once the settings are there; rejects if the host does not serve them. */
  readonly firebase: Promise<Firebase>;
  /** The caller's token for the API; null when nobody is signed in. `isFresh` asks for a new one. */
  readonly idToken: (isFresh?: boolean) => Promise<string | null>;
};

/**
 * The session over Firebase Auth. Only the parts needed for the log-in form are initialised: two persistences, no popup
 * resolver (it is handed in when somebody presses the Google button).
 */
export function startFirebaseSession(settings: Promise<Settings>): FirebaseSession {
  let state: SessionState = { kind: 'starting' };
  let why: SignOutReason | undefined;
  const listeners = new Set<() => void>();
  const change = (next: SessionState) => {
    if (isSameState(state, next)) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const firebase = settings.then(initialise);
  firebase.then(
    ({ auth }) =>
      onIdTokenChanged(auth, async (user) => {
        if (!user) return change({ kind: 'signed-out', ...(why ? { why } : {}) });
        const identity = await identityOf(user).catch(() => null);
        // Signed out, or somebody else, while the token was on its way.
        if (auth.currentUser?.uid !== user.uid) return;
        if (identity) why = undefined;
        change(identity ? { kind: 'signed-in', identity } : { kind: 'signed-out' });
      }),
    () =>
      change({
        kind: 'failed',
        failure: { code: 'no-settings', message: 'The settings could not be loaded.', hint: 'Reload the page.' },
      }),
  );

  const attempt = async (act: (auth: Auth) => Promise<unknown>): Promise<Result<void, SignInFailure>> => {
    try {
      await act((await firebase).auth);
      return ok(undefined);
    } catch (error) {
      return signInFailure(error);
    }
  };

  const session: Session = {
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    getSnapshot: () => state,
    signIn: (email, password) => attempt((auth) => signInWithEmailAndPassword(auth, email, password)),
    signInWithGoogle: () => attempt(async (auth) => (await import('./sign-in-with-google.ts')).signInWithGoogle(auth)),
    async sendPasswordReset(email) {
      const sent = await attempt((auth) => sendPasswordResetEmail(auth, email));
      return !sent.ok && sent.failure.code === 'wrong-credentials' ? ok(undefined) : sent;
    },
    async signOut(reason) {
      why = reason;
      await signOut((await firebase).auth);
    },
    refresh: () =>
      attempt(async (auth) => {
        if (auth.currentUser) await getIdToken(auth.currentUser, true);
      }),
  };
  const idToken = async (isFresh = false) => {
    const { currentUser } = (await firebase).auth;
    return currentUser ? getIdToken(currentUser, isFresh) : null;
  };
  return { session, firebase, idToken };
}

function initialise(settings: Settings): Firebase {
  const app = initializeApp(settings.options);
  const auth = initializeAuth(app, { persistence: [indexedDBLocalPersistence, browserLocalPersistence] });
  if (settings.localStack) connectAuthEmulator(auth, settings.localStack.authUrl, { disableWarnings: true });
  return { app, auth, settings };
}

async function identityOf(user: User): Promise<Identity> {
  const { claims } = await getIdTokenResult(user);
  return { uid: user.uid, email: user.email, claims: readClaims(claims) };
}

/**
 * The role in a token, or null. The same reading as the domain's claimsSchema, without its parser: zod would weigh
 * 17 kB before the log-in form. A test holds the two together.
 */
export function readClaims(claims: Readonly<Record<string, unknown>>): Claims | null {
  const { role, tenantId } = claims;
  if (role === 'operator') return { role };
  if ((role === 'admin' || role === 'member') && typeof tenantId === 'string') return { role, tenantId };
  return null;
}

/** Tokens are renewed every hour; that alone must not redraw the page or restart its listeners. */
const isSameState = (one: SessionState, other: SessionState): boolean => JSON.stringify(one) === JSON.stringify(other);
