import { aConversation, aTenant } from '@casillero/domain/testing';
import { usageDay, usageDayField, usageMonth } from '@casillero/domain/usage/usage-month';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { serveStats } from '../src/api/stats/serve-stats.ts';
import { countsOn, listedTenantsOn } from '../src/firestore/count-platform.ts';
import { readOn } from '../src/firestore/transact.ts';
import { makeStats } from '../src/usecases/stats/count-stats.ts';
import { TestApi } from './start-api.ts';
import { untilNoon } from './until-noon.ts';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start((world) =>
    serveStats({
      stats: makeStats({
        ...world,
        read: readOn(world.firestore),
        counts: countsOn(world.firestore),
        tenants: listedTenantsOn(world.firestore),
      }),
    }),
  );
});
afterAll(() => api.stop());
beforeEach(async () => {
  const { firestore } = api.world;
  await Promise.all(['senders', 'platform'].map((name) => firestore.recursiveDelete(firestore.collection(name))));
});

test('R56: senders, tenants, contacts per tenant, messages per day, last updated', async () => {
  api.advance(untilNoon(api.world.now()));
  const now = api.world.now();
  const month = usageMonth(now, 'UTC');
  const today = usageDayField(usageDay(now, 'UTC'));
  const sender = (over: object) => ({ senderId: 'x', staffOf: null, boundTo: null, since: now, via: 'link', ...over });
  await api.write({
    'tenants/cuscatlan': { ...aTenant() },
    'tenants/izalco': { ...aTenant({ name: 'Izalco', status: 'suspended' }) },
    'senders/phone:+50370000001': sender({ staffOf: 'cuscatlan' }),
    'senders/phone:+50370000002': sender({ boundTo: 'izalco' }),
    'senders/phone:+50370000003': sender({}),
    'linkCodes/maria7k': { tenantId: 'izalco', isActive: true },
    'linkCodes/off1': { tenantId: 'izalco', isActive: false },
    'tenants/izalco/conversations/a': { ...aConversation({ kind: 'contact' }) },
    'tenants/izalco/conversations/b': { ...aConversation({ kind: 'contact' }) },
    'tenants/cuscatlan/conversations/c': { ...aConversation({ kind: 'intake' }) },
    [`tenants/cuscatlan/usage/${month}_0`]: { messagesIn: 5, [today]: 3 },
    [`tenants/cuscatlan/usage/${month}_7`]: { messagesIn: 2, [today]: 2 },
    [`tenants/izalco/usage/${month}_1`]: { messagesIn: 1, [today]: 1 },
  });
  const { status, body } = await api.call('operator', 'GET', '/stats');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    senders: 3,
    staffPhones: 1,
    tenants: { active: 1, suspended: 1 },
    numbers: 0,
    linkCodes: 1,
    contacts: 2,
    perTenant: [
      { tenantId: 'izalco', name: 'Izalco', contacts: 2, messagesThisMonth: 1 },
      { tenantId: 'cuscatlan', contacts: 0, messagesThisMonth: 7 },
    ],
    updatedAt: expect.any(String),
  });
  const days = body.messagesPerDay as { day: string; count: number }[];
  expect([days.length, days.at(-1)]).toEqual([30, { day: now.toISOString().slice(0, 10), count: 6 }]);
});

test('figures are counted again after an hour, or on demand after a minute, and not before', async () => {
  const at = async (method: string, path: string) => (await api.call('operator', method, path)).body;
  await api.write({ 'senders/phone:+50370000001': { senderId: 'x' } });
  const first = await at('GET', '/stats');
  expect(first.senders).toBe(1);
  await api.write({ 'senders/phone:+50370000002': { senderId: 'y' } });
  expect(await at('GET', '/stats')).toEqual(first);
  expect(await at('POST', '/stats/recount')).toEqual(first);
  api.advance(61_000);
  expect(await at('GET', '/stats')).toEqual(first);
  expect((await at('POST', '/stats/recount')).senders).toBe(2);
  await api.write({ 'senders/phone:+50370000003': { senderId: 'z' } });
  api.advance(3_600_001);
  expect((await at('GET', '/stats')).senders).toBe(3);
});
