import type { Claims } from '@casillero/domain/access/identity';
import type { LogIn, LogIns } from '../src/usecases/members/ports.ts';

type Held = { uid: string; email: string; claims: Claims | null; isEmailVerified: boolean; hasSignedIn: boolean };

/** Log-ins held in memory, as Firebase Auth behaves. */
export class MemoryLogIns implements LogIns {
  readonly held = new Map<string, Held>();
  readonly revoked: string[] = [];
  /** true: setting claims fails, as in an outage of Auth */
  isDown = false;
  #made = 0;

  put(email: string, over: Partial<Held> = {}): Held {
    const made = { uid: `u${++this.#made}`, email, claims: null, isEmailVerified: true, hasSignedIn: true, ...over };
    this.held.set(made.uid, made);
    return made;
  }
  findByEmail = async (email: string): Promise<LogIn | null> =>
    [...this.held.values()].find((each) => each.email === email) ?? null;
  create = async (email: string): Promise<LogIn> =>
    (await this.findByEmail(email)) ?? this.put(email, { isEmailVerified: false, hasSignedIn: false });
  readonly shut: string[] = [];
  shutOut = async (uid: string): Promise<void> => {
    this.shut.push(uid);
  };
  setClaims = async (uid: string, claims: Claims | null): Promise<void> => {
    if (this.isDown) throw new Error('Auth is down');
    const held = this.held.get(uid);
    if (held === undefined) throw new Error('no such log-in');
    held.claims = claims;
    if (claims === null) this.revoked.push(uid);
  };
  /** true: no link can be made */
  isLinkless = false;
  passwordLink = async (email: string): Promise<string> => {
    if (this.isLinkless) throw new Error('auth/unauthorized-continue-uri');
    return `https://casillero.example/auth?of=${email}`;
  };
}
