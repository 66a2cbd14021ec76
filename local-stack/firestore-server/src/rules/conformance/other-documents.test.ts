/** get, exists, getAfter, existsAfter and their limits. Row numbers are those of the conformance list; + marks cases beyond it. */
import { describe, expect, test } from 'vitest';
import { newReadBudget } from '../ruleset.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { ask, type Fields, type Result, type Situation } from './ask.ts';

const documents = Object.fromEntries(
  Array.from({ length: 30 }, (_, i): [string, Fields] => [`x/${i}`, { ok: true, v: i }]),
);

/** `count` copies of a condition on different documents, joined by &&. */
const different = (count: number, condition: (path: string) => string) =>
  Array.from({ length: count }, (_, i) => condition(`DB/x/${i}`)).join(' && ');

const getOk = (path: string) => `get(${path}).data.ok == true`;
const exists = (path: string) => `exists(${path})`;

test.each<[number | '+', Situation, Result, string]>([
  [242, { condition: different(10, getOk) }, 'allow', 'within limit'],
  [243, { condition: different(11, getOk) }, 'error', 'limit 10'],
  [244, { condition: Array.from({ length: 11 }, () => getOk('DB/x/1')).join(' && ') }, 'allow', 'cached'],
  [245, { condition: different(11, exists) }, 'error', 'counted alike'],
  [246, { condition: `(${different(11, exists)}) || true` }, 'allow', 'limit error is absorbable'],
  [246, { condition: `${different(10, getOk)} && ${different(10, exists)}` }, 'allow', 'get and exists share'],
  [249, { condition: 'exists(DB/x/missing)' }, 'deny', 'false'],
  [250, { condition: 'get(DB/x/missing) == null' }, 'allow', 'null (older jars: error)'],
  [251, { condition: 'get(DB/x/missing).data.f == 1' }, 'error', 'nothing to read'],
  [252, { condition: 'get(DB/x/missing).data.f == 1 || true' }, 'allow', 'absorbed'],
  [253, { condition: 'false && get(DB/x/1).data.f == 1' }, 'deny', 'no read, no count'],
  [
    254,
    { condition: 'getAfter(request.path).data.x == D.x', after: { x: 1 }, documentsAfter: { 'c/x': { x: 1 } } },
    'allow',
    "target's own after-state",
  ],
  [255, { condition: 'existsAfter(request.path)', documentsAfter: { 'c/x': {} } }, 'allow', 'will exist'],
  [
    256,
    { condition: 'existsAfter(request.path)', operation: 'delete', documents: { 'c/x': {} }, documentsAfter: {} },
    'deny',
    'will be gone',
  ],
  [
    257,
    { condition: 'getAfter(DB/n/counter).data.v == D.v', after: { v: 1 }, documentsAfter: { 'n/counter': { v: 1 } } },
    'allow',
    'sees the sibling write',
  ],
  [
    258,
    { condition: 'getAfter(DB/n/counter).data.v == D.v', after: { v: 0 }, documentsAfter: { 'n/counter': { v: 1 } } },
    'deny',
    'after-state is 1',
  ],
  [
    259,
    {
      condition: 'getAfter(DB/n/counter).data.v != get(DB/n/counter).data.v',
      documents: { 'n/counter': { v: 0 } },
      documentsAfter: { 'n/counter': { v: 0 } },
    },
    'deny',
    'nothing else is written',
  ],
  [260, { condition: 'exists(DB/p/1)', documents: {}, documentsAfter: { 'p/1': {} } }, 'deny', 'before-state'],
  [261, { condition: 'existsAfter(DB/p/1)', documents: {}, documentsAfter: { 'p/1': {} } }, 'allow', 'after-state'],
  ['+', { condition: 'exists(DB/x)' }, 'error', 'a collection is no document'],
  ['+', { condition: 'exists(/x/1)' }, 'error', 'paths must be full'],
  ['+', { condition: 'exists(/databases/other/documents/x/1)' }, 'error', 'another database'],
  ['+', { condition: "exists(DB/x/$('1/y/2'))" }, 'error', 'a slash in a computed segment'],
  ['+', { condition: "exists('x/1')" }, 'error', 'a path is needed'],
  ['+', { condition: 'exists()' }, 'error', 'one argument is needed'],
  ['+', { condition: "get(DB/x/1).id == '1' && get(DB/x/1).__name__ == DB/x/1" }, 'allow', 'a whole resource'],
])('#%s %o ▶ %s (%s)', (_row, situation, result) => expect(ask({ documents, ...situation })).toBe(result));

describe('a batch shares one budget', () => {
  const batchOf = (writes: number) => {
    const documentReads = newReadBudget({ perRequest: 20 });
    return Array.from({ length: writes }, (_, i) =>
      ask({ documents, path: `c/${i}`, condition: 'exists(DB/x/$(id))', request: { documentReads } }),
    );
  };
  test('#247 20 writes, one distinct exists each ▶ allow (20 per commit)', () => {
    expect(new Set(batchOf(20))).toEqual(new Set(['allow']));
  });
  test('#248 21 such writes ▶ error (the last one fails, and with it the batch)', () => {
    expect(batchOf(21).at(-1)).toBe('error');
  });
  test('still 10 for each operation', () => {
    const documentReads = newReadBudget({ perRequest: 20 });
    expect(ask({ documents, condition: different(11, exists), request: { documentReads } })).toBe('error');
  });
});

test('get of a missing document can be set to fail, as older emulators do', () => {
  const settings = { ...DEFAULT_SETTINGS, missingGet: 'error' } as const;
  expect(ask({ condition: 'get(DB/x/missing) == null', request: { settings } })).toBe('error');
  expect(ask({ condition: '!exists(DB/x/missing)', request: { settings } })).toBe('allow');
});
