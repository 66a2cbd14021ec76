import { addressOf, type Endpoint } from '@casillero/domain/api/endpoint';
import { aTenant } from '@casillero/domain/testing';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from '../src/api/openapi/openapi-document.ts';
import type { Served } from '../src/api/serve.ts';
import { TestApi } from './start-api.ts';

/*
 * R93: whatever stands in an address, a query or a body, the answer is no 5xx; but 503 says that a provider is not configured. Of all
 * endpoints but those that need an Auth server. And no status or code that the OpenAPI document does not name.
 */

process.env.FIRESTORE_EMULATOR_HOST = inject('firestoreHost');
process.env.GCLOUD_PROJECT = `demo-oddities-${process.pid}`;
process.env.MEDIA_BUCKET = 'demo-oddities-media';
const { accountEndpoints } = await import('../src/composition/accounts.ts');
const { batchEndpoints } = await import('../src/composition/batches.ts');
const { conversationEndpoints } = await import('../src/composition/conversations.ts');
const { mappingEndpoints } = await import('../src/composition/mapping.ts');
const { numberEndpoints } = await import('../src/composition/numbers.ts');
const { orderEndpoints } = await import('../src/composition/orders.ts');
const { packageEndpoints } = await import('../src/composition/packages.ts');
const { problemEndpoints } = await import('../src/composition/problems.ts');
const { routingEndpoints } = await import('../src/composition/routing.ts');
const { tenantEndpoints } = await import('../src/composition/tenants.ts');
const { uploadEndpoints } = await import('../src/composition/uploads.ts');
const { wahaSessionEndpoints } = await import('../src/composition/waha.ts');
const { firestore } = await import('../src/composition/platform.ts');

const NEEDS_AUTH = ['inviteMember'];
const served: readonly Served[] = [
  ...accountEndpoints(),
  ...numberEndpoints(),
  ...tenantEndpoints().filter(({ endpoint }) => !NEEDS_AUTH.includes(endpoint.id)),
  ...uploadEndpoints(),
  ...wahaSessionEndpoints(),
  ...batchEndpoints(),
  ...conversationEndpoints(),
  ...mappingEndpoints(),
  ...orderEndpoints(),
  ...packageEndpoints(),
  ...problemEndpoints(),
  ...routingEndpoints(),
];

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start(() => served);
  // The endpoints' own Firestore is another project than the test's.
  await firestore().doc('tenants/cuscatlan').set(aTenant());
});
afterAll(() => api.stop());

const ODD = ['__x__', '..', '\u0000', '\ud800', 'x'.repeat(3_000), '💥/%', 'bsuid:x:\ud800', 'meta:\ud800'];
/** One of these satisfies each pattern that the API has. */
const GOOD = [
  ...[
    'x',
    'cuscatlan',
    '+50370000001',
    'phone:+50370000001',
    'twilio:+15550111',
    '2026-01-01',
    'a@b.example',
    'b2c3d4f5',
  ],
  ...['2026-01-01T00:00:00.000Z', '08:00', 'https://a.example/', 'SV', 'USD', '0'.repeat(64), '1Z999AA10123456784'],
];

type Schema = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  minimum?: number;
};
/** A value that the schema may take, with `odd` wherever it is content with any text. */
function sample(schema: Schema, odd: string): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice !== undefined) return sample(choice, odd);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'string': {
      const { pattern } = schema;
      if (pattern === undefined || new RegExp(pattern, 'u').test(odd)) return odd;
      return GOOD.find((text) => new RegExp(pattern, 'u').test(text)) ?? odd;
    }
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, 1);
    case 'boolean':
      return true;
    case 'array':
      return schema.items === undefined ? [] : [sample(schema.items, odd)];
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, each]) => [name, sample(each, odd)]),
      );
    default:
      return odd;
  }
}
const schemaOf = (type: z.ZodType): Schema => z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Schema;

async function answerOf(endpoint: Endpoint, address: string, body: unknown, headers: Record<string, string>) {
  const token = tokenFor(endpoint);
  const answer = await fetch(`${api.origin}${address}`, {
    method: endpoint.method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, code: answer.ok ? null : String((JSON.parse(text) as { code?: unknown }).code) };
}

type Described = Record<string, Record<string, { responses: Record<string, { description: string }> }>>;
const described = openApiDocument(served.map(({ endpoint }) => endpoint)).paths as Described;
/** Whether the document tells callers of such an answer. */
function isTold({ path, method }: Endpoint, status: number, code: string | null): boolean {
  const told = described[path]?.[method.toLowerCase()]?.responses[status]?.description;
  return told !== undefined && (code === null || told.split(', ').includes(code));
}

const tokenFor = ({ access }: Endpoint) => (access === 'operator' ? 'operator' : access === 'public' ? null : 'admin');
const percent = (text: string) => encodeURIComponent(text.toWellFormed());

test.each(served.map(({ endpoint }) => [endpoint.id, endpoint] as const))('%s', async (_id, endpoint) => {
  const names = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const paramSchema = schemaOf(endpoint.params).properties ?? {};
  const querySchema = schemaOf(endpoint.query).properties ?? {};
  const body = schemaOf(endpoint.body);
  const isJson = endpoint.method !== 'GET' && endpoint.bytes?.body === undefined;
  const ask = async (odd: string, isPath: boolean): Promise<string[]> => {
    const param = (name: string) =>
      name === 'tenantId' ? 'cuscatlan' : isPath ? odd : String(sample(paramSchema[name] ?? {}, 'x'));
    const path = addressOf(endpoint.path, Object.fromEntries(names.map((name) => [name, param(name).toWellFormed()])));
    const query = Object.entries(querySchema).map(([name, each]) => `${name}=${percent(String(sample(each, odd)))}`);
    const address = `${path}?${query.join('&')}`;
    const given = isJson && (body.type === 'object' || body.anyOf) ? sample(body, odd) : undefined;
    const headers = { 'idempotency-key': `odd-${endpoint.id}-${ODD.indexOf(odd)}-${isPath}` };
    const { status, code } = await answerOf(endpoint, address, given, headers);
    const asked = `${endpoint.method} ${address.slice(0, 200)} ${JSON.stringify(given)?.slice(0, 200)}`;
    // Two dots lead to another address, before anything is asked.
    const isMoved = isPath && odd === '..';
    const isWrong = (status >= 500 && status !== 503) || (!isMoved && !isTold(endpoint, status, code));
    return isWrong ? [`${status} ${code} ${asked}`] : [];
  };
  const wrong = await Promise.all(
    ODD.flatMap((odd) => [ask(odd, false), ...(names.length > 0 ? [ask(odd, true)] : [])]),
  );
  expect([...wrong.flat(), ...api.defects.splice(0).map((defect) => String(defect).slice(0, 300))]).toEqual([]);
});
