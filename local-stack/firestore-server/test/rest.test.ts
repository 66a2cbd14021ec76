import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, OPEN_RULES, putRules, type TestServer } from './connect.ts';

let server: TestServer;
let documents: string;
let names: string;

beforeAll(async () => {
  server = await connect();
  if (!server.isOurs) await putRules(server, OPEN_RULES);
  names = `projects/${server.projectId}/databases/(default)/documents`;
  documents = `http://${server.host}:${server.port}/v1/${names}`;
});
afterAll(() => server.stop());

const call = async (
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: Record<string, unknown> }> => {
  // As text/plain, which is what browsers send to spare a preflight.
  const response = await fetch(
    documents + path,
    body === undefined ? { method } : { method, body: JSON.stringify(body) },
  );
  return { status: response.status, body: Object(await response.json()) };
};

const EVERY_TYPE = {
  nothing: { nullValue: null },
  no: { booleanValue: false },
  big: { integerValue: '9007199254740993' },
  half: { doubleValue: 0.5 },
  minusZero: { doubleValue: '-0' },
  notANumber: { doubleValue: 'NaN' },
  endless: { doubleValue: '-Infinity' },
  at: { timestampValue: '2026-01-01T00:00:00.123456Z' },
  text: { stringValue: 'señal 😀' },
  empty: { stringValue: '' },
  bytes: { bytesValue: 'AAH+/w==' },
  origin: { geoPointValue: { latitude: 0, longitude: 0 } },
  list: { arrayValue: { values: [{ integerValue: '1' }, { mapValue: { fields: { a: { nullValue: null } } } }] } },
  emptyList: { arrayValue: {} },
  emptyMap: { mapValue: {} },
};

describe('documents', () => {
  test('every type of value comes back as proto3 JSON', async () => {
    const created = await call('POST', '/types?documentId=all', { fields: EVERY_TYPE });
    expect(created.status).toBe(200);
    const { fields } = (await call('GET', '/types/all')).body;
    expect(fields).toEqual({ ...EVERY_TYPE, origin: { geoPointValue: expect.any(Object) } });
  });

  test('masks and preconditions stand in the URL', async () => {
    await call('PATCH', '/masks/d', { fields: { a: { integerValue: 1 }, b: { integerValue: '2' } } });
    const changed = await call(
      'PATCH',
      '/masks/d?updateMask.fieldPaths=a&updateMask.fieldPaths=c&mask.fieldPaths=c&currentDocument.exists=true',
      {
        fields: { c: { booleanValue: true } },
      },
    );
    expect(changed.body.fields).toEqual({ c: { booleanValue: true } });
    expect((await call('GET', '/masks/d?mask.fieldPaths=b')).body.fields).toEqual({ b: { integerValue: '2' } });
    expect((await call('GET', '/masks/d')).body.fields).toEqual({
      b: { integerValue: '2' },
      c: { booleanValue: true },
    });
    expect((await call('DELETE', '/masks/missing?currentDocument.exists=true')).status).toBe(404);
  });

  test('a percent-encoded colon or slash belongs to the id', async () => {
    expect((await call('PATCH', '/odd/a%3Ab%20%C3%A9', { fields: {} })).body.name).toBe(`${names}/odd/a:b é`);
  });

  test('lists come in pages', async () => {
    for (let i = 0; i < 5; i++) await call('PATCH', `/pages/d${i}`, { fields: { n: { integerValue: String(-i) } } });
    const seen: unknown[] = [];
    let token = '';
    do {
      const { body } = await call('GET', `/pages?pageSize=2&orderBy=n%20desc&pageToken=${token}`);
      for (const document of body.documents as { name: string }[]) seen.push(document.name.split('/').at(-1));
      token = String(body.nextPageToken ?? '');
    } while (token !== '');
    expect(seen).toEqual(['d0', 'd1', 'd2', 'd3', 'd4']);
  });
});

describe('queries and transactions', () => {
  test('streams are answered as arrays', async () => {
    await call('PATCH', '/q/d1', { fields: { n: { integerValue: '1' } } });
    const structuredQuery = {
      from: [{ collectionId: 'q' }],
      where: { fieldFilter: { field: { fieldPath: 'n' }, op: 'EQUAL', value: { integerValue: '1' } } },
    };
    const found = await call('POST', ':runQuery', { structuredQuery });
    expect(Object.values(found.body)).toMatchObject([
      { document: { name: `${names}/q/d1` }, readTime: expect.any(String) },
    ]);
    const counted = await call('POST', ':runAggregationQuery', {
      structuredAggregationQuery: { structuredQuery, aggregations: [{ alias: 'n', count: {} }] },
    });
    expect(Object.values(counted.body)).toMatchObject([{ result: { aggregateFields: { n: { integerValue: '1' } } } }]);
  });

  test('a transaction from beginning to end', async () => {
    const { transaction } = (await call('POST', ':beginTransaction', { options: { readWrite: {} } })).body;
    const read = await call('POST', ':batchGet', { documents: [`${names}/t/d`], transaction });
    expect(Object.values(read.body)).toMatchObject([{ missing: `${names}/t/d` }]);
    const writes = [{ update: { name: `${names}/t/d`, fields: {} }, currentDocument: { exists: false } }];
    expect((await call('POST', ':commit', { writes, transaction })).body.writeResults).toHaveLength(1);
    expect((await call('POST', ':commit', { writes: [], transaction })).body.error).toMatchObject({
      status: 'INVALID_ARGUMENT',
    });
    expect((await call('POST', ':rollback', { transaction })).status).toBe(200);
  });
});

describe('refusals', () => {
  test.each([
    { method: 'GET', path: '/c/missing', status: 404, name: 'NOT_FOUND', why: 'no such document' },
    { method: 'GET', path: '/c/__x__', status: 400, name: 'INVALID_ARGUMENT', why: 'a reserved id' },
    {
      method: 'POST',
      path: '/c?documentId=a',
      body: { feilds: {} },
      status: 400,
      name: 'INVALID_ARGUMENT',
      why: 'an unknown name',
    },
    {
      method: 'POST',
      path: ':commit',
      body: { writes: [{ update: { name: 'x' } }] },
      status: 400,
      name: 'INVALID_ARGUMENT',
      why: 'a bad name',
    },
    { method: 'PUT', path: '/c/d', status: 404, name: 'NOT_FOUND', why: 'no such call' },
    { method: 'POST', path: ':doIt', body: {}, status: 404, name: 'NOT_FOUND', why: 'no such verb' },
  ])('$method $path: $status, $why', async ({ method, path, body, status, name }) => {
    const answer = await call(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatchObject({ status: name, code: status, message: expect.any(String) });
  });

  test('a body that is no JSON, and a token that is none', async () => {
    const broken = await fetch(`${documents}:runQuery`, { method: 'POST', body: '{' });
    expect([broken.status, Array.isArray(await broken.json())]).toEqual([400, true]);
    const stranger = await fetch(`${documents}/c/d`, { headers: { authorization: 'Bearer nonsense' } });
    expect(stranger.status).toBe(401);
  });

  test('pages of other origins may call, after a preflight', async () => {
    const headers = {
      origin: 'http://localhost:5173',
      'access-control-request-headers': 'authorization,x-goog-api-key',
    };
    const response = await fetch(`${documents}:commit`, { method: 'OPTIONS', headers });
    expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    expect(response.headers.get('access-control-allow-headers')).toContain('x-goog-api-key');
  });
});
