import { type Identity, mayActForTenant, mayAdministerTenant, maySeeTenant } from '@casillero/domain/access/identity';
import type { Access, AnswerOf, Endpoint, RequestOf } from '@casillero/domain/api/endpoint';
import type { Failure, Result } from '@casillero/domain/result';
import express, { type RequestHandler, type Response, type Router } from 'express';
import type { z } from 'zod';
import { notFound, notSignedIn, Problem } from './problem.ts';

/** Who calls an endpoint, and from where; for the audit of privileged acts. */
export type Caller = {
  /** null only behind endpoints that anybody may call */
  readonly identity: Identity | null;
  readonly ip: string;
};

/** Does what an endpoint says. Expected failures are values with one of the endpoint's codes. */
export type Handler<Each extends Endpoint> = (
  request: RequestOf<Each>,
  caller: Caller,
) => Promise<Result<AnswerOf<Each>, string>>;

/** An endpoint and what answers it. */
export type Served = {
  readonly endpoint: Endpoint;
  readonly handle: (request: RequestOf<Endpoint>, caller: Caller) => Promise<Result<unknown, string>>;
};

/** Joins an endpoint with its handler; the types of both are held to each other here. */
export const serve = <Each extends Endpoint>(endpoint: Each, handle: Handler<Each>): Served => ({
  endpoint,
  handle: (request, caller) => handle(request as RequestOf<Each>, caller),
});

/** Bodies of the API are small; bytes have routes of their own. */
const BODY_MAX = '256kb';

/**
 * Routes for all endpoints under /api/v1: access first, then parameters, query and body by their schemas, then the
 * handler; its failures become answers `{ code, message, hint }` (R92, R93).
 * @param identify who calls, or null; see authenticate.ts
 */
export function endpointRoutes(served: readonly Served[], identify: (response: Response) => Identity | null): Router {
  const router = express.Router();
  const json = express.json({ limit: BODY_MAX, strict: false });
  for (const { endpoint, handle } of served) {
    const guard: RequestHandler = (request, response, next) => {
      admit(endpoint.access, identify(response), String(request.params.tenantId ?? ''));
      next();
    };
    const run: RequestHandler = async (request, response) => {
      const caller: Caller = { identity: identify(response), ip: request.ip ?? '' };
      const params = endpoint.params.safeParse(request.params);
      if (!params.success) throw notFound();
      const query = parsed(endpoint.query, request.query, 'query');
      const body = parsed(endpoint.body, request.body as unknown, 'body');
      const outcome = await handle({ params: params.data, query, body }, caller);
      if (!outcome.ok) throw asProblem(endpoint, outcome.failure);
      response.status(endpoint.status);
      if (endpoint.status === 204) response.end();
      else response.json(outcome.value);
    };
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
    const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
    router[method](path, guard, json, run);
  }
  return router;
}

/** Throws the answer for a caller who may not: of another tenant's objects nothing is told (R92). */
export function admit(access: Access, identity: Identity | null, tenantId: string): void {
  if (access === 'public') return;
  if (identity === null) throw notSignedIn();
  if (access === 'signed-in') return;
  if (access === 'operator') {
    if (identity.claims?.role !== 'operator') throw notFound();
    return;
  }
  if (!maySeeTenant(identity, tenantId)) throw notFound();
  const isOperator = identity.claims?.role === 'operator';
  if (access === 'viewer') return;
  if (access === 'steward' && isOperator) return;
  if (!mayActForTenant(identity, tenantId))
    throw new Problem(403, 'members-only', 'Operators look and do not touch.', 'Ask one of the importer’s own people.');
  if (access === 'member') return;
  if (!mayAdministerTenant(identity, tenantId))
    throw new Problem(403, 'admins-only', 'Only an admin may do this.', 'Ask an admin of your importer.');
}

function parsed(schema: z.ZodType, input: unknown, where: string): unknown {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const at = issue === undefined ? where : [where, ...issue.path.map(String)].join('.');
  throw new Problem(400, 'invalid-input', `${at}: ${issue?.message ?? 'not valid'}`, 'Correct it and send it again.');
}

function asProblem(endpoint: Endpoint, { code, message, hint }: Failure): Problem {
  const status = endpoint.failures[code] ?? (code === 'not-found' ? 404 : 409);
  return new Problem(status, code, message, hint);
}
