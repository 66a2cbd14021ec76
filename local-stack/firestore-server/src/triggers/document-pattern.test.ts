import { describe, expect, test } from 'vitest';
import { compileDocumentPattern, exactDocument } from './document-pattern.ts';

describe('compileDocumentPattern', () => {
  test.each([
    { pattern: 'users/{uid}', path: 'users/ana', params: { uid: 'ana' } },
    { pattern: 'users/{uid}', path: 'users/ana/orders/1', params: null },
    { pattern: 'users/{uid}', path: 'owners/ana', params: null },
    { pattern: 'users/{uid}/orders/{id}', path: 'users/ana/orders/1', params: { uid: 'ana', id: '1' } },
    { pattern: 'users/{uid=*}', path: 'users/ana', params: { uid: 'ana' } },
    { pattern: 'users/{rest=**}', path: 'users/ana', params: { rest: 'ana' } },
    { pattern: 'users/{rest=**}', path: 'users/ana/orders/1', params: { rest: 'ana/orders/1' } },
    { pattern: '{all=**}', path: 'a/b/c/d', params: { all: 'a/b/c/d' } },
    { pattern: '{c}/x/{rest=**}/z/{id}', path: 'a/x/p/q/r/z/9', params: { c: 'a', rest: 'p/q/r', id: '9' } },
    { pattern: 'users/*', path: 'users/ana', params: {} },
    { pattern: 'logs/2026-*', path: 'logs/2026-11', params: {} },
    { pattern: 'logs/2026-*', path: 'logs/2025-11', params: null },
    { pattern: 'logs/*-{x', path: 'logs/a', params: 'refused' },
    { pattern: 'logs/{d=2026-*}', path: 'logs/2026-11', params: { d: '2026-11' } },
    { pattern: 'logs/a.c', path: 'logs/abc', params: null },
    { pattern: 'users/{uid}', path: 'users/línea\nzwei', params: { uid: 'línea\nzwei' } },
    { pattern: 'users/{__proto__}', path: 'users/a', params: Object.fromEntries([['__proto__', 'a']]) },
    { pattern: 'a/{x}/b/{x}', path: 'a/1/b/2', params: 'refused' },
    { pattern: 'a//b', path: 'a//b', params: 'refused' },
  ])('$pattern on $path', ({ pattern, path, params }) => {
    if (params === 'refused') expect(() => compileDocumentPattern(pattern)).toThrow(pattern);
    else expect(compileDocumentPattern(pattern)(path)).toEqual(params);
  });
});

test('an exact path has no wildcards', () => {
  expect(exactDocument('a/{x}')('a/{x}')).toEqual({});
  expect(exactDocument('a/{x}')('a/b')).toBeNull();
});
