/**
 * List queries: proven, not filtered. Verdicts are those of the official emulator, jars 1.21 and 1.22. A refusal may
 * be a clean false or an error; both deny. Row numbers are those of the conformance list; + marks cases beyond it. Row 310 (aggregations) is the server's: it asks for list as well.
 */
import { describe, expect, test } from 'vitest';
import type { QueryFilter } from '../ruleset.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { ask, type Plain, proto, type Situation, verdictOf } from './ask.ts';

const field = (fieldPath: string, op: string, value: Plain): QueryFilter => ({
  fieldFilter: { field: { fieldPath }, op, value: proto(value) },
});
const eq = (name: string, value: Plain) => field(name, 'EQUAL', value);
const isIn = (name: string, values: Plain[]) => field(name, 'IN', values);
const and = (...filters: QueryFilter[]): QueryFilter => ({ compositeFilter: { op: 'AND', filters } });
const or = (...filters: QueryFilter[]): QueryFilter => ({ compositeFilter: { op: 'OR', filters } });
const order = (name: string, direction: string) => ({ orderBy: [{ field: { fieldPath: name }, direction }] });
const contains = (value: Plain) => field('members', 'ARRAY_CONTAINS', value);
const containsAny = (values: Plain[]) => field('members', 'ARRAY_CONTAINS_ANY', values);

const documents = {
  'lic/g1': { uid: 'u1' },
  'lic/g2': { uid: 'u1' },
  'lic/d': { uid: 'other' },
};
const O = 'request.auth.uid == R.owner';
const L = (x: string) => `get(DB/lic/$(${x})).data.uid == request.auth.uid`;
const P = `(${O} || (R.lic != null && ${L('R.lic')}))`;
const MEMBER = 'request.auth.uid in R.members';

const isAllowed = (situation: Situation) =>
  ask({ operation: 'list', documents, ...situation }) === 'allow' ? 'allow' : 'deny';

