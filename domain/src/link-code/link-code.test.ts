import { expect, test } from 'vitest';
import { linkCodeIn } from './link-code.ts';

test.each<[string, string | null, string]>([
  ['start_maria7k', 'maria7k', 'alone'],
  ['START_Maria7K hola', 'maria7k', 'any case, text behind it'],
  ['  "start_maria7k"', 'maria7k', 'blanks and quotation marks before it'],
  ['restart_maria7k', null, 'not at the start'],
  ['hola start_maria7k', null, 'not at the start'],
  ['start_abc', null, 'too short'],
  [`start_${'a'.repeat(25)}`, null, 'too long'],
  ['start maria7k', null, 'no underscore'],
  ['start_maria7k_2', null, 'a longer word'],
])('%j ▶ %s (%s)', (text, code, _why) => {
  expect(linkCodeIn(text)).toBe(code);
});
