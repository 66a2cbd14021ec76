import type { Claims } from '@casillero/domain/access/identity';

/** A log-in, as far as inviting is concerned. */
export type LogIn = {
  readonly uid: string;
  /** as they are; null: none that mean anything */
  readonly claims: Claims | null;
  readonly isEmailVerified: boolean;
  readonly hasSignedIn: boolean;
};

/** Log-ins of people, wherever they are kept. Every function may be repeated. */
export type LogIns = {
  readonly findByEmail: (email: string) => Promise<LogIn | null>;
  /** makes a log-in without a password; an e-mail address that has one already is found */
  readonly create: (email: string, displayName: string) => Promise<LogIn>;
  /** shuts out whoever can enter a log-in: another password, no other way in, no token accepted */
  readonly shutOut: (uid: string) => Promise<void>;
  /**
   * what the next token says; null: nothing, and whoever is signed in is signed out. Of a changed role an earlier token is
   * worth no more than the document says (R71), and is exchanged without signing in again
   */
  readonly setClaims: (uid: string, claims: Claims | null) => Promise<void>;
  /** opens a page to choose a password on */
  readonly passwordLink: (email: string) => Promise<string>;
};
