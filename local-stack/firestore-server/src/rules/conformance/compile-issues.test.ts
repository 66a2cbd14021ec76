/** What the compiler reports, with severity and position. Positions are lines and columns from 1. */
import { describe, expect, test } from 'vitest';
import { compileRules } from '../ruleset.ts';
import { sourceOf } from './ask.ts';

/** Issues as `line:column SEVERITY text`. */
function issuesOf(source: string): string[] {
  const compiled = compileRules(source);
  const issues = compiled.ok ? compiled.warnings : compiled.issues;
  return issues.map(({ line, column, severity, description }) => `${line}:${column} ${severity} ${description}`);
}

const GLOB = 'Invalid glob match expression. Only one glob match is permitted in a match declaration path.';
const lets = Array.from({ length: 12 }, (_, i) => `let v${i} = 1;`).join('');

describe('sources that are rejected', () => {
  test.each([
    ['allow create: if ;', "5:33 ERROR Missing conditional expression after 'if'."],
    ['allow create: if }', "5:33 ERROR Missing conditional expression after 'if'."],
    ['allow create: true;', "5:30 ERROR expected 'if'"],
    ['allow create: if 4/2 == 2;', "5:34 ERROR Missing 'match' keyword before path."],
    ['allow create: if (1/0) == 2;', "5:35 ERROR Missing 'match' keyword before path."],
    ['allow create: if 4/(2) == 2;', "5:34 ERROR Missing 'match' keyword before path."],
    ['allow create: if 4/-2 == 2;', "5:34 ERROR Missing 'match' keyword before path."],
    ['/k/{k} { }', "5:16 ERROR Missing 'match' keyword before path."],
    ['allow creat;', "5:22 ERROR Unexpected 'creat'."],
    ['allow create: if a b;', "5:35 ERROR Unexpected 'b'."],
    ['allow create: if true +;', "5:39 ERROR Unexpected ';'."],
    ["allow create: if 'a;", '5:33 ERROR The string is not closed on its line.'],
    ['allow create: if # ;', "5:33 ERROR Unexpected '#'."],
    [
      "allow create: if 'a'.matches('\\.');",
      "5:45 ERROR Invalid escape sequence '\\.'. A backslash itself is written '\\\\'.",
    ],
    [
      'allow create: if 9223372036854775808 > 0;',
      "5:33 ERROR The integer '9223372036854775808' does not fit into 64 bits.",
    ],
    [
      'function f() { let v = 1; let v = 2; return v; }',
      '5:46 ERROR The identifier [v] is already bound in the current scope.',
    ],
    ['function f(v) { let v = 2; return v; }', '5:36 ERROR The identifier [v] is already bound in the current scope.'],
    ['function f() { return 1; } function f() { return 2; }', '5:52 ERROR Function f is already defined.'],
    ['function f() { return f(); }', '5:38 ERROR Recursive call is not allowed.'],
    [
      `function f() { ${lets} return v0; }`,
      '5:173 ERROR Maximum allowed variable count of 10 for a given function has been reached.',
    ],
    ['match /{a=**}/{b=**} { }', `5:23 ERROR ${GLOB}`],
    ['function f() { }', "5:31 ERROR Missing 'return' in function f."],
  ])('%s ▶ %s', (body, issue) => expect(issuesOf(sourceOf({ blocks: `match /c/{id} {${body}}` }))).toContain(issue));

  test.each([
    ['', "1:1 ERROR Unexpected '<EOF>'."],
    ["rules_version = '3';", "1:17 ERROR Invalid rules_version '3'. Valid versions are '1' and '2'."],
    ["rules_version = '2'; service cloud.firestore {", "1:47 ERROR Unexpected '<EOF>'."],
    ["service cloud.firestore {} rules_version = '2';", "1:28 ERROR Unexpected 'rules_version'."],
    ['service cloud.firestore { match /a/{b} { /* } }', '1:42 ERROR The comment is not closed.'],
    ['service cloud.firestore { allow read; }', "1:27 ERROR Unexpected 'allow'."],
    ['service cloud.firestore { match a/{b} { } }', "1:33 ERROR Unexpected 'a'. A match path begins with '/'."],
    ['service cloud.firestore { match /a/{b { } }', "1:36 ERROR Unexpected '{'."],
    [
      'service cloud.firestore { match /a/{b=**}/c { } }',
      "1:34 ERROR Invalid glob match expression. In rules_version '1' a glob match stands at the end of the path.",
    ],
  ])('%j ▶ %s', (source, issue) => expect(issuesOf(source)).toEqual([issue]));

  test('a chain of 22 functions names the stack', () => {
    const links = Array.from({ length: 21 }, (_, i) => `function f${i + 1}() { return f${i + 2}(); }`).join('\n');
    const blocks = `${links}\nfunction f22() { return true; }`;
    const chain = Array.from({ length: 21 }, (_, i) => `f${i + 1}`).join('->');
    const text = `Maximum allowed call depth of 20 is reached for [${chain}] call stack.`;
    expect(issuesOf(sourceOf({ blocks })).filter((issue) => issue.includes('ERROR'))).toEqual([`25:25 ERROR ${text}`]);
  });

  test('a source beyond 256 KB', () => {
    const source = `${sourceOf({ condition: 'true' })}//${'x'.repeat(262_144)}`;
    expect(issuesOf(source)).toEqual(['1:1 ERROR The source is larger than 262144 bytes.']);
  });
});

