/** Invariants over random programs: nothing throws, and errors are absorbed the same from either side. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ask, sourceOf, verdictOf } from './conformance/ask.ts';
import { compileRules } from './ruleset.ts';

const atoms = [
  ...['true', 'false', 'null', '0', '1', '-7', '1.5', "''", "'a'", "b'a'", '[]', '{}', 'id', 'request', 'resource'],
  ...['D', 'D.a', 'D.missing', 'request.auth.uid', 'request.time', 'unknownName', '(/a/b)', '(DB/x/$(id))', "['a', 1]"],
  ...["{'a': 1}", "['a'].toSet()", "duration.value(1, 's')", 'latlng.value(1, 2)', '9223372036854775807'],
];
const binary = ['||', '&&', '==', '!=', 'in', '<', '<=', '>', '>=', '+', '-', '*', ' / ', '%'];
const methods = [
  'size',
  'keys',
  'hasAny',
  'get',
  'matches',
  'toSet',
  'union',
  'diff',
  'seconds',
  'nope',
  'split',
  'join',
];
const functions = [
  'int',
  'float',
  'string',
  'bool',
  'path',
  'debug',
  'get',
  'exists',
  'math.abs',
  'hashing.md5',
  'nope',
];

const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  return {
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom(...atoms),
      fc.tuple(inner, fc.constantFrom(...binary), inner).map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc
        .tuple(inner, fc.constantFrom(...methods), fc.array(inner, { maxLength: 2 }))
        .map(([a, m, args]) => `${a}.${m}(${args})`),
      fc.tuple(fc.constantFrom(...functions), fc.array(inner, { maxLength: 2 })).map(([f, args]) => `${f}(${args})`),
      fc.tuple(inner, inner).map(([a, b]) => `${a}[${b}]`),
      fc.tuple(inner, inner, inner).map(([a, b, c]) => `${a}[${b}:${c}]`),
      fc.tuple(inner, inner, inner).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      inner.map((a) => `!(${a})`),
      inner.map((a) => `(${a}).field`),
      inner.map((a) => `(${a} is string)`),
      fc.array(inner, { maxLength: 3 }).map((elements) => `[${elements}]`),
    ),
  };
});

const after = { a: 1, b: ['x', null], m: { a: 'text' } };

test('a random expression compiles and gives a verdict, for a write and for a list', () => {
  fc.assert(
    fc.property(expression, (condition) => {
      expect(verdictOf({ condition, after })).toHaveProperty('allowed');
      expect(verdictOf({ condition, operation: 'list' })).toHaveProperty('allowed');
    }),
    { numRuns: 400 },
  );
});

test('`a && b` is `b && a`, and `a || b` is `b || a`, errors included', () => {
  fc.assert(
    fc.property(expression, expression, fc.constantFrom('&&', '||'), (a, b, operator) => {
      expect(ask({ condition: `(${a}) ${operator} (${b})`, after })).toBe(
        ask({ condition: `(${b}) ${operator} (${a})`, after }),
      );
    }),
    { numRuns: 400 },
  );
});

test('no source makes the compiler throw', () => {
  const pieces = fc.constantFrom(
    ...['match', 'allow', 'if', 'function', 'let', 'return', 'f', '(', ')', '{', '}', '[', ']', '/', '/a/{b=**}', '$('],
    ...[
      "'",
      '"',
      '\\',
      '//',
      '/*',
      '*/',
      ';',
      ':',
      ',',
      '.',
      '1',
      '1.5',
      '=',
      '==',
      '!',
      '-',
      'in',
      'is',
      ' ',
      '\n',
      '\u{1F600}',
    ],
  );
  const junk = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(' '));
  const valid = sourceOf({ condition: "get(DB/x/$(id)).data.a == [1, 'b'][0]" });
  const cut = fc.tuple(fc.nat(valid.length), junk).map(([at, text]) => valid.slice(0, at) + text);
  fc.assert(
    fc.property(fc.oneof(junk, cut, fc.string({ unit: 'binary' })), (source) => {
      const compiled = compileRules(source);
      if (!compiled.ok) expect(compiled.issues[0]?.excerpt).toContain('^');
    }),
    { numRuns: 1_000 },
  );
});
