import { expect, test } from 'vitest';
import { isFound, parseSearch } from '../search/search-tokens.ts';
import { customerNameIn, namedFields } from './customer-name.ts';

test.each<[string, string | null]>([
  ['  María   Rodríguez ', 'María Rodríguez'],
  ['María\nde Jesús', 'María de Jesús'],
  ['🌸', '🌸'],
  ['ñ'.repeat(81), 'ñ'.repeat(80)],
  ['\u200b\u2060', null],
  [' \t\u00a0 ', null],
  ['\n', null],
  ['', null],
])('%j names %j', (text, name) => expect(customerNameIn(text)).toBe(name));

test.each<[string | null, string, boolean]>([
  ['María Rodríguez', 'maria', true],
  ['María Rodríguez', 'ROD mar', true],
  ['María Rodríguez', 'marta', false],
  ['Doña Tere 2', 'dona tere', true],
  ['🌸', 'maria', false],
  [null, 'maria', false],
])('a batch called %j is found by %j: %s', (name, typed, isIn) => {
  const { customerName, searchTokens } = namedFields(name);
  const search = parseSearch(typed);
  expect(customerName).toBe(name);
  expect(search !== null && searchTokens.includes(search.token) && isFound(search, searchTokens)).toBe(isIn);
});
