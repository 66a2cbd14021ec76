import { claimsSchema, type Identity } from '@casillero/domain/access/identity';
import type { RequestHandler, Response } from 'express';
import { notSignedIn } from './problem.ts';

/** Checks a Firebase ID token; null if it is not one, is expired or revoked. */
export type VerifyToken = (
  token: string,
) => Promise<{ uid: string; email?: string | undefined; claims: unknown } | null>;

/** Finds out who calls; nobody (null) without a bearer token, or with one that is not valid. */
export const identify =
  (verify: VerifyToken): RequestHandler =>
  async (request, response, next) => {
    const token = /^Bearer ([^\s]+)$/i.exec(request.header('authorization') ?? '')?.[1];
    const verified = token === undefined ? null : await verify(token);
    const claims = claimsSchema.safeParse(verified?.claims);
    const identity: Identity | null = verified && {
      uid: verified.uid,
      email: verified.email ?? null,
      claims: claims.success ? claims.data : null,
    };
    response.locals.identity = identity;
    next();
  };

/** Lets only signed-in people pass; what follows finds them by `identityOf`. Behind `identify`. */
export const requireSignedIn: RequestHandler = (_request, response, next) => {
  if (callerOf(response) === null) throw notSignedIn();
  next();
};

/** Who calls, or null; behind `identify`. */
export const callerOf = (response: Response): Identity | null =>
  (response.locals.identity as Identity | null | undefined) ?? null;

/** Who calls; only behind `requireSignedIn`. */
export const identityOf = (response: Response): Identity => response.locals.identity as Identity;