test.each<[number | '+', string, QueryFilter | null, 'allow' | 'deny', string]>([
  [263, P, eq('owner', 'u1'), 'allow', 'proven'],
  [264, P, null, 'deny', 'not proven'],
  [266, P, eq('owner', 'u2'), 'deny', 'proves the opposite'],
  [267, P, isIn('owner', ['u1']), 'allow', 'one branch'],
  [268, P, isIn('owner', ['u1', 'u2']), 'deny', 'second branch fails'],
  [269, P, field('owner', 'ARRAY_CONTAINS', 'u1'), 'deny', 'not an equality'],
  [270, P, field('owner', 'GREATER_THAN_OR_EQUAL', 'u1'), 'deny', 'range'],
  [
    271,
    P,
    and(field('owner', 'GREATER_THAN_OR_EQUAL', 'u1'), field('owner', 'LESS_THAN_OR_EQUAL', 'u1')),
    'deny',
    'bounds are not merged',
  ],
  [272, P, and(eq('owner', 'u1'), eq('pub', false)), 'allow', 'extra filter harmless'],
  [273, P, or(and(eq('owner', 'u1'), eq('a', 1)), and(eq('owner', 'u1'), eq('b', 1))), 'allow', 'each branch proven'],
  [274, P, or(eq('owner', 'u1'), eq('pub', true)), 'deny', 'second branch open'],
  [275, P, eq('lic', 'g1'), 'allow', 'value reaches the path'],
  [276, P, eq('lic', 'd'), 'deny', 'foreign licence'],
  [277, P, eq('lic', 'm'), 'deny', 'missing document'],
  [278, P, isIn('lic', ['g1', 'g2']), 'allow', 'one read per branch'],
  [279, P, isIn('lic', ['g1', 'd']), 'deny', 'one branch fails'],
  [280, `${O} || ${L("'m'")}`, eq('owner', 'u1'), 'allow', 'short circuit'],
  [281, MEMBER, contains('u1'), 'allow', 'contains'],
  [282, MEMBER, contains('u2'), 'deny', 'other value'],
  [283, MEMBER, containsAny(['u1']), 'allow', 'one branch'],
  [284, MEMBER, containsAny(['u1', 'u2']), 'deny', 'second branch'],
  [286, 'R.score > 4', eq('score', 5), 'allow', 'value'],
  [287, 'R.score > 4', field('score', 'GREATER_THAN', 5), 'allow', 'implied'],
  [288, 'R.score > 4', field('score', 'GREATER_THAN_OR_EQUAL', 5), 'allow', 'implied'],
  [289, 'R.score > 4', field('score', 'GREATER_THAN_OR_EQUAL', 4), 'deny', '4 possible'],
  [290, 'R.score > 4', isIn('score', [5, 7]), 'allow', 'per branch'],
  [290, 'R.score > 4', isIn('score', [4, 7]), 'deny', 'per branch'],
  [291, 'R.v != null', field('v', 'NOT_EQUAL', null), 'allow', 'implied'],
  [291, 'R.v != null', { unaryFilter: { op: 'IS_NOT_NULL', field: { fieldPath: 'v' } } }, 'allow', 'implied'],
  [292, "R.v != 'b'", field('v', 'NOT_EQUAL', 'b'), 'allow', 'implied'],
  [293, "R.v != 'b'", field('v', 'NOT_IN', ['b', 'c']), 'allow', 'implied'],
  [298, L("'g1'"), null, 'allow', 'independent of documents'],
  [299, 'exists(DB/lic/$(R.lic))', eq('lic', 'g1'), 'allow', 'known path'],
  [299, 'exists(DB/lic/$(R.lic))', eq('lic', 'm'), 'deny', 'known path'],
  [299, 'exists(DB/lic/$(R.lic))', null, 'deny', 'unknown path'],
  [300, 'request.auth != null', eq('x', 1), 'allow', 'independent of documents'],
  [308, "id == 'x'", null, 'deny', 'last wildcard unknown'],
  [309, "!(R.f == 'x')", null, 'deny', 'negated unknown'],
  ['+', 'R.score < 5', field('score', 'LESS_THAN', 5), 'allow', 'upper bounds alike'],
  ['+', 'R.score < 5', field('score', 'LESS_THAN_OR_EQUAL', 5), 'deny', '5 possible'],
  ['+', '4 < R.score', field('score', 'GREATER_THAN', 4), 'allow', 'mirrored'],
  ['+', 'R.score > 4', field('score', 'GREATER_THAN', 'a'), 'deny', 'another type'],
  ['+', 'R.v == null', { unaryFilter: { op: 'IS_NULL', field: { fieldPath: 'v' } } }, 'allow', 'null is a value'],
  ['+', "R.a.b == 'x'", eq('a.b', 'x'), 'allow', 'nested field'],
  ['+', "R['a.b'] == 'x'", eq('`a.b`', 'x'), 'allow', 'quoted field'],
  ['+', "R.a == {'b': 'x'}", eq('a.b', 'x'), 'deny', 'the map may have more'],
  ['+', "!([R.v] == ['b'])", field('v', 'NOT_EQUAL', 'c'), 'deny', 'a constraint hidden in a list'],
  ['+', "!(R.v in ['b'])", field('v', 'NOT_EQUAL', 'c'), 'deny', 'a constraint in a list'],
  ['+', "!('f' in R)", eq('g', 1), 'deny', 'key membership of a free field'],
  ['+', "'g' in R", eq('g', 1), 'allow', 'a filtered field exists'],
  ['+', "!R.keys().hasAll(['f'])", eq('g', 1), 'deny', 'keys are unknown'],
  ['+', "R.get('f', true) == true", null, 'deny', 'get of a free field'],
  ['+', "R.get('f', false) == true", eq('f', true), 'allow', 'get of a known field'],
  ['+', 'resource != null', null, 'allow', 'a listed document exists'],
  ['+', 'resource == null', null, 'deny', 'a listed document exists'],
  ['+', 'R.v is string', field('v', 'NOT_EQUAL', 'b'), 'deny', 'type of a constraint'],
])('#%s %s; %j ▶ %s (%s)', (_row, condition, filter, result) => {
  expect(isAllowed({ condition, query: { filter } })).toBe(result);
});

test('#265 collection empty, not proven ▶ deny (potential results count)', () => {
  expect(isAllowed({ condition: P, documents: {} })).toBe('deny');
});

test('#263 order and limit added ▶ allow (proven)', () => {
  expect(
    isAllowed({ condition: P, query: { filter: eq('owner', 'u1'), limit: 5, ...order('at', 'DESCENDING') } }),
  ).toBe('allow');
});

test('#285 R.members.hasAll(...) on a constraint ▶ error (no methods on constraints)', () => {
  const condition = 'R.members.hasAll([request.auth.uid])';
  const verdict = verdictOf({ operation: 'list', condition, query: { filter: contains('u1') } });
  expect(verdict).toMatchObject({ message: expect.stringContaining('Function not found error: Name: [hasAll].') });
});

