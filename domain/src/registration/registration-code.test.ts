import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LINK_CODE_ALPHABET, LINK_CODE_LENGTH, linkCodeIn, linkText, newLinkCode } from '../link-code/link-code.ts';
import { waLink } from '../link-code/wa-link.ts';
import {
  CODE_ALPHABET,
  CODE_RANDOM_COUNT,
  displayCode,
  newRegistrationCode,
  registrationCodeIn,
  registrationText,
} from './registration-code.ts';

test.each<[string, string | null, boolean, string]>([
  ['Registrar B2C3-D4F5', 'B2C3D4F5', true, 'as it is written for people'],
  ['b2c3d4f5', 'B2C3D4F5', true, 'small, without a hyphen'],
  ['B2C3 D4F5', 'B2C3D4F5', true, 'a blank for the hyphen'],
  ['B2C3–D4F5.', 'B2C3D4F5', true, 'a dash as keyboards make it'],
  ['Ｂ2Ｃ3-Ｄ4Ｆ5', 'B2C3D4F5', true, 'full-width letters'],
  ['\u200bB2C3-\u200eD4F5\ufeff', 'B2C3D4F5', true, 'marks that nobody sees'],
  ['B2\u00adC3\u2060-D4F5', 'B2C3D4F5', true, 'a soft hyphen, and a joiner'],
  ['*B2C3-D4F5*', 'B2C3D4F5', true, 'in bold'],
  ['B2C3-D4F5 👍', 'B2C3D4F5', true, 'an emoji'],
  ['B2C3\u00a0D4F5', 'B2C3D4F5', true, 'a blank that does not break'],
  ['b2c3 - d4f5', 'B2C3D4F5', true, 'blanks around the hyphen'],
  ['mi código: b2c3-d4f5 gracias', 'B2C3D4F5', true, 'in the middle, with the word'],
  ['pedido B2C3-D4F5 de María', 'B2C3D4F5', false, 'in the middle of something else'],
  ['7777-8888', null, false, 'a phone'],
  ['+503 7777-8888', null, false, 'a phone'],
  ['22223333', null, false, 'an amount'],
  ['B2C3-4444', null, false, 'a half without a letter'],
  ['A2C3-D4F5', null, false, 'a letter that no code has'],
  ['XB2C3-D4F5', null, false, 'part of a longer word'],
  ['B2C3-D4F5-6666', 'B2C3D4F5', false, 'a longer number: looked up, and no attempt'],
  ['hola', null, false, 'a text'],
])('%s ▶ %s (%s, %s)', (text, code, isExplicit) => {
  const found = registrationCodeIn(text);
  expect(found?.code ?? null).toBe(code);
  expect(found?.isExplicit ?? false).toBe(isExplicit);
});

const random = (below: number, count: number) => fc.array(fc.nat(below - 1), { minLength: count, maxLength: count });

test('every code that is made is found again in the text that is written for it, in both languages', () => {
  fc.assert(
    fc.property(random(CODE_ALPHABET.length, CODE_RANDOM_COUNT), (numbers) => {
      const code = newRegistrationCode(numbers);
      if (code === null) return;
      for (const text of [displayCode(code), registrationText(code, 'es'), registrationText(code, 'en')])
        expect(registrationCodeIn(text)).toMatchObject({ code, isExplicit: true });
    }),
  );
});

test('every link code that is made is found again, under any prefix', () => {
  const prefix = fc.constantFrom('start_', 'hola ', 'Ir-');
  fc.assert(
    fc.property(random(LINK_CODE_ALPHABET.length, LINK_CODE_LENGTH), prefix, (numbers, before) => {
      const code = newLinkCode(numbers);
      expect(linkCodeIn(`"${linkText(code, before).toUpperCase()} hola`, before)).toBe(code);
    }),
  );
});

test.each([
  ['+503 7000-0001', 'https://wa.me/50370000001?text=start_maria7k%20hola'],
  ['+1 (555) 010-0123', 'https://wa.me/15550100123?text=start_maria7k%20hola'],
  ['sol', null],
  ['', null],
])('a link to %s ▶ %s', (display, url) => expect(waLink(display, 'start_maria7k hola')).toBe(url));

describe('R94: of a long text only the beginning is looked at, whatever it is made of', () => {
  const LOOKED_AT = 4_096;
  const code = 'B2C3-D4F5';
  test('a code within the first 4,096 characters is found, one behind them is not', () => {
    const before = (length: number) => `${'hola '.repeat(1_000).slice(0, length - 1)} `;
    expect(registrationCodeIn(before(LOOKED_AT - code.length) + code)?.code).toBe('B2C3D4F5');
    expect(registrationCodeIn(before(LOOKED_AT) + code)).toBeNull();
  });

  const filling = fc.constantFrom(
    ' ',
    'B2C3 ',
    '2222-3333 ',
    '\u200b',
    '*',
    'código ',
    'ﷺ',
    '🌸',
    code,
    `Registrar ${code}`,
  );
  const filled = (length: number) =>
    fc.array(filling, { minLength: 1, maxLength: 5 }).map((parts) => {
      const part = parts.join('');
      return part.repeat(Math.ceil(length / part.length)).slice(0, length);
    });
  test('what comes behind changes nothing', () => {
    fc.assert(
      fc.property(filled(LOOKED_AT), filled(500), (text, more) => {
        expect(registrationCodeIn(text + more)).toEqual(registrationCodeIn(text));
        expect(linkCodeIn(text + more)).toEqual(linkCodeIn(text));
      }),
    );
  });
});
