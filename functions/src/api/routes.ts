import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Identity } from '@casillero/domain/access/identity';
import type { Endpoint } from '@casillero/domain/api/endpoint';
import type { Failure, Result } from '@casillero/domain/result';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { z } from 'zod';
import { admit } from './admit.ts';
import { clientAddress, networkOf } from './client-address.ts';
import { actIdOf, idempotencyKeyOf, type RunOnce } from './idempotency.ts';
import { notFound, Problem } from './problem.ts';
import { type LimitRate, MOST_PER_MINUTE } from './rate-limit.ts';
import type { BytesAnswer, Caller, Served } from './serve.ts';

/** Bodies of the API are small; bytes have routes of their own. */
const BODY_MAX_BYTES = 262_144;

export type RouteDeps = {
  /** who calls, or null; see authenticate.ts */
  readonly identify: (response: Response) => Identity | null;
  readonly limit: LimitRate;
  readonly runOnce: RunOnce;
  readonly newActId: () => string;
};

/**
 * Routes for all endpoints under /api/v1: rate and access first, then parameters, query and body by their schemas, then
 * the handler; its failures become answers `{ code, message, hint }` (R92, R93). An answer is cut to its schema, so that
 * no field leaves that the contract does not name; one that does not fit is a defect of ours.
 */
export function endpointRoutes(served: readonly Served[], deps: RouteDeps): Router {
  const router = express.Router();
  for (const each of served) {
    const { endpoint } = each;
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
    const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
    const read = each.kind === 'body-bytes' ? [] : [readJson];
    router[method](path, guard(endpoint, deps), ...read, (request, response) => run(each, deps, request, response));
  }
  return router;
}

const guard =
  (endpoint: Endpoint, deps: RouteDeps): RequestHandler =>
  async (request, response, next) => {
    const identity = deps.identify(response);
    const { client, hop } = clientAddress(request);
    if (identity === null) {
      await deps.limit(`ip ${networkOf(client)}`, MOST_PER_MINUTE.stranger);
      if (hop !== client) await deps.limit(`hop ${networkOf(hop)}`, MOST_PER_MINUTE.hop);
    } else {
      await deps.limit(`uid ${identity.uid}`, MOST_PER_MINUTE.caller);
      if (endpoint.needsIdempotencyKey) await deps.limit(`costly ${identity.uid}`, MOST_PER_MINUTE.costly);
    }
    admit(endpoint.access, identity, String(request.params.tenantId ?? ''));
    next();
  };

async function run(served: Served, deps: RouteDeps, request: Request, response: Response): Promise<void> {
  const { endpoint } = served;
  const identity = deps.identify(response);
  const { client } = clientAddress(request);
  const params = endpoint.params.safeParse(request.params);
  if (!params.success) throw notFound();
  const query = parsed(endpoint.query, request.query, 'query');

  if (served.kind === 'answer-bytes') {
    const caller = { identity, ip: client, actId: deps.newActId() };
    return answerBytes(
      endpoint,
      response,
      await served.handle({ params: params.data, query, body: undefined }, caller),
    );
  }
  if (served.kind === 'body-bytes') {
    const caller = { identity, ip: client, actId: deps.newActId() };
    const outcome = await served.handle({ params: params.data, query, body: undefined }, caller, bytesOf(request));
    return send(endpoint, response, asJson(endpoint, outcome));
  }

  const given: unknown = hasBody(request) ? request.body : undefined;
  const work = async (caller: Caller, body: unknown) =>
    asJson(endpoint, await served.handle({ params: params.data, query, body }, caller));
  if (!endpoint.needsIdempotencyKey) {
    const caller = { identity, ip: client, actId: deps.newActId() };
    return send(endpoint, response, await work(caller, parsed(endpoint.body, given, 'body')));
  }
  const key = idempotencyKeyOf(request.header('idempotency-key'));
  const body = parsed(endpoint.body, given, 'body');
  const actId = actIdOf(identity === null ? `ip ${client}` : `uid ${identity.uid}`, endpoint.id, key);
  const asked = JSON.stringify([request.params, request.query, given ?? null]);
  const answer = await deps.runOnce(actId, asked, async () => {
    try {
      return { status: endpoint.status, json: await work({ identity, ip: client, actId }, body) };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { code, message, hint } = error;
      return { status: error.status, json: JSON.stringify({ code, message, hint }) };
    }
  });
  response.status(answer.status).type('json').send(answer.json);
}

/** The answer as its schema has it; '' for none. @throws Problem for expected failures */
function asJson(endpoint: Endpoint, outcome: Result<unknown, string>): string {
  if (!outcome.ok) throw asProblem(endpoint, outcome.failure);
  if (endpoint.status === 204) return '';
  const answer = endpoint.answer.safeParse(outcome.value);
  if (!answer.success) throw new Error(`${endpoint.id} answers against its schema: ${answer.error.message}`);
  return JSON.stringify(answer.data);
}

function send(endpoint: Endpoint, response: Response, json: string): void {
  response.status(endpoint.status);
  if (endpoint.status === 204) response.end();
  else response.type('json').send(json);
}

async function answerBytes(endpoint: Endpoint, response: Response, outcome: Result<BytesAnswer, string>) {
  if (!outcome.ok) throw asProblem(endpoint, outcome.failure);
  response.status(endpoint.status).set(outcome.value.headers);
  const { body } = outcome.value;
  if (body instanceof Uint8Array) response.send(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
  else await pipeline(Readable.from(body), response);
}

const parseJson = express.json({ limit: BODY_MAX_BYTES, strict: false });

/** The functions runtime has parsed the body already and kept its bytes: its limits are not ours. */
const readJson: RequestHandler = (request, response, next) => {
  if ((rawBodyOf(request)?.length ?? 0) > BODY_MAX_BYTES)
    throw new Problem(413, 'body-too-large', 'The body is too large.', 'Send at most 256 kB.');
  parseJson(request, response, next);
};

/** Body parsers leave `{}` where nothing was sent. */
const hasBody = (request: Request): boolean =>
  request.header('transfer-encoding') !== undefined || Number(request.header('content-length') ?? 0) > 0;

/** The bytes of a body, whether the functions runtime has read them already or not. */
async function* bytesOf(request: Request): AsyncIterable<Uint8Array> {
  const raw = rawBodyOf(request);
  if (raw !== null) yield raw;
  else yield* request as AsyncIterable<Uint8Array>;
}

const rawBodyOf = (request: Request): Buffer | null =>
  'rawBody' in request && Buffer.isBuffer(request.rawBody) ? request.rawBody : null;

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
