import { claimsSchema, type Identity } from '@casillero/domain/access/identity';
import type { RequestHandler, Response } from 'express';
import { Problem } from './problem.ts';

/** Checks a Firebase ID token; null if it is not one, is expired or revoked. */
export type VerifyToken = (
  token: string,
) => Promise<{ uid: string; email?: string | undefined; claims: unknown } | null>;

/** Lets only signed-in people pass; what follows finds them by `identityOf`. */
export const authenticate =
  (verify: VerifyToken): RequestHandler =>
  async (request, response, next) => {
    const token = /^Bearer ([^\s]+)$/i.exec(request.header('authorization') ?? '')?.[1];
    const verified = token === undefined ? null : await verify(token);
    if (verified === null)
      throw new Problem(
        401,
        'not-signed-in',
        'You are not signed in.',
        'Sign in and send the ID token as a bearer token.',
      );
    const claims = claimsSchema.safeParse(verified.claims);
    const identity: Identity = {
      uid: verified.uid,
      email: verified.email ?? null,
      claims: claims.success ? claims.data : null,
    };
    response.locals.identity = identity;
    next();
  };

/** Who calls; only behind `authenticate`. */
export const identityOf = (response: Response): Identity => response.locals.identity as Identity;
