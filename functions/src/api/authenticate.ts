import { claimsSchema, type Identity } from '@casillero/domain/access/identity';
import { standingOf, standingPath } from '@casillero/domain/access/standing';
import type { Fields } from '@casillero/domain/records/document-write';
import type { RequestHandler, Response } from 'express';
import { notSignedIn } from './problem.ts';

/** Checks a Firebase ID token; null if it is not one, is expired or revoked. */
export type VerifyToken = (
  token: string,
) => Promise<{ uid: string; email?: string | undefined; claims: unknown } | null>;

/**
 * Finds out who calls; nobody (null) without a bearer token, or with one that is not valid. Claims count as far as the
 * caller's own document agrees (R71): one read for whoever claims a role.
 */
export const identify =
  (verify: VerifyToken, readDocument: (path: string) => Promise<Fields | null>): RequestHandler =>
  async (request, response, next) => {
    const token = /^Bearer ([^\s]+)$/i.exec(request.header('authorization') ?? '')?.[1];
    const verified = token === undefined ? null : await verify(token);
    const parsed = claimsSchema.safeParse(verified?.claims);
    const claimed = parsed.success ? parsed.data : null;
    const identity: Identity | null = verified && {
      uid: verified.uid,
      email: verified.email ?? null,
      claims: claimed && standingOf(claimed, await readDocument(standingPath(verified.uid, claimed))),
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
