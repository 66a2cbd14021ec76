/**
 * The rows of the conformance list that need a server: which operation a request becomes, what the pending document is,
 * and how answers look on the wire. The other rows are asked of the engine alone, in src/rules/conformance.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect, type TestServer } from './connect.ts';

let server: TestServer;
let origin: string;
let documents: string;
let names: string;

const part = (json: unknown): string => Buffer.from(JSON.stringify(json)).toString('base64url');
const U1 = `Bearer ${part({ alg: 'none' })}.${part({ sub: 'u1' })}.`;
const OWNER = 'Bearer owner';

beforeAll(async () => {
  server = await connect();
  origin = `http://${server.host}:${server.port}`;
  names = `projects/${server.projectId}/databases/(default)/documents`;
  documents = `${origin}/v1/${names}`;
});
afterAll(() => server.stop());
beforeEach(async () => {
  await send('DELETE', `${origin}/emulator/v1/projects/${server.projectId}/databases/(default)/documents`, OWNER);
});

async function send(method: string, url: string, authorization: string, body?: unknown) {
  const init = { method, headers: { authorization } };
  const response = await fetch(url, body === undefined ? init : { ...init, body: JSON.stringify(body) });
  const json: unknown = await response.json();
  return { status: response.status, body: Object(json) };
}

const upload = (content: string, more = {}) =>
  send('PUT', `${origin}/emulator/v1/projects/${server.projectId}:securityRules`, OWNER, {
    rules: { files: [{ content }] },
    ...more,
  });
const rulesOf = (blocks: string): string =>
  `rules_version = '2';\nservice cloud.firestore {\n  match /databases/{database}/documents {\n${blocks}\n  }\n}`;
/** Puts rules for `c/{id}` in force. */
const allowing = async (allows: string): Promise<void> => {
  expect((await upload(rulesOf(`    match /c/{id} {\n${allows}\n    }`))).status).toBe(200);
};
const int = (n: number) => ({ integerValue: String(n) });
const seed = (path: string, fields: object = {}) => send('PATCH', `${documents}/${path}`, OWNER, { fields });
/** Stands for the name of the database in tables, which are read before there is a server. */
const ROOT = '(root)';
const document = (path: string, fields: object = {}) => ({ name: `${ROOT}/${path}`, fields });
const commit = (...writes: object[]) =>
  send('POST', `${documents}:commit`, U1, { writes: JSON.parse(JSON.stringify(writes).replaceAll(ROOT, names)) });
const get = (path: string, authorization = U1) => send('GET', `${documents}/${path}`, authorization);

test('#219 owner bearer, condition false ▶ allow (rules skipped)', async () => {
  await allowing('allow read, write: if false;');
  expect((await seed('c/d')).status).toBe(200);
  expect((await get('c/d', OWNER)).status).toBe(200);
  expect((await get('c/d')).status).toBe(403);
});

const NOW = { setToServerValue: 'REQUEST_TIME' };
describe('what a write becomes', () => {
  test.each<[number | '+', string, object | null, object, 200 | 403 | 404, string]>([
    [220, 'create', null, { update: document('c/d') }, 200, 'set of a missing document'],
    [221, 'create', {}, { update: document('c/d') }, 403, 'set of an existing one is an update'],
    [222, 'update', {}, { update: document('c/d', { a: int(1) }), updateMask: { fieldPaths: ['a'] } }, 200, 'merge'],
    [223, 'write', null, { update: document('c/d') }, 200, 'write covers create'],
    [223, 'write', {}, { update: document('c/d') }, 200, 'write covers update'],
    [223, 'write', {}, { delete: `${ROOT}/c/d` }, 200, 'write covers delete'],
    ['+', 'create, update', {}, { delete: `${ROOT}/c/d` }, 403, 'a deletion is neither'],
    [
      225,
      'update: if request.resource.data.b == 1',
      { a: int(1), b: int(1) },
      { update: document('c/d', { a: int(2) }), updateMask: { fieldPaths: ['a'] } },
      200,
      'the pending document is complete',
    ],
    [
      226,
      "update: if !('a' in request.resource.data)",
      { a: int(1) },
      { update: document('c/d'), updateMask: { fieldPaths: ['a'] } },
      200,
      'the field is gone',
    ],
    [
      227,
      'create: if request.resource.data.t == request.time',
      null,
      { update: document('c/d'), updateTransforms: [{ fieldPath: 't', ...NOW }] },
      200,
      'the same instant',
    ],
    [
      228,
      'create: if request.resource.data.t == request.time',
      null,
      { update: document('c/d', { t: { timestampValue: '2026-01-01T00:00:00Z' } }) },
      403,
      'a clock of the client',
    ],
    [
      229,
      'update: if request.resource.data.n == resource.data.n + 1',
      { n: int(1) },
      { update: document('c/d'), updateMask: {}, updateTransforms: [{ fieldPath: 'n', increment: int(1) }] },
      200,
      'transforms are applied',
    ],
    [
      '+',
      'create',
      null,
      { update: document('c/d'), currentDocument: { exists: true } },
      403,
      'an update of a missing document is an update, and only then not found',
    ],
    [
      '+',
      'update: if resource == null',
      null,
      { update: document('c/d'), currentDocument: { exists: true } },
      404,
      'granted, it fails for want of the document',
    ],
    ['+', 'update', null, { delete: `${ROOT}/c/d`, currentDocument: { exists: true } }, 403, 'a deletion likewise'],
  ])('#%s allow %s; %j, %j ▶ %i (%s)', async (_row, allow, before, write, status) => {
    await allowing(`allow ${allow};`);
    if (before) await seed('c/d', before);
    expect((await commit(write)).status).toBe(status);
  });

  test('#262 batch with one granted, one refused write ▶ deny (all or nothing)', async () => {
    await allowing("allow create: if id == 'good';");
    expect((await commit({ update: document('c/good') }, { update: document('c/bad') })).status).toBe(403);
    expect((await get('c/good', OWNER)).status).toBe(404);
  });
});

