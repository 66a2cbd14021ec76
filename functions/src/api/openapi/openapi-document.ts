import type { Access, Endpoint } from '@casillero/domain/api/endpoint';
import { z } from 'zod';

type Json = Record<string, unknown>;

/** What each access says to a reader of the document (R92). */
const WHO: Readonly<Record<Access, string>> = {
  public: 'Anybody.',
  'signed-in': 'Anybody who is signed in.',
  viewer: 'The importer’s members, and operators.',
  member: 'The importer’s members.',
  admin: 'The importer’s admins.',
  steward: 'The importer’s admins, and operators.',
  operator: 'Operators.',
};

/**
 * The API as an OpenAPI 3.1 document, made from the endpoints themselves: their zod schemas as JSON Schema 2020-12, what
 * a caller writes as it is before parsing, what is answered as it is after.
 * @see https://spec.openapis.org/oas/v3.1.0
 */
export function openApiDocument(endpoints: readonly Endpoint[]): Json & { openapi: string } {
  const paths: Record<string, Json> = {};
  for (const each of endpoints) {
    paths[each.path] = { ...paths[each.path], [each.method.toLowerCase()]: operation(each) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Casillero',
      version: '1',
      description:
        'Dates are ISO 8601 strings. Errors are `{ code, message, hint }`; codes are stable. Of another importer’s ' +
        'objects the answer is 404.',
    },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      securitySchemes: {
        idToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'ID token of Firebase Auth.' },
      },
      schemas: {
        Problem: {
          type: 'object',
          properties: {
            code: { type: 'string', description: 'stable, for programs' },
            message: { type: 'string', description: 'for people' },
            hint: { type: 'string', description: 'what to do' },
          },
          required: ['code', 'message', 'hint'],
        },
      },
    },
  };
}

function operation(each: Endpoint): Json {
  const hasBody = each.bytes?.body !== undefined || !isVoid(each.body);
  return {
    operationId: each.id,
    summary: each.summary,
    description: `Who may call: ${WHO[each.access]}`,
    tags: [
      each.path.split('/').find((part) => part !== '' && !part.startsWith('{') && part !== 'tenants') ?? 'tenants',
    ],
    security: each.access === 'public' ? [] : [{ idToken: [] }],
    parameters: [
      ...parameters(each.params, 'path'),
      ...parameters(each.query, 'query'),
      ...(each.needsIdempotencyKey ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(hasBody
      ? {
          requestBody: {
            required: true,
            content: { [each.bytes?.body ?? 'application/json']: { schema: schemaOf(each.body, 'input') } },
          },
        }
      : {}),
    responses: responses(each),
  };
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Random, and the same when the call is repeated: the first answer is then answered again.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

function responses(each: Endpoint): Json {
  const type = each.bytes?.answer ?? 'application/json';
  const hasContent = each.bytes?.answer !== undefined || !isVoid(each.answer);
  const success = {
    description: 'Success.',
    ...(hasContent
      ? { content: { [type]: isVoid(each.answer) ? {} : { schema: schemaOf(each.answer, 'output') } } }
      : {}),
  };
  const failures = new Map<number, string[]>([[429, ['too-many-calls']]]);
  const add = (status: number, ...codes: string[]) => failures.set(status, [...(failures.get(status) ?? []), ...codes]);
  add(400, 'invalid-input', 'invalid-request');
  if (each.access !== 'public') add(401, 'not-signed-in');
  if (each.access === 'member') add(403, 'members-only');
  if (each.access === 'admin') add(403, 'members-only', 'admins-only');
  if (each.access === 'steward') add(403, 'admins-only');
  if (each.access !== 'public' && each.access !== 'signed-in') add(404, 'not-found');
  else if (each.path.includes('{')) add(404, 'not-found');
  if (each.bytes?.body === undefined && !isVoid(each.body)) add(413, 'body-too-large');
  if (each.needsIdempotencyKey) {
    add(400, 'idempotency-key-missing');
    add(409, 'still-running');
    add(422, 'idempotency-key-reused');
  }
  for (const [code, status] of Object.entries(each.failures)) add(status, code);
  const described = [...failures].sort(([a], [b]) => a - b);
  return {
    [each.status]: success,
    ...Object.fromEntries(
      described.map(([status, codes]) => [
        status,
        {
          description: [...new Set(codes)].join(', '),
          ...(status === 429
            ? { headers: { 'Retry-After': { schema: { type: 'integer' }, description: 'seconds' } } }
            : {}),
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
    ),
  };
}

/** Path and query parameters, one by one, from an object's schema. */
function parameters(schema: z.ZodType, where: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: of,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
  });
  return rest;
}

const isVoid = (schema: z.ZodType): boolean => schema instanceof z.ZodVoid;
