import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FirestoreServer, startFirestoreServer } from '../src/server.ts';

// The operation counter and the refusals of this control door are ours; an official emulator has others.
const PROJECT = 'demo-control';
let server: FirestoreServer;
let origin: string;
let root: string;
let documents: string;

beforeAll(async () => {
  server = await startFirestoreServer({ port: 0 });
  origin = `http://${server.host}:${server.port}`;
  root = `${origin}/emulator/v1/projects/${PROJECT}`;
  documents = `${origin}/v1/projects/${PROJECT}/databases/(default)/documents`;
});
afterAll(() => server.stop());

const send = (url: string, method = 'GET', body?: unknown) =>
  fetch(url, {
    method,
    headers: { authorization: 'Bearer owner' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const operations = async () => {
  const { reads, writes, deletes } = Object(await (await send(`${root}/operations`)).json());
  return { reads, writes, deletes };
};

test('health', async () => {
  expect(await (await fetch(origin)).text()).toMatch(/^Ok/);
});

describe('operations are counted as they would be billed', () => {
  beforeEach(async () => {
    await send(`${root}/databases/(default)/documents`, 'DELETE');
    for (const id of ['a', 'b', 'c'])
      await send(`${documents}/c/${id}`, 'PATCH', { fields: { n: { integerValue: '1' } } });
    await send(`${root}/operations`, 'DELETE');
  });
  const query = { from: [{ collectionId: 'c' }] };
  test.each([
    { title: 'a document', path: '/c/a', method: 'GET', counts: { reads: 1, writes: 0, deletes: 0 } },
    { title: 'a missing document', path: '/c/x', method: 'GET', counts: { reads: 1, writes: 0, deletes: 0 } },
    {
      title: 'a write',
      path: '/c/a',
      method: 'PATCH',
      body: { fields: {} },
      counts: { reads: 0, writes: 1, deletes: 0 },
    },
    { title: 'a deletion', path: '/c/a', method: 'DELETE', counts: { reads: 0, writes: 0, deletes: 1 } },
    {
      title: 'a query',
      path: ':runQuery',
      method: 'POST',
      body: { structuredQuery: query },
      counts: { reads: 3, writes: 0, deletes: 0 },
    },
    {
      title: 'skipped documents',
      path: ':runQuery',
      method: 'POST',
      body: { structuredQuery: { ...query, offset: 2, limit: 1 } },
      counts: { reads: 3, writes: 0, deletes: 0 },
    },
    {
      title: 'an empty query',
      path: ':runQuery',
      method: 'POST',
      body: { structuredQuery: { from: [{ collectionId: 'none' }] } },
      counts: { reads: 1, writes: 0, deletes: 0 },
    },
    {
      title: 'a count',
      path: ':runAggregationQuery',
      method: 'POST',
      body: { structuredAggregationQuery: { structuredQuery: query, aggregations: [{ count: {} }] } },
      counts: { reads: 1, writes: 0, deletes: 0 },
    },
  ])('$title', async ({ path, method, body, counts }) => {
    await send(documents + path, method, body);
    expect(await operations()).toEqual(counts);
  });
});

test('clearing removes all documents of the project, and no other', async () => {
  const elsewhere = `${origin}/v1/projects/demo-other/databases/(default)/documents/c/d`;
  await send(`${documents}/c/d`, 'PATCH', {});
  await send(elsewhere, 'PATCH', {});
  expect(await (await send(`${root}/databases/(default)/documents`, 'DELETE')).json()).toEqual({});
  expect((await send(`${documents}/c/d`)).status).toBe(404);
  expect((await send(elsewhere)).status).toBe(200);
});

describe('rules', () => {
  const upload = (content: unknown, extra = {}) =>
    send(`${root}:securityRules`, 'PUT', { rules: { files: [{ name: 'security.rules', content }] }, ...extra });

  test('errors are listed with their places when they shall be ignored', async () => {
    const response = await upload("rules_version = '2';\nservice cloud.firestore { nonsense }", {
      ignore_errors: true,
    });
    expect(response.status).toBe(200);
    const { issues } = Object(await response.json());
    expect(issues[0]).toMatchObject({
      severity: 'ERROR',
      sourcePosition: { line: 2, column: expect.any(Number) },
      description: expect.any(String),
    });
  });

  test('coverage says what each expression came to', async () => {
    expect((await send(`${origin}/emulator/v1/projects/demo-none:ruleCoverage`)).status).toBe(404);
    await upload(
      "service cloud.firestore { match /databases/{d}/documents { match /c/{id} { allow get: if id == 'd'; } } }",
    );
    await fetch(`${documents}/c/d`);
    await fetch(`${documents}/c/e`);
    const { report } = Object(await (await send(`${root}:ruleCoverage`)).json());
    expect(report[0]).toMatchObject({
      sourcePosition: { line: 1 },
      values: [
        { value: { boolValue: true }, count: 1 },
        { value: { boolValue: false }, count: 1 },
      ],
    });
  });

  test.each([{ content: 7 }, { content: undefined }])('a body without a source text ($content) is refused', async ({
    content,
  }) => {
    expect((await upload(content)).status).toBe(400);
  });
});

test('an unknown endpoint is named', async () => {
  const response = await send(`${root}/nothing`);
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('/nothing');
});

test('hot spots are told and forgotten', async () => {
  const hotspots = async () => Object(await (await send(`${root}/hotspots`)).json()).hotspots;
  await send(`${root}/hotspots`, 'DELETE');
  expect(await hotspots()).toEqual([]);
  for (let i = 0; i < 12; i++) {
    await send(`${documents}/hot/one`, 'PATCH', { fields: { n: { integerValue: String(i) } } });
  }
  expect(await hotspots()).toEqual([
    expect.objectContaining({ kind: 'document-write-rate', path: 'hot/one', ratePerSecond: expect.any(Number) }),
  ]);
  expect(await (await send(`${root}/hotspots`, 'DELETE')).json()).toEqual({});
  expect(await hotspots()).toEqual([]);
});
