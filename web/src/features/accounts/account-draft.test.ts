import { createAccount } from '@casillero/domain/api/accounts';
import { expect, test } from 'vitest';
import { type AccountDraft, faultsOf, settingsOf } from './account-draft.ts';

const whole: AccountDraft = {
  label: 'Own line',
  wabaId: '102030405060708',
  portfolioId: '',
  phoneNumberIds: '770000000000001\n770000000000002',
  hasOwnApp: true,
  accessToken: 'EAAGm0PX4ZCpsBA',
  verifyToken: '',
  appSecret: '0123456789abcdef',
};
const NEW = { isNew: true, hasSecret: false };

test('a whole draft has no faults, and the API takes its settings', () => {
  expect(faultsOf(whole, NEW)).toEqual({});
  const body = { ...settingsOf(whole), accessToken: whole.accessToken, appSecret: whole.appSecret };
  expect(createAccount.body.safeParse(body).error).toBeUndefined();
});

test.each([
  { change: { label: '  ' }, faults: { label: 'missing' } },
  { change: { wabaId: 'abc' }, faults: { wabaId: 'not-digits' } },
  { change: { portfolioId: '12' }, faults: { portfolioId: 'not-digits' } },
  { change: { phoneNumberIds: '' }, faults: { phoneNumberIds: 'missing' } },
  { change: { phoneNumberIds: '770000000000001, 770000000000001' }, faults: { phoneNumberIds: 'twice' } },
  { change: { phoneNumberIds: '+503 7000-0001' }, faults: { phoneNumberIds: 'not-digits' } },
  { change: { accessToken: '' }, faults: { accessToken: 'missing' } },
  { change: { accessToken: 'short' }, faults: { accessToken: 'too-short' } },
  { change: { verifyToken: 'two words of it' }, faults: { verifyToken: 'blanks' } },
  { change: { appSecret: '' }, faults: { appSecret: 'missing' } },
])('$change ▶ $faults', ({ change, faults }) => expect(faultsOf({ ...whole, ...change }, NEW)).toEqual(faults));

test('of an account that is there, empty secrets stay as they are', () =>
  expect(faultsOf({ ...whole, accessToken: '', appSecret: '' }, { isNew: false, hasSecret: true })).toEqual({}));
