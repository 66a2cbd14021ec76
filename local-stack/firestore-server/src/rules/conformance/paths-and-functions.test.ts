/** Paths, matching and functions. Row numbers are those of the conformance list; + marks cases beyond it. */
import { describe, expect, test } from 'vitest';
import { compileRules } from '../ruleset.ts';
import { ask, type Result, sourceOf } from './ask.ts';

describe('path values', () => {
  test.each<[number | '+', string, Result, string]>([
    [174, 'DB/users/a is path', 'allow', 'path literal'],
    [175, "path('users/a')[1] == 'a'", 'allow', 'segment index'],
    [176, "path('users/a') == /users/a", 'allow', 'leading slash optional'],
    [177, "path('users/{x}').bind({'x': 'a'}) == path('users/a')", 'allow', 'bind'],
    [178, "path(path('a/b')) == path('a/b')", 'error', 'string only'],
    [179, 'request.path == DB/c/$(id)', 'allow', 'full path'],
    [180, 'request.path.size() > 0', 'error', 'paths have no size'],
    [181, "string(/a/b) == '/a/b'", 'allow', 'path to string'],
    ['+', "path('users/{x}').bind({'x': 'a'}).x == 'a'", 'allow', 'bound variable by name'],
    ['+', "path('users/{x}').bind({'x': 'a'})['y'] == 'a'", 'error', 'unbound variable'],
    ['+', '/a/$(/b/c)/d == /a/b/c/d', 'allow', 'a path is spliced in'],
    ['+', '/a/$(1)/d == /a/b/c/d', 'error', 'an int is no segment'],
    ['+', "/a/$('b/c') == /a/b/c", 'deny', 'a text stays one segment, slash or not'],
  ])('#%s %s ▶ %s (%s)', (_row, condition, result) => expect(ask({ condition })).toBe(result));
});

const NESTED = 'match /p/{a} { match /k/{b} { allow get; } }';
const POSTS = 'match /{p=**}/posts/{id} { allow get; }';
const BELOW_POSTS = 'match /{p=**}/posts/{id} { match /likes/{like} { allow get; } }';
const BELOW_ALL = 'match /{p=**} { match /likes/{like} { allow get; } }';
const CITIES = 'match /cities/{c}/{rest=**} { allow get; }';

describe('which block applies', () => {
  test.each<[number | '+', string, string, Result, string]>([
    [182, NESTED, 'p/1/k/2', 'allow', 'nested path'],
    [183, NESTED, 'p/1', 'deny', 'parent block grants nothing'],
    [184, NESTED, 'p/1/k/2/x/3', 'deny', 'deeper than the block'],
    [185, 'match /{document=**} { allow get; }', 'a/1/b/2', 'allow', 'any depth'],
    [186, CITIES, 'cities/SF', 'allow', 'v2: zero segments'],
    [188, POSTS, 'posts/1', 'allow', 'empty prefix'],
    [189, POSTS, 'a/1/posts/2', 'allow', 'prefix a/1'],
    ['+', BELOW_POSTS, 'a/1/posts/2/likes/3', 'deny', 'no match below one with =** before its end'],
    ['+', BELOW_ALL, 'a/1/b/2/likes/3', 'allow', 'but below one that ends with it'],
    [190, 'match /r/{t=**} { allow get: if t == /a/b/c; }', 'r/a/b/c', 'allow', 'recursive variable is a path'],
    [191, 'match /c/{x} { allow get: if false; } match /c/one { allow get; }', 'c/one', 'allow', 'any grant wins'],
    [192, 'match /c/one { allow get: if false; } match /{d=**} { allow get; }', 'c/one', 'allow', 'no override'],
    [193, 'match /{a=**}/{b=**} { allow get; }', 'a/b', 'compile', 'one =** per path'],
    ['+', 'match /{a=**} { match /x/{b=**} { allow get; } }', 'a/b', 'compile', 'counted over nested blocks'],
    [194, "match /c/{id} { allow get: if id is string && id == 'x'; }", 'c/x', 'allow', 'wildcard is a string'],
    ['+', "match /c/{id}/d/{id} { allow get: if id == 'y'; }", 'c/x/d/y', 'allow', 'the inner name shadows'],
  ])('#%s %s get %s ▶ %s (%s)', (_row, blocks, path, result) => {
    expect(ask({ blocks, operation: 'get', path })).toBe(result);
  });

  test("#187 the same as 186 with rules_version = '1' ▶ deny (v1: one or more)", () => {
    const source = sourceOf({ blocks: CITIES }).replace("'2'", "'1'");
    expect(ask({ source, operation: 'get', path: 'cities/SF' })).toBe('deny');
    expect(ask({ source, operation: 'get', path: 'cities/SF/parks/1' })).toBe('allow');
  });
});

