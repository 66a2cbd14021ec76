import type { z } from 'zod';

/**
 * Who may call. public: anybody. signed-in: anybody with a token. viewer: the tenant's members and operators. member: the
 * tenant's members (operators look and do not touch, R70). admin: the tenant's admins. steward: the tenant's admins and
 * operators. operator: operators only. The tenant is the path's `tenantId`; another's is answered as if it did not exist.
 */
export type Access = 'public' | 'signed-in' | 'viewer' | 'member' | 'admin' | 'steward' | 'operator';

/**
 * One call of the HTTP API, as server, OpenAPI document and dashboard share it. `path` is below /api/v1, with parameters
 * in braces: /tenants/{tenantId}/links. Parameters and query are strings on the wire: their schemas may coerce.
 */
export type Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  /** stable name in the OpenAPI document: startRegistration */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** one sentence for the OpenAPI document */
  readonly summary: string;
  readonly access: Access;
  readonly params: Params;
  readonly query: Query;
  /** z.void() where none is sent */
  readonly body: Body;
  /** of success; z.void() for 204 */
  readonly answer: Answer;
  readonly status: 200 | 201 | 202 | 204;
  /** codes of the failures that a caller should expect beyond those of every call, with their HTTP status */
  readonly failures: Readonly<Record<string, 400 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 502 | 503>>;
  /** it costs money or sends something: needs an Idempotency-Key header, and a repetition gets the first answer */
  readonly needsIdempotencyKey: boolean;
  /** where body or answer is no JSON: their media types; served by a route of its own, which reads and writes streams */
  readonly bytes?: { readonly body?: string; readonly answer?: string };
};

/** An endpoint with its schemas' types kept. */
export const endpoint = <
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  definition: Endpoint<Params, Query, Body, Answer>,
): Endpoint<Params, Query, Body, Answer> => definition;

/** What a caller of an endpoint gives: parameters, query and body as before they are parsed. */
export type CallOf<Each extends Endpoint> = {
  readonly params: z.input<Each['params']>;
  readonly query: z.input<Each['query']>;
  readonly body: z.input<Each['body']>;
};

/** What a handler gets: everything parsed. */
export type RequestOf<Each extends Endpoint> = {
  readonly params: z.output<Each['params']>;
  readonly query: z.output<Each['query']>;
  readonly body: z.output<Each['body']>;
};

/** What a handler answers, before it is written as JSON; dates are ISO 8601 strings in the schemas. */
export type AnswerOf<Each extends Endpoint> = z.output<Each['answer']>;

/** The address of a call below /api/v1: parameters escaped, query parameters that are undefined left out. */
export function addressOf(
  path: string,
  params: Readonly<Record<string, string>>,
  query: Readonly<Record<string, unknown>> = {},
): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');
  return search === '' ? filled : `${filled}?${search}`;
}
