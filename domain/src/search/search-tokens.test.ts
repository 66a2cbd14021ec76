import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFound, parseSearch, searchTokens } from './search-tokens.ts';

const isFoundBy = (typed: string, ...texts: (string | null)[]): boolean | null => {
  const search = parseSearch(typed);
  const tokens = searchTokens(texts);
  return search && tokens.includes(search.token) && isFound(search, tokens);
};

describe('a record is found', () => {
  test.each<[string, string[], boolean | null]>([
    ['maria', ['María Rodríguez'], true],
    ['MARÍA rod', ['María Rodríguez'], true],
    ['rod mar', ['María Rodríguez'], true],
    ['marta', ['María Rodríguez'], false],
    ['maria lopez', ['María Rodríguez'], false],
    ['1Z999', ['1Z999AA10123456784'], true],
    ['6784', ['1Z999AA10123456784'], true],
    ['5678', ['1Z999AA10123456784'], false],
    ['7000 0001', ['+503 7000-0001'], true],
    ['70000001', ['+503 7000-0001'], true],
    ['+503 7000-0001', ['+50370000001'], true],
    ['611698438060', ['611698438060'], true],
    ['9400111899223100001234', ['9400111899223100001234'], true],
    ['m', ['María'], null],
    ['  ', ['María'], null],
    ['ñandú', ['Tienda Ñandú'], true],
  ])('%s in %j ▶ %s', (typed, texts, expected) => {
    expect(isFoundBy(typed, ...texts)).toBe(expected);
  });
});

test('every word of a text finds it', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-zñáé]{2,14}$/), { minLength: 1, maxLength: 5 }), (words) => {
      const text = words.join(' ');
      for (const word of words) expect(isFoundBy(word, text)).toBe(true);
      expect(isFoundBy(text, text)).toBe(true);
    }),
  );
});

test('the tokens of a record stay few', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 2_000 }), (text) => {
      expect(searchTokens([text]).length).toBeLessThanOrEqual(150);
    }),
  );
});
