import { expect, test } from 'vitest';
import { matchesWords } from './matches-words.ts';

test.each([
  { search: '', texts: ['José'], is: true, why: 'nothing asked for' },
  { search: 'jose', texts: ['José'], is: true, why: 'accents and case' },
  { search: 'lempa envios', texts: ['Envíos', 'Lempa'], is: true, why: 'any order, over all texts' },
  { search: 'envios izalco', texts: ['Envíos Lempa'], is: false, why: 'every word is needed' },
  { search: '7000-0001', texts: ['+503 7000 0001'], is: true, why: 'a phone in any spelling' },
  { search: '+503 7000', texts: ['+50370000001'], is: true, why: 'the beginning of a phone' },
  { search: '7000-0002', texts: ['+503 7000 0001'], is: false, why: 'another phone' },
  { search: '12', texts: ['2026-01-02'], is: false, why: 'two digits are no phone' },
])('$search in $texts ▶ $is ($why)', ({ search, texts, is }) => expect(matchesWords(search, texts)).toBe(is));
