import { expect, test } from 'vitest';
import { linkCodeIn } from './link-code.ts';

test.each<[string, string | null, string]>([
  ['start_maria7k', 'maria7k', 'alone'],
  ['START_Maria7K hola', 'maria7k', 'any case, text behind it'],
  ['  "start_maria7k"', 'maria7k', 'blanks and quotation marks before it'],
  ['\u200bstart_maria7k', 'maria7k', 'a zero-width space before it'],
  ['\ufeffstart_\u200emaria7k\u200d', 'maria7k', 'marks that nobody sees, anywhere'],
  ['«start_maria7k»', 'maria7k', 'quotation marks of Spanish'],
  ['‘start_maria7k’', 'maria7k', 'single ones'],
  ['*start_maria7k*', 'maria7k', 'in bold, as WhatsApp writes it'],
  ['¡start_maria7k!', 'maria7k', 'an exclamation'],
  ['(start_maria7k)', 'maria7k', 'in brackets'],
  ['start_maria7k.', 'maria7k', 'a full stop'],
  ['start_maria7k😀', 'maria7k', 'an emoji behind it'],
  ['start_maria7k\nHola', 'maria7k', 'on a line of its own'],
  ['ｓｔａｒｔ＿ｍａｒｉａ７ｋ', 'maria7k', 'full-width letters'],
  ['start_ma\u00adria7k', 'maria7k', 'a soft hyphen in it'],
  ['😀 start_maria7k', null, 'an emoji is a text of its own'],
  ['start_mariañ', null, 'a letter that no code has'],
  ['start_', null, 'no code'],
  ['restart_maria7k', null, 'not at the start'],
  ['hola start_maria7k', null, 'not at the start'],
  ['start_abc', null, 'too short'],
  [`start_${'a'.repeat(25)}`, null, 'too long'],
  ['start maria7k', null, 'no underscore'],
  ['_start_maria7k_', 'maria7k', 'in italics'],
  ['start_maria7k_2', null, 'a longer word'],
])('%j ▶ %s (%s)', (text, code, _why) => {
  expect(linkCodeIn(text)).toBe(code);
});
