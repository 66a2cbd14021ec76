import http from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

const call = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(documents + path, body ? { method, body: JSON.stringify(body) } : { method });
  const json: unknown = await response.json();
  return { status: response.status, body: Object(json) };
};
const put = (path: string, n: number) => call('PATCH', path, { fields: { n: { integerValue: String(n) } } });
const all = (collectionId: string) => ({ from: [{ collectionId }] });

test('every way of reading in a read-only transaction sees the moment it began', async () => {
  await put('/ro/a', 1);
  const { transaction } = (await call('POST', ':beginTransaction', { options: { readOnly: {} } })).body;
  await put('/ro/a', 2);
  await put('/ro/b', 2);
  const id = encodeURIComponent(transaction);
  expect((await call('GET', `/ro/a?transaction=${id}`)).body.fields.n.integerValue).toBe('1');
  expect((await call('GET', `/ro/b?transaction=${id}`)).status).toBe(404);
  expect((await call('GET', `/ro?transaction=${id}`)).body.documents.length).toBe(1);
  const query = await call('POST', ':runQuery', { structuredQuery: all('ro'), transaction });
  expect(query.body.map((item: { document: { name: string } }) => item.document.name)).toEqual([`${names}/ro/a`]);
  const structuredAggregationQuery = { structuredQuery: all('ro'), aggregations: [{ alias: 'n', count: {} }] };
  const counted = await call('POST', ':runAggregationQuery', { structuredAggregationQuery, transaction });
  expect(counted.body[0].result.aggregateFields.n.integerValue).toBe('1');
  const got = await call('POST', ':batchGet', { documents: [`${names}/ro/a`, `${names}/ro/b`], transaction });
  expect(got.body.map((item: object) => Object.keys(item)[0])).toEqual(['found', 'missing']);
  const writes = [{ update: { name: `${names}/ro/a`, fields: {} } }];
  expect((await call('POST', ':commit', { writes, transaction })).status).toBe(400);
});

test('a read may begin the transaction: its id comes first, and what was read stays locked', async () => {
  await put('/rw/a', 1);
  const newTransaction = { readWrite: {} };
  const read = await call('POST', ':batchGet', { documents: [`${names}/rw/a`], newTransaction });
  const { transaction } = read.body[0];
  expect(read.body[1].found.fields.n.integerValue).toBe('1');
  let hasRivalWritten = false;
  const rival = put('/rw/a', 7).then(() => {
    hasRivalWritten = true;
  });
  await call('GET', '/rw/other');
  expect(hasRivalWritten).toBe(false);
  const writes = [{ update: { name: `${names}/rw/a`, fields: { n: { integerValue: '2' } } } }];
  const committed = await call('POST', ':commit', { writes, transaction });
  expect(committed.status).toBe(200);
  await rival;
  expect((await call('GET', '/rw/a')).body.fields.n.integerValue).toBe('7');
});

test('a client that died with its connection does not hold others up until its transaction expires', async () => {
  await put('/dead/a', 1);
  const agent = new http.Agent({ keepAlive: true });
  const body = JSON.stringify({ documents: [`${names}/dead/a`], newTransaction: { readWrite: {} } });
  await new Promise<void>((resolve, reject) => {
    const request = http.request(`${documents}:batchGet`, { method: 'POST', agent }, (response) => {
      response.resume().on('end', resolve);
    });
    request.on('error', reject).end(body);
  });
  agent.destroy();
  // Waiting for locks ends after 10 s with ABORTED; the transaction itself would live for 60.
  expect((await put('/dead/a', 2)).status).toBe(200);
}, 20_000);
