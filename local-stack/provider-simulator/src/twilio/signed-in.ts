import type { Request, RequestHandler, Response } from 'express';
import type { TwilioAccount } from './account.ts';
import { answerError } from './answer.ts';
import { accountFor, basicCredentials } from './authenticate.ts';
import { AUTHENTICATE, resourceNotFound } from './errors.ts';
import type { SendForm } from './validate-send.ts';
import type { TwilioWires } from './wires.ts';

/** Lets requests with the credentials of an account through; where the path names an account, it must be that one. */
export function onlySignedIn(wires: TwilioWires): RequestHandler {
  return (req, res, next) => {
    const credentials = basicCredentials(req);
    const account = credentials ? accountFor(credentials, wires.accounts) : undefined;
    if (!account) {
      wires.journal.violation({
        code: 'bad-credentials',
        message: credentials ? 'An API call with credentials of no account.' : 'An API call without credentials.',
        url: req.originalUrl,
        at: wires.clock.now().toISOString(),
      });
      return answerError(res, AUTHENTICATE);
    }
    // Not verified against production: one account asking for another's resources.
    const named = req.params.accountSid;
    if (named !== undefined && account.sid !== named) return answerError(res, resourceNotFound(req.path));
    res.locals.account = account;
    next();
  };
}

/** The account of a request that onlySignedIn let through. */
export function accountOf(res: Response): TwilioAccount {
  return res.locals.account;
}

/** Express gives a repeated field as an array and a missing body as undefined. */
export function formOf(body: unknown): SendForm {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, Array.isArray(value) ? value.map(String) : [String(value)]]),
  );
}

/** One page of a list of the 2010 API. */
export function pageOf<T>(req: Request, items: readonly T[]): { part: T[]; frame: Record<string, unknown> } {
  const asked = Number(req.query.PageSize ?? 50);
  const pageSize = Number.isInteger(asked) && asked > 0 ? Math.min(asked, 1_000) : 50;
  const page = Math.max(Number.parseInt(String(req.query.Page ?? '0'), 10) || 0, 0);
  const start = page * pageSize;
  const part = items.slice(start, start + pageSize);
  const uri = (number: number) => {
    const url = new URL(req.originalUrl, 'http://simulated');
    url.searchParams.set('PageSize', String(pageSize));
    url.searchParams.set('Page', String(number));
    return url.pathname + url.search;
  };
  const frame = {
    page,
    page_size: pageSize,
    start,
    end: start + Math.max(part.length - 1, 0),
    first_page_uri: uri(0),
    previous_page_uri: page > 0 ? uri(page - 1) : null,
    next_page_uri: start + pageSize < items.length ? uri(page + 1) : null,
    uri: uri(page),
  };
  return { part, frame };
}
