import { FirestoreError } from '../values/status.ts';
import { ANONYMOUS, type Caller, OWNER, type TokenClaims } from './caller.ts';

/**
 * Reads an Authorization header. As with the official emulators, tokens are taken at their word: signature, expiry,
 * issuer and audience are not looked at, because local tokens are unsigned (`alg: none`) and mock tokens say `exp: 3600`.
 * Never put this server where strangers can reach it.
 * @throws FirestoreError UNAUTHENTICATED when the header cannot be read as a bearer token
 */
export function readAuthorization(header: string | undefined): Caller {
  if (!header) return ANONYMOUS;
  const token = /^(?:Bearer|Firebase)\s+(.+)$/i.exec(header.trim())?.[1]?.trim();
  if (!token) throw unauthenticated('The Authorization header must have the form "Bearer <token>".');
  if (token === 'owner') return OWNER;
  const claims = readClaims(token);
  const uid = claims.sub ?? claims.user_id;
  if (typeof uid !== 'string' || uid === '') throw unauthenticated('The token has no "sub" claim.');
  return { isOwner: false, auth: { uid, token: claims } };
}

function readClaims(token: string): TokenClaims {
  const payload = token.split('.')[1];
  if (!payload) throw unauthenticated('The token is no JSON Web Token: it has no payload.');
  let claims: unknown;
  try {
    claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    throw unauthenticated('The payload of the token is no JSON.');
  }
  if (typeof claims !== 'object' || claims === null)
    throw unauthenticated('The payload of the token is no JSON object.');
  return { ...claims };
}

function unauthenticated(message: string): FirestoreError {
  return new FirestoreError('UNAUTHENTICATED', message);
}
