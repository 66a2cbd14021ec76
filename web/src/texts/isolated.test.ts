import { expect, test } from 'vitest';
import { isolated } from './isolated.ts';

test.each([
  { name: 'شركة النيل', isIsolated: true, why: 'Arabic' },
  { name: 'מרים 7', isIsolated: true, why: 'Hebrew' },
  { name: 'José 🌸', isIsolated: false, why: 'nothing that turns round' },
  { name: '+503 7000 0001', isIsolated: false, why: 'a phone' },
])('$name ▶ isolated: $isIsolated ($why)', ({ name, isIsolated }) =>
  expect(isolated(name)).toBe(isIsolated ? `\u2068${name}\u2069` : name));
