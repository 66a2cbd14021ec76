import { expect, test } from 'vitest';
import { knownReason } from './known-reasons.ts';

test.each([
  ['63016', 'window'],
  ['131026', 'unreachable'],
  ['131056', 'too-many'],
  ['132015', 'template'],
  ['132016', 'template'],
  ['63041', 'template'],
  ['template-refused', 'template'],
  ['number-not-yours', 'number'],
  ['999999', null],
  ['__proto__', null],
  ['constructor', null],
])('%s ▶ %s', (code, reason) => expect(knownReason(code)).toBe(reason));
