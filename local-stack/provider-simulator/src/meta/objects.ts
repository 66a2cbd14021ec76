import type { Request, Response } from 'express';
import type { LiveNumber, LiveWaba } from './directory.ts';
import type { MetaWires } from './wires.ts';

/** The number that a path names, if the request's token opens its account. */
export function numberOf(
  req: Request,
  res: Response,
  { directory }: MetaWires,
): { number: LiveNumber; waba: LiveWaba } | null {
  const number = directory.findNumber(String(req.params.id));
  const waba = number && directory.findWaba(number.wabaId);
  return number && waba && directory.opensWaba(String(res.locals.token), waba) ? { number, waba } : null;
}

/** The business account that a path names, if the request's token opens it. */
export function wabaOf(req: Request, res: Response, { directory }: MetaWires): LiveWaba | null {
  const waba = directory.findWaba(String(req.params.id));
  return waba && directory.opensWaba(String(res.locals.token), waba) ? waba : null;
}
