/** The text of a denial, as the emulator words it: a line feed, then one item per evaluated allow. Row numbers are those of the
 * conformance list; + marks cases beyond it. */
import { expect, test } from 'vitest';
import { type Situation, verdictOf } from './ask.ts';

const LINES = (allows: string) => ({
  source: `rules_version = '2';\nservice cloud.firestore {\nmatch /databases/{database}/documents {\nmatch /c/{id} {\n${allows}\n}}}`,
});

const list = (condition: string): Situation => ({ operation: 'list', condition });

test.each<[string, Situation, string, string]>([
  ['314', LINES('\n\n\n\n\nallow create: if false;'), "\nfalse for 'create' @ L10", 'the line of the rule'],
  ['315', LINES('allow create:\n  if false;'), "\nfalse for 'create' @ L6", 'the line of the condition'],
  ['315', LINES('allow create: if\n  // why\n  (\n false);'), "\nfalse for 'create' @ L7", 'its first token'],
  [
    '+',
    LINES('allow create: if false;\nallow write: if 1 / 0 == 0;'),
    "\nfalse for 'create' @ L5, Divide by zero error. for 'create' @ L6",
    'one item per allow, in source order',
  ],
  [
    '+',
    LINES('match /k/{k} { allow create; }\nallow create: if false;'),
    "\nfalse for 'create' @ L6",
    'blocks that do not match are silent',
  ],
  ['+', { blocks: '' }, '\nNo matching allow statements', 'no block matches'],
  ['+', { condition: 'request.resource.data.x == 1' }, "\nProperty x is undefined on object. for 'create' @ L6", 'key'],
  ['+', { condition: 'resource.data.x == 1' }, "\nNull value error. for 'create' @ L6", 'null'],
  [
    '+',
    { condition: "'a'[1] == ''" },
    "\nIndex out of bound error. Index: [1] , size: [1]. for 'create' @ L6",
    'index',
  ],
  [
    '+',
    { condition: "'abcd'[3:1] == ''" },
    "\nIllegal range error. From index: [3] , To index: [1]. for 'create' @ L6",
    '+',
  ],
  [
    '+',
    { condition: "int('5.5') == 5" },
    "\nType conversion error. Argument: [5.5], From type: [string], To type: [int]. for 'create' @ L6",
    'conversion',
  ],
  [
    '+',
    { condition: '[1].length == 1' },
    "\nType error. Received: [list] Expected: [map,path]. for 'create' @ L6",
    'dot',
  ],
  ['+', { condition: '1[0] == 1' }, "\nFunction not found error: Name: [[]]. for 'create' @ L6", 'index of an int'],
  [
    '+',
    { condition: "[1]['a'] == 1" },
    "\nUnsupported operation error. Received: list[string]. Expected: list[int]. for 'create' @ L6",
    'index type',
  ],
  [
    '+',
    { condition: "1 in {'a': 1}" },
    "\nUnsupported operation error. Received: map.in(int). Expected: map.in(string). for 'create' @ L6",
    'key type',
  ],
  [
    '+',
    { condition: "['a'].hasAny(['a'].toSet())" },
    "\nUnsupported operation error. Received: list.hasAny(set). Expected: list.hasAny(list). for 'create' @ L6",
    'argument type',
  ],
  [
    '+',
    { condition: "'a'.matches()" },
    "\nIncorrect number of arguments. Received: 0. Expected: string.matches(string). for 'create' @ L6",
    'argument count',
  ],
  [
    '+',
    { condition: 'request.path.size() > 0' },
    "\nFunction not found error: Name: [size]. for 'create' @ L6",
    'method',
  ],
  [
    '+',
    { condition: 'math.nope(1) > 0' },
    "\nFunction not found error: Name: [math.nope]. for 'create' @ L6",
    'namespaced',
  ],
  ['+', list('resource.id == id'), "\nevaluation error at L6:18 for 'list' @ L6", 'an unknown without a message'],
  ['+', list('resource.data.x == 1'), "\nProperty x is undefined on object. for 'list' @ L6", 'a field that is open'],
  ['+', { condition: "'a'.matches('(')" }, '\nInvalid regular expression [(]: error parsing regexp: missing', 'regex'],
])('#%s %o ▶ %j (%s)', (_row, situation, message) => {
  expect(verdictOf(situation)).toMatchObject({ allowed: false, message: expect.stringContaining(message) });
});

test('the document read limit names the function and the path in protobuf text', () => {
  const condition = Array.from({ length: 11 }, (_, i) => `!exists(/databases/$(database)/documents/x/${i})`).join(
    ' && ',
  );
  const segments = ['databases', '(default)', 'documents', 'x', '10'];
  const text = segments.map((segment) => `  segments {\n    simple: "${segment}"\n  }\n`).join('');
  const message = `\nService call error. Function: [exists], Argument: [path_value {\n${text}}\n]. for 'create' @ L6`;
  expect(verdictOf({ condition })).toEqual({ allowed: false, message });
});
