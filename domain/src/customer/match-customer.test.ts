import { describe, expect, test } from 'vitest';
import type { CanonicalPhone } from '../sender/phone.ts';
import { customerFields, matchCustomer, nameKeyOf } from './match-customer.ts';

const NOW = new Date('2026-03-01T10:00:00.000Z');
const PHONE = '+50370000501' as CanonicalPhone;
const customer = (id: string, phone: CanonicalPhone | null = null) => ({
  id,
  record: { ...customerFields({ name: 'María Rodríguez', phone, notes: '' }), createdAt: NOW, updatedAt: NOW },
});
const one = customer('c1');
const another = customer('c2', '+50370000502' as CanonicalPhone);

describe('R18: customers are matched within the tenant', () => {
  test.each([
    ['the phone decides', PHONE, another, [one], 'matched', 'c2'],
    ['one of that name', null, null, [one], 'matched', 'c1'],
    ['one of that name, who has no phone yet', PHONE, null, [one], 'matched', 'c1'],
    ['one of that name with another phone', PHONE, null, [another], 'choose', null],
    ['two of that name', null, null, [one, another], 'choose', null],
    ['nobody of that name', PHONE, null, [], 'new', null],
  ] as const)('%s', (_what, phone, byPhone, byName, kind, id) => {
    const match = matchCustomer(phone, byPhone, byName);
    expect([match.kind, match.kind === 'matched' ? match.customer.id : null]).toEqual([kind, id]);
  });
});

test.each([
  ['María  Rodríguez', 'maria rodriguez'],
  ['MARIA RODRIGUEZ', 'maria rodriguez'],
  ['📦', '📦'],
  ['李', '李'],
])('the key of %s', (name, key) => {
  expect(nameKeyOf(name)).toBe(key);
});
