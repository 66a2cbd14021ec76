import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Endpoint } from '@casillero/domain/api/endpoint';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { openApiDocument } from './openapi-document.ts';

process.env.GCLOUD_PROJECT ??= 'demo-openapi';
process.env.MEDIA_BUCKET ??= 'demo-openapi-media';
const { endpointsOfApi } = await import('../../composition/api.ts');

/** Every endpoint of domain/src/api, by the file that defines it. */
async function definedEndpoints(): Promise<ReadonlyMap<string, readonly Endpoint[]>> {
  const folder = new URL(
    '.',
    new URL(createRequire(import.meta.url).resolve('@casillero/domain/api/endpoint'), 'file:'),
  );
  const files = readdirSync(folder).filter((name) => /(?<!\.test)\.ts$/.test(name));
  const found = await Promise.all(
    files.map(async (name) => {
      const exports = (await import(new URL(name, folder).href)) as Record<string, unknown>;
      return [name, Object.values(exports).filter(isEndpoint)] as const;
    }),
  );
  return new Map(found.filter(([, endpoints]) => endpoints.length > 0));
}
const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'needsIdempotencyKey' in value && 'path' in value;

const defined = await definedEndpoints();
const served = endpointsOfApi();
const servedIds = new Set(served.map(({ id }) => id));
const document = openApiDocument(served);

test('of a file of endpoints all are served, or none yet', () => {
  const missing = [...defined].map(([file, endpoints]) => ({
    file,
    missing: endpoints.map(({ id }) => id).filter((id) => !servedIds.has(id)),
    of: endpoints.length,
  }));
  expect(missing.filter((each) => each.missing.length > 0 && each.missing.length < each.of)).toEqual([]);
});

test('what is served is defined in domain, and served once', () => {
  const definedIds = [...defined.values()].flat().map(({ id }) => id);
  expect([...servedIds].filter((id) => !definedIds.includes(id))).toEqual([]);
  expect(new Set(served.map(({ id }) => id)).size).toBe(served.length);
  expect(new Set(served.map(({ method, path }) => `${method} ${path}`)).size).toBe(served.length);
});

test.each([
  ['served', served],
  ['defined', [...defined.values()].flat()],
])('the document of all that is %s is valid OpenAPI 3.1', async (_what, endpoints) => {
  const judged = await new Validator().validate(structuredClone(openApiDocument(endpoints)));
  expect(judged).toMatchObject({ valid: true });
});

describe('every endpoint', () => {
  test.each(served.map((each) => [`${each.method} ${each.path}`, each] as const))('%s is described', (_name, each) => {
    const paths = document.paths as Record<string, Record<string, Record<string, unknown>>>;
    const described = paths[each.path]?.[each.method.toLowerCase()];
    expect(described).toMatchObject({ operationId: each.id, summary: expect.stringMatching(/^[A-Z].*\.$/) });
    const parameters = described?.parameters as { name: string; in: string }[];
    const inPath = [...each.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    expect(
      parameters
        .filter((one) => one.in === 'path')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(inPath.sort());
    expect(parameters.some(({ name }) => name === 'Idempotency-Key')).toBe(each.needsIdempotencyKey);
    const responses = described?.responses as Record<string, { description: string }>;
    for (const [code, status] of Object.entries(each.failures)) expect(responses[status]?.description).toContain(code);
  });

  test.each(
    served.map((each) => [`${each.method} ${each.path}`, each] as const),
  )('%s needs no key unless it costs or sends, and reading needs none', (_name, each) => {
    if (each.method === 'GET') expect(each.needsIdempotencyKey).toBe(false);
  });
});
