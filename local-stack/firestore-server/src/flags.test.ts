import { expect, test } from 'vitest';
import { DEFAULT_PORT, readFlags } from './flags.ts';

test('all flags', () => {
  const args = [
    '--port',
    '18100',
    '--host',
    '0.0.0.0',
    '--rules',
    'a.rules',
    '--project',
    'demo-a',
    '--indexes',
    'i.json',
    '--functions-host',
    '127.0.0.1:5001',
  ];
  expect(readFlags(args)).toEqual({
    ok: true,
    flags: {
      host: '0.0.0.0',
      port: 18_100,
      rulesFile: 'a.rules',
      indexesFile: 'i.json',
      projectId: 'demo-a',
      functionsHost: '127.0.0.1:5001',
    },
  });
});

test('nothing is needed', () => {
  const nothing = {
    host: '127.0.0.1',
    port: DEFAULT_PORT,
    rulesFile: null,
    indexesFile: null,
    projectId: null,
    functionsHost: null,
  };
  expect(readFlags([])).toEqual({ ok: true, flags: nothing });
});

test.each([
  { args: ['--prot', '1'], says: '--prot', why: 'unknown flag' },
  { args: ['extra'], says: 'extra', why: 'a word that is no flag' },
  { args: ['--port', 'http'], says: '--port must be a number', why: 'no number' },
  { args: ['--port', '70000'], says: '65535', why: 'out of range' },
  { args: ['--functions-host', 'http://localhost:5001'], says: 'like 127.0.0.1:5001', why: 'a URL' },
  { args: ['--rules'], says: '--rules', why: 'value missing' },
])('$args is refused: $why', ({ args, says }) => {
  const result = readFlags(args);
  expect(result.ok).toBe(false);
  if (!result.ok) expect(result.message).toContain(says);
});
