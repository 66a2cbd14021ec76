import { expect, test } from 'vitest';
import { isNumberKey, numberKeyOf } from './number-key.ts';

test.each([
  ['twilio', '+503 7000-0900', 'twilio:+50370000900'],
  ['twilio', 'whatsapp:+1 (555) 0100', 'twilio:+15550100'],
  ['twilio', '7000-0900', null],
  ['twilio', '+0123456789', null],
  ['meta', ' 770000000000001 ', 'meta:770000000000001'],
  ['meta', '+50370000900', null],
  ['meta', 'waba', null],
  ['waha', 'main-2', 'waha:main-2'],
  ['waha', 'two words', null],
  ['waha', 'a/b', null],
  ['waha', '', null],
] as const)('%s %j ▶ %s', (provider, typed, key) => {
  expect(numberKeyOf(provider, typed)).toBe(key);
  if (key !== null) expect(isNumberKey(key)).toBe(true);
});

test.each(['twilio:7000', 'meta:', 'sms:+15550100', '', 'constructor:1', 'waha:a:b'])('%j is no key', (text) => {
  expect(isNumberKey(text)).toBe(false);
});
