/**
 * What request and resource hold for each operation. Which operation a client action becomes, and what the pending
 * document is, is decided by the server before it asks (rows 219 to 223, 228); here the result is given.
 */
import { describe, expect, test } from 'vitest';
import { ask, NOW, type Result, type Situation, stored, U1 } from './ask.ts';

test.each<[number | '+', Situation, Result, string]>([
  [213, { operation: 'get', auth: null, condition: 'request.auth == null' }, 'allow', 'null, not absent'],
  [214, { operation: 'get', auth: null, condition: "request.auth.uid == 'u1'" }, 'error', 'Null value error.'],
  [
    215,
    { operation: 'get', auth: null, condition: "request.auth != null && request.auth.uid == 'u1'" },
    'deny',
    'short circuit',
  ],
  [216, { condition: 'request.auth.token.admin == true' }, 'error', 'missing claim is a missing key'],
  [217, { condition: "request.auth.token.get('admin', false) == true" }, 'deny', 'default'],
  [218, { condition: "request.auth.token.firebase.sign_in_provider == 'custom'" }, 'allow', 'kit default'],
  [220, { blocks: 'match /c/{id} { allow create; }', operation: 'create' }, 'allow', 'create'],
  [
    221,
    { blocks: 'match /c/{id} { allow create; }', operation: 'update', before: {}, after: {} },
    'deny',
    'it is an update',
  ],
  [222, { blocks: 'match /c/{id} { allow update; }', operation: 'update', before: {}, after: {} }, 'allow', 'update'],
  [
    225,
    { condition: 'D.b == 1', operation: 'update', before: { a: 1, b: 1 }, after: { a: 2, b: 1 } },
    'allow',
    'whole',
  ],
  [226, { condition: "!('a' in D)", operation: 'update', before: { a: 1, b: 1 }, after: { b: 1 } }, 'allow', 'gone'],
  [
    229,
    { condition: 'D.n == R.n + 1', operation: 'update', before: { n: 1 }, after: { n: 2 } },
    'allow',
    'transformed',
  ],
  [230, { condition: 'resource == null' }, 'allow', 'null before creation'],
  [231, { condition: 'resource.data.x == 1' }, 'error', 'null has no data'],
  [232, { operation: 'get', condition: 'resource == null' }, 'allow', 'same null'],
  [233, { operation: 'get', condition: 'resource.data.x == 1' }, 'error', 'Null value error.'],
  [234, { operation: 'get', condition: 'true' }, 'allow', 'read answers "not found"'],
  [235, { operation: 'delete', before: {}, condition: 'request.resource == null' }, 'allow', 'no pending document'],
  [236, { operation: 'delete', before: { x: 1 }, condition: 'D.x == 1' }, 'error', 'null has no data'],
  [237, { operation: 'delete', condition: "R.owner == 'u1'" }, 'error', 'null resource'],
  [
    238,
    { operation: 'get', before: {}, condition: 'resource.id == id && resource.__name__ == request.path' },
    'allow',
    'identity is bound',
  ],
  [239, { operation: 'get', condition: 'request.query.limit < 5' }, 'error', 'query only on list'],
  [240, { after: { r: { ref: 'x/1' } }, condition: 'D.r == DB/x/1' }, 'allow', 'references are paths'],
  [241, { after: { n: 5 }, condition: 'D.n is int' }, 'allow', 'stored number type'],
  [241, { after: { n: 5.5 }, condition: 'D.n is int' }, 'deny', 'stored number type'],
  ['+', { after: { n: { float: 5 } }, condition: 'D.n is int' }, 'deny', 'a whole double is a float'],
  ['+', { operation: 'get', condition: 'request.resource == null' }, 'error', 'request.resource is absent on reads'],
])('#%s %j ▶ %s (%s)', (_row, situation, result) => expect(ask(situation)).toBe(result));

test('#227 a server timestamp ▶ allow (same instant)', () => {
  const after = { t: { timestampValue: NOW } };
  expect(ask({ condition: 'D.t == request.time', request: { after } })).toBe('allow');
});

test('#228 the clock of a client ▶ deny (differs)', () => {
  expect(ask({ condition: 'D.t == request.time', after: { t: new Date('2024-03-01T10:20:29Z') } })).toBe('deny');
});

describe('#223, #224 write and read cover their operations, and nothing else', () => {
  test.each([
    ['write', 'create', 'allow'],
    ['write', 'update', 'allow'],
    ['write', 'delete', 'allow'],
    ['write', 'get', 'deny'],
    ['write', 'list', 'deny'],
    ['read', 'get', 'allow'],
    ['read', 'list', 'allow'],
    ['read', 'create', 'deny'],
    ['read', 'update', 'deny'],
    ['read', 'delete', 'deny'],
  ] as const)('allow %s; %s ▶ %s', (method, operation, result) => {
    expect(ask({ blocks: `match /c/{id} { allow ${method}; }`, operation })).toBe(result);
  });
});

test.each([
  ["request.auth.token.roles == ['a', 1, 1.5, true, null]", 'JSON lists, whole numbers are ints'],
  ["request.auth.token.tenants.t1.role == 'admin'", 'nested claims'],
  ["request.auth.token.__proto__ == 'x'", 'own keys only'],
])('claims: %s ▶ allow (%s)', (condition) => {
  const claims = JSON.parse('{"roles":["a",1,1.5,true,null],"tenants":{"t1":{"role":"admin"}},"__proto__":"x"}');
  expect(ask({ condition, auth: { uid: U1.uid, token: claims } })).toBe('allow');
});

test('a document nested beyond any legal depth is opaque, not a crash', () => {
  let value = stored({ leaf: 1 });
  for (let level = 0; level < 5_000; level += 1) value = { m: { mapValue: { fields: value } } };
  const request = { after: value, before: value };
  expect(ask({ operation: 'update', condition: 'D == R', request })).toBe('deny');
  expect(ask({ operation: 'update', condition: 'D.m.m.m is map', request })).toBe('allow');
});