describe('what a read becomes', () => {
  const structuredQuery = (where?: object) => ({ from: [{ collectionId: 'c' }], ...(where ? { where } : {}) });
  const isOwned = (op: string, value: object) => ({ fieldFilter: { field: { fieldPath: 'owner' }, op, value } });
  const text = (stringValue: string) => ({ stringValue });
  const list = (...values: string[]) => ({ arrayValue: { values: values.map(text) } });
  const OWNED = 'allow list: if request.auth.uid == resource.data.owner;';

  test.each<[string, object | undefined, 200 | 403]>([
    [OWNED, isOwned('EQUAL', text('u1')), 200],
    [OWNED, undefined, 403],
    [OWNED, isOwned('EQUAL', text('u2')), 403],
    [OWNED, isOwned('IN', list('u1')), 200],
    [OWNED, isOwned('IN', list('u1', 'u2')), 403],
    [OWNED, isOwned('GREATER_THAN_OR_EQUAL', text('u1')), 403],
    ['allow list: if request.auth != null;', undefined, 200],
    ['allow get: if true;', undefined, 403],
    ['allow list: if request.query.limit <= 12;', undefined, 403],
  ])('#310 %s %j counted ▶ %i, as when listed', async (allow, where, status) => {
    await allowing(allow);
    const listed = await send('POST', `${documents}:runQuery`, U1, { structuredQuery: structuredQuery(where) });
    const aggregation = { structuredQuery: structuredQuery(where), aggregations: [{ count: {} }] };
    const counted = await send('POST', `${documents}:runAggregationQuery`, U1, {
      structuredAggregationQuery: aggregation,
    });
    expect([listed.status, counted.status]).toEqual([status, status]);
  });

  test('#224 read covers get and list; #311 get is no list; #312 list is no get', async () => {
    const reads = async () => [
      (await get('c/d')).status,
      (await send('POST', `${documents}:runQuery`, U1, { structuredQuery: structuredQuery() })).status,
    ];
    await allowing('allow read;');
    await seed('c/d');
    expect(await reads()).toEqual([200, 200]);
    await allowing('allow get;');
    expect(await reads()).toEqual([200, 403]);
    await allowing('allow list;');
    expect(await reads()).toEqual([403, 200]);
  });
});

describe('on the wire', () => {
  test('#313 REST denial ▶ HTTP 403, status PERMISSION_DENIED, message begins with a line feed', async () => {
    await allowing('allow get: if false;');
    const { status, body } = await get('c/d');
    expect(status).toBe(403);
    expect(body.error).toMatchObject({ code: 403, status: 'PERMISSION_DENIED', message: "\nfalse for 'get' @ L5" });
  });

  test('#316 upload of row 208, no ignore_errors ▶ non-2xx, body names the fault', async () => {
    const { status, body } = await upload(rulesOf('match /c/{id} { allow get: if ; }'));
    expect(status).toBe(400);
    expect(body.error.message).toContain("Missing conditional expression after 'if'.");
  });

  test('#317 upload with only warnings ▶ 200, rules active', async () => {
    const { status, body } = await upload(rulesOf("match /c/{id} { allow get: if id == 'd' || missingName == 1; }"));
    expect(status).toBe(200);
    expect(body.issues).toMatchObject([{ severity: 'WARNING', description: 'Invalid variable name: missingName.' }]);
    expect((await get('c/d')).status).toBe(404);
    expect((await get('c/e')).status).toBe(403);
  });

  test.each([
    {},
    { ignore_errors: true },
  ])('#318 rejected upload (%j), then a request ▶ old rules still apply', async (more) => {
    await allowing("allow get: if id == 'old';");
    await upload(rulesOf('match /c/{id} { allow get: if ; }'), more);
    expect((await get('c/old')).status).toBe(404);
    expect((await get('c/d')).status).toBe(403);
  });

  test('#319 coverage ▶ a page that marks what was evaluated, failed and never reached', async () => {
    await allowing("allow get: if id == '<b>' && resource.data.n == 1;\nallow list: if id == 'x';");
    await seed('c/d', { n: int(1) });
    await get('c/d');
    await get('c/%3Cb%3E');
    const page = await fetch(`${origin}/emulator/v1/projects/${server.projectId}:ruleCoverage.html`);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    const html = await page.text();
    expect(html).toContain('<span class="seen" title="{&quot;stringValue&quot;:&quot;d&quot;} × 1\n');
    expect(html).toMatch(/class="failed" title="[^"]*Null value error/);
    expect(html).toMatch(/class="never" title="never evaluated"><span[^>]*>id<\/span> == 'x'/);
    expect(html).toContain("'&lt;b&gt;'");
    expect(html.match(/<span/g)?.length).toBe(html.match(/<\/span>/g)?.length);
  });
});