describe('functions', () => {
  const block = (body: string) => `match /c/{id} { ${body} }`;
  const chain = 'function g(n) { let a = n + 4; let b = a * 2; return b == 14; }';
  test.each<[number | '+', string, string, Result, string]>([
    [195, chain, block('allow create: if g(3);'), 'allow', 'let chain'],
    [
      196,
      'function f() { return 1; }',
      block('function f() { return 2; } allow create: if f() == 2;'),
      'allow',
      'inner one shadows',
    ],
    [197, '', block("function f() { return id == 'x'; } allow create: if f();"), 'allow', 'lexical scope'],
    [198, "function f() { return id == 'x'; }", block('allow create: if f();'), 'error', 'not in its scope'],
    [199, 'function f() { return f(); }', block('allow create;'), 'compile', 'recursion'],
    [
      199,
      'function f() { return g(); } function g() { return f(); }',
      block('allow create;'),
      'compile',
      'mutual recursion',
    ],
    [200, chainOf(21), block('allow create: if f1();'), 'allow', '21 functions on one call stack'],
    [200, chainOf(22), block('allow create: if f1();'), 'compile', '22 functions on one call stack'],
    [200, chainOf(22), block('allow create;'), 'compile', 'even if nobody calls the chain'],
    [201, letsOf(11), block('allow create: if f();'), 'allow', '11 lets'],
    [201, letsOf(12), block('allow create: if f();'), 'compile', '12 lets'],
    [202, 'function f(a,b,c,d,e,f,g) { return true; }', block('allow create;'), 'allow', '7 parameters'],
    [202, 'function f(a,b,c,d,e,f,g,h) { return true; }', block('allow create;'), 'compile', 'limit 7'],
    [203, 'function f() { let v = 1; let v = 2; return v; }', block('allow create;'), 'compile', 'already bound'],
    [
      204,
      'function f() { return 1; } function f() { return 2; }',
      block('allow create;'),
      'compile',
      'already defined',
    ],
    [205, '', block('allow create: if missingName == 1;'), 'error', 'compiles with a warning'],
    [206, '', block('allow create: if nope(1);'), 'error', 'compiles, not found at run time'],
    [207, '', block('allow create: if nope(1) || true;'), 'allow', 'still an ordinary error'],
    [208, '', block('allow get: if ;'), 'compile', 'missing condition'],
    [209, 'function f() { let a = 1; }', block('allow create;'), 'compile', 'return required'],
    [210, '', block('allow write: if false\n allow create;'), 'allow', 'semicolon optional'],
    [
      '+',
      'function f(a) { return true; }',
      block('allow create: if f(1 / 0);'),
      'allow',
      'an unread error is no error',
    ],
    ['+', 'function f() { let a = 1 / 0; return true; }', block('allow create: if f();'), 'allow', 'nor in a let'],
    ['+', 'function f(a) { return a == 1; }', block('allow create: if f(1 / 0);'), 'error', 'a read one is'],
    ['+', 'function f(a) { return true; }', block('allow create: if f();'), 'error', 'wrong number of arguments'],
  ])('#%s %s %s ▶ %s (%s)', (_row, functions, blocks, result) => expect(ask({ functions, blocks })).toBe(result));

  test('#211 function declared above rules_version ▶ compile (version comes first)', () => {
    const source = `function f() { return 1; }\n${sourceOf({ condition: 'true' })}`;
    const compiled = compileRules(source);
    expect(compiled.ok ? [] : compiled.issues.map((issue) => issue.description)).toEqual([
      "Unexpected 'rules_version'.",
    ]);
  });

  test('#212 no rules_version at all ▶ ok, v1 (default version)', () => {
    const source = sourceOf({ blocks: CITIES }).replace("rules_version = '2';", '');
    expect(ask({ source, operation: 'get', path: 'cities/SF' })).toBe('deny');
    expect(ask({ source, operation: 'get', path: 'cities/SF/parks/1' })).toBe('allow');
  });
});

function chainOf(length: number): string {
  const links = Array.from({ length: length - 1 }, (_, i) => `function f${i + 1}() { return f${i + 2}(); }`);
  return [...links, `function f${length}() { return true; }`].join('\n');
}

function letsOf(count: number): string {
  const lets = Array.from({ length: count }, (_, i) => `let v${i} = ${i};`).join(' ');
  return `function f() { ${lets} return v0 == 0; }`;
}
