import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { TwilioAccount } from './account.ts';

export interface Credentials {
  user: string;
  password: string;
}

/** HTTP Basic credentials of a request; null when there are none or they cannot be read. */
export function basicCredentials(req: Request): Credentials | null {
  const [scheme, encoded] = (req.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic' || encoded === undefined) return null;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon < 0 ? null : { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

/** The account that these credentials open: account SID with auth token, or an API key with its secret. */
export function accountFor(
  { user, password }: Credentials,
  accounts: readonly TwilioAccount[],
): TwilioAccount | undefined {
  return accounts.find(
    (account) =>
      (account.sid === user && isSame(account.authToken, password)) ||
      account.apiKeys?.some((key) => key.sid === user && isSame(key.secret, password)),
  );
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const isSame = (expected: string, given: string) => timingSafeEqual(digest(expected), digest(given));
