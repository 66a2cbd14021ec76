import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { phoneAlias } from './alias.ts';
import { foldPhone, parseExactPhone, parsePhone } from './phone.ts';

/** International numbers of all lengths, among them those of the three countries whose numbers have two forms. */
const phone = fc
  .tuple(
    fc.constantFrom('1', '503', '52', '521', '54', '549', '55', '44', '290'),
    fc.array(fc.nat(9), { minLength: 8, maxLength: 11 }),
  )
  .map(([country, digits]) => `+${country}${digits.join('')}`);

const SPELLINGS: readonly ((e164: string) => string)[] = [
  (e164) => e164,
  (e164) => `whatsapp:${e164}`,
  (e164) => `tel:${e164}`,
  (e164) => e164.slice(1),
  (e164) => `00${e164.slice(1)}`,
  (e164) => `${e164.slice(1)}@c.us`,
  (e164) => `${e164.slice(1)}:12@s.whatsapp.net`,
  (e164) => `${e164.slice(0, 4)} (${e164.slice(4, 7)}) ${e164.slice(7, 9)}-${e164.slice(9)}`,
  (e164) => e164.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
];

test('R4: every spelling of a phone is one alias, and the same exact account', () => {
  fc.assert(
    fc.property(phone, (e164) => {
      const aliases = SPELLINGS.map((spell) => {
        const parsed = parsePhone(spell(e164));
        return parsed.ok ? phoneAlias(parsed.value) : parsed.failure.code;
      });
      expect(new Set(aliases)).toEqual(new Set([phoneAlias(foldPhone(e164 as never))]));
      for (const spell of SPELLINGS) expect(parseExactPhone(spell(e164))).toEqual({ ok: true, value: e164 });
    }),
  );
});

test('folding is stable, and changes only the numbers of the countries that have two forms', () => {
  fc.assert(
    fc.property(phone, (e164) => {
      const folded = foldPhone(e164 as never);
      expect(foldPhone(folded)).toBe(folded);
      if (!/^\+5[245]/.test(e164)) expect(folded).toBe(e164);
    }),
  );
});
