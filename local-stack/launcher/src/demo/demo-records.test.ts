import { inspect } from 'node:util';
import { claimsSchema } from '@casillero/domain/access/identity';
import { standingOf, standingPath } from '@casillero/domain/access/standing';
import { accountRecord } from '@casillero/domain/records/account-record';
import { primaryPhoneRecord } from '@casillero/domain/records/registration-record';
import { linkCodeRecord, linkRecord, numberRecord, senderRecord } from '@casillero/domain/records/routing-records';
import { memberRecord, phoneRecord, tenantRecord } from '@casillero/domain/records/tenant-record';
import { userRecord } from '@casillero/domain/records/user-record';
import { parsePhone } from '@casillero/domain/sender/phone';
import { parseTenantId } from '@casillero/domain/tenant/tenant-id';
import { demoWorld } from '@casillero/provider-simulator/demo-world';
import { expect, test } from 'vitest';
import { DEMO_META_ACCOUNT, DEMO_NUMBERS, DEMO_PEOPLE, DEMO_TENANTS } from './demo-people.ts';
import { demoRecords } from './demo-records.ts';

/** Every kind of path in the demo, and the shape of what lies there. */
const SHAPES = [
  [/^numbers\/[^/]+$/, numberRecord],
  [/^accounts\/[^/]+$/, accountRecord],
  [/^senders\/[^/]+$/, senderRecord],
  [/^linkCodes\/[^/]+$/, linkCodeRecord],
  [/^tenants\/[^/]+$/, tenantRecord],
  [/^tenants\/[^/]+\/members\/[^/]+$/, memberRecord],
  [/^users\/[^/]+$/, userRecord],
  [/^tenants\/[^/]+\/phones\/[^/]+$/, phoneRecord],
  [/^tenants\/[^/]+\/links\/[^/]+$/, linkRecord],
  [/^tenants\/[^/]+\/pointers\/primaryPhone$/, primaryPhoneRecord],
] as const;

test.each(demoRecords())('$path has the shape of its collection, and no more', ({ path, fields }) => {
  const shape = SHAPES.find(([pattern]) => pattern.test(path))?.[1];
  expect(shape?.strict().safeParse(fields).error, inspect(fields)).toBeUndefined();
  expect(shape).toBeDefined();
});

test('no two records have the same path', () => {
  const recordPaths = demoRecords().map(({ path }) => path);
  expect(new Set(recordPaths).size).toBe(recordPaths.length);
});

test('seeding again changes nothing', () => expect(demoRecords()).toEqual(demoRecords()));

test.each(DEMO_PEOPLE)('$email has claims that everybody understands', ({ claims }) => {
  expect(claimsSchema.parse(claims)).toEqual(claims);
  if (claims.role !== 'operator') expect(DEMO_TENANTS.map(({ id }) => id)).toContain(claims.tenantId);
});

test.each(DEMO_PEOPLE)('$email has the documents without which the claims are worth nothing', ({ uid, claims }) => {
  const fields = demoRecords().find(({ path }) => path === standingPath(uid, claims))?.fields;
  expect(standingOf(claims, (fields as Record<string, unknown> | undefined) ?? null)).toEqual(claims);
});

test.each(DEMO_TENANTS)('$name: its id and phones are canonical, its phones invented', ({ id, staffPhones }) => {
  expect(parseTenantId(id)).toBe(id);
  for (const { phone } of staffPhones) {
    expect(parsePhone(phone)).toEqual({ ok: true, value: phone });
    expect(phone).toMatch(/^\+50370000\d{3}$/);
  }
});

test('the simulator’s people have the staff phones, and its numbers are those of the demo', () => {
  const phones = demoWorld.people.map(({ phone }) => phone);
  for (const { phone } of DEMO_TENANTS.flatMap(({ staffPhones }) => staffPhones)) expect(phones).toContain(phone);
  expect(DEMO_NUMBERS.map(({ provider, key, phone }) => ({ provider, key, phone }))).toEqual([
    ...demoWorld.numbers.map(({ phone }) => ({ provider: 'twilio', key: phone, phone })),
    ...demoWorld.meta.numbers.map(({ phoneNumberId, phone }) => ({ provider: 'meta', key: phoneNumberId, phone })),
    ...demoWorld.waha.sessions.map(({ name, phone }) => ({ provider: 'waha', key: name, phone })),
  ]);
});

test('Meta’s numbers are in the account that the simulator has', () => {
  expect(demoWorld.meta.wabas.map(({ id }) => id)).toContain(DEMO_META_ACCOUNT);
});
