import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { open, parseSealingKeys, seal } from './sealed.ts';

const base64Key = () => randomBytes(32).toString('base64');
const OLD = `k1:${base64Key()}`;
const NEW = `k2:${base64Key()}`;
const keys = parseSealingKeys(OLD);

const sealed = (context: string, text: string, by = keys): string => {
  const result = seal(by, context, text);
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
};

describe('R51: secrets at rest', () => {
  test('what was sealed opens, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, context) => {
        expect(open(keys, context, sealed(context, text))).toEqual({ ok: true, value: text.toWellFormed() });
      }),
    );
  });

  test('the ciphertext shows nothing of the text, and differs every time', () => {
    const [one, two] = [sealed('a', 'EAA-secret'), sealed('a', 'EAA-secret')];
    expect(one).not.toBe(two);
    expect(Buffer.from(one.split('.')[3] ?? '', 'base64url').toString('latin1')).not.toContain('EAA-secret');
  });

  test('a changed character anywhere does not open', () => {
    const text = sealed('acc#accessToken', 'EAA-secret');
    for (let i = 0; i < text.length; i++) {
      const changed = text.slice(0, i) + (text[i] === 'A' ? 'B' : 'A') + text.slice(i + 1);
      // The last characters of base64url may hold unused bits: the bytes are then the same.
      const isSame = changed.split('.').every((part, at) => {
        const original = text.split('.')[at] ?? '';
        return at < 2 ? part === original : Buffer.from(part, 'base64url').equals(Buffer.from(original, 'base64url'));
      });
      expect(open(keys, 'acc#accessToken', changed).ok, changed).toBe(isSame);
    }
  });

  test.each([
    ['another account', 'other#accessToken'],
    ['another field', 'acc#appSecret'],
  ])('put into %s, it does not open', (_where, context) => {
    expect(open(keys, context, sealed('acc#accessToken', 'x'))).toMatchObject({ failure: { code: 'tampered' } });
  });

  test('rotation: the new key seals, the old one still opens what it sealed', () => {
    const before = sealed('acc', 'x');
    const rotated = parseSealingKeys(`${NEW},${OLD}`);
    expect(open(rotated, 'acc', before)).toEqual({ ok: true, value: 'x' });
    expect(sealed('acc', 'x', rotated)).toMatch(/^v1\.k2\./);
    expect(open(parseSealingKeys(NEW), 'acc', before)).toMatchObject({ failure: { code: 'unknown-key' } });
  });

  test.each([
    '',
    'v1',
    'v1.k1',
    'v1.k1..',
    'v2.k1.x.y',
    'plain text',
    'v1.k1.AAAA.AAAA',
  ])('%j does not open', (text) => {
    expect(open(keys, 'acc', text).ok).toBe(false);
  });
});

describe('the setting', () => {
  test.each(['', 'none', ' , '])('%j ▶ no keys, and nothing can be sealed', (setting) => {
    expect(parseSealingKeys(setting)).toEqual([]);
    expect(seal([], 'a', 'x')).toMatchObject({ failure: { code: 'no-key' } });
  });
  test.each([
    `k1:${randomBytes(16).toString('base64')}`,
    'k1',
    `:${base64Key()}`,
    `k 1:${base64Key()}`,
  ])('a bad key is told without its bytes: %#', (setting) => {
    const bytes = setting.split(':')[1];
    expect(() => parseSealingKeys(setting)).toThrow(/SECRETS_KEYS/);
    try {
      parseSealingKeys(setting);
    } catch (error) {
      if (bytes) expect(String(error)).not.toContain(bytes);
    }
  });
});