test.each<[number | '+', string, NonNullable<Situation['query']>, 'allow' | 'deny', string]>([
  [294, 'request.query.limit <= 12', { limit: 12 }, 'allow', 'limit bound'],
  [294, 'request.query.limit <= 12', { limit: { value: 13 } }, 'deny', 'limit bound'],
  [295, 'request.query.limit <= 12', {}, 'deny', 'no default'],
  [296, 'request.query.offset <= 2', { offset: 2 }, 'allow', 'offset'],
  [296, 'request.query.offset <= 2', { offset: 3 }, 'deny', 'offset'],
  [296, 'request.query.offset <= 2', {}, 'allow', 'default 0'],
  [297, "request.query.orderBy.t == 'DESC'", order('t', 'DESCENDING'), 'allow', 'map of directions'],
  [297, "request.query.orderBy.t == 'DESC'", order('t', 'ASCENDING'), 'deny', 'map of directions'],
  [297, "request.query.orderBy.t == 'DESC'", {}, 'deny', 'map of directions'],
])('#%s %s; %j ▶ %s (%s)', (_row, condition, query, result) => expect(isAllowed({ condition, query })).toBe(result));

const GROUP = { parent: '', collectionId: 'k', allDescendants: true };
const ANY_DEPTH = `match /{p=**}/k/{id} { allow list: if ${O}; }`;
const inQ = (condition: string) => `match /q/{a}/m/{b} { allow list: if ${condition}; }`;
const MINE = eq('owner', 'u1');

describe('scopes', () => {
  test.each<[number | '+', string, Situation, 'allow' | 'deny', string]>([
    [301, ANY_DEPTH, { path: 'k', query: { ...GROUP, filter: MINE } }, 'allow', 'any depth'],
    [302, ANY_DEPTH, { path: 'k', query: GROUP }, 'deny', 'not proven'],
    [303, ANY_DEPTH, { path: 'a/1/k', query: { filter: MINE } }, 'allow', 'also plain queries'],
    [
      304,
      `match /k/{id} { allow list: if ${O}; }`,
      { path: 'k', query: { ...GROUP, filter: MINE } },
      'deny',
      'root only',
    ],
    [305, inQ('!exists(DB/q/$(a)/m/$(b)) || true'), { path: 'q/1/m' }, 'allow', 'unknown absorbed'],
    [306, inQ('!exists(DB/q/$(a)/m/$(b))'), { path: 'q/1/m' }, 'deny', 'unknown'],
    [307, inQ('!(exists(DB/q/$(a)/m/$(b)) && false)'), { path: 'q/1/m' }, 'allow', 'false absorbs unknown'],
    [307, inQ("a == '1'"), { path: 'q/1/m' }, 'allow', 'wildcards of the parent are known'],
    [311, 'match /c/{id} { allow get: if true; }', { path: 'c' }, 'deny', 'list not granted'],
    [312, 'match /c/{id} { allow list: if true; }', { operation: 'get', path: 'c/x' }, 'deny', 'get not granted'],
    ['+', 'match /c/one { allow list; }', { path: 'c' }, 'deny', 'a literal id covers one document only'],
    ['+', 'match /{all=**} { allow list; }', { path: 'k', query: GROUP }, 'allow', 'a root glob covers the group'],
    [
      '+',
      "match /{p=**}/k/{id} { allow list: if p == path('x'); }",
      { path: 'k', query: GROUP },
      'deny',
      'open prefix',
    ],
    ['+', 'match /a/{i}/{p=**}/k/{id} { allow list; }', { path: 'k', query: GROUP }, 'deny', 'only below a'],
    [
      '+',
      'match /a/{i}/{p=**}/k/{id} { allow list; }',
      { path: 'a/1/k', query: { ...GROUP, parent: 'a/1' } },
      'allow',
      'group below a document of a',
    ],
    [
      '+',
      'match /c/{id} { allow list: if request.path == DB/c; }',
      { path: 'c' },
      'allow',
      'path ends at the collection',
    ],
  ])('#%s %s; %j ▶ %s (%s)', (_row, blocks, situation, result) => {
    expect(isAllowed({ blocks, ...situation })).toBe(result);
  });
});

test('the emulator quirk about keys of a list can be switched on', () => {
  const settings = { ...DEFAULT_SETTINGS, listKeys: 'constrained-fields-only' } as const;
  const quirk = (condition: string) => isAllowed({ condition, query: { filter: eq('g', 1) }, request: { settings } });
  expect(quirk("!('f' in R)")).toBe('allow');
  expect(quirk("!R.keys().hasAll(['f'])")).toBe('allow');
  expect(quirk('R.f == 1')).toBe('deny');
});

test('a query with too many alternatives is refused, not suffered', () => {
  const ten = isIn('a', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(isAllowed({ condition: 'true', query: { filter: and(ten, ten, ten, ten) } })).toBe('deny');
});