describe('warnings do not reject', () => {
  test.each([
    ['allow create: if x == 1;', '5:33 WARNING Invalid variable name: x.'],
    ['allow create: if f(1);', '5:33 WARNING Invalid function name: f.'],
    ['allow create: if math.nope(1) > 0;', '5:33 WARNING Invalid function name: math.nope.'],
    [
      'allow create: if math.abs(1, 2) > 0;',
      '5:33 WARNING Incorrect number of arguments supplied to function: math.abs.',
    ],
    ['allow create: if exists();', '5:33 WARNING Incorrect number of arguments supplied to function: exists.'],
    ['function f() { return 1; }', '5:25 WARNING Unused function: f.'],
    ['function f() { let v = 1; return 1; } allow create: if f() == 1;', '5:35 WARNING Unused variable: v.'],
  ])('%s ▶ %s', (body, issue) => {
    const compiled = compileRules(sourceOf({ blocks: `match /c/{id} {${body}}` }));
    expect(compiled.ok).toBe(true);
    expect(issuesOf(sourceOf({ blocks: `match /c/{id} {${body}}` }))).toEqual([issue]);
  });
});

test('an issue carries offsets (the last one inclusive), the file name and an excerpt with carets', () => {
  const compiled = compileRules(
    'service cloud.firestore {\r\n\tmatch /a/{b} { allow get: if wrong == 1; }\r\n}',
    'my.rules',
  );
  expect(compiled.ok && compiled.warnings).toEqual([
    {
      severity: 'WARNING',
      fileName: 'my.rules',
      line: 2,
      column: 31,
      currentOffset: 57,
      endOffset: 61,
      description: 'Invalid variable name: wrong.',
      excerpt: `\tmatch /a/{b} { allow get: if wrong == 1; }\n\t${' '.repeat(29)}^^^^^`,
    },
  ]);
});

test('comments, blank lines, empty blocks, other services and odd but legal spellings compile without a word', () => {
  const source = `
    /* a */ rules_version = "2" // no semicolon
    function always() { return true }
    service firebase.storage { match /b/{bucket}/o { match /{all=**} { allow read: if unknownThere(1); } } }
    service cloud.firestore {
      match /databases/{database}/documents {
        match /empty/{id} {}
        match /a-b.c~d/{ id } {
          allow read, write: if // here
            /* and here */ always()
          allow get: if [1, 2, ] == [1,2] && {'a': 1,}.a == 1 && b'\\x0F\\101' == b'\\017A'
          allow list
        }
        match /tail/{rest = **} { allow read: if rest is path; }
      }
    }`;
  expect(issuesOf(source)).toEqual([]);
});
