import { fail, ok } from '@casillero/domain/result';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readOn } from '../src/firestore/transact.ts';
import type { WahaServerSession } from '../src/usecases/waha-sessions/ports.ts';
import { makeRecordWahaSession } from '../src/usecases/waha-sessions/record-session.ts';
import { makeRefreshSessions } from '../src/usecases/waha-sessions/refresh-sessions.ts';
import { TestApi } from './start-api.ts';

let api: TestApi;
let server: WahaServerSession[] | null;
beforeAll(async () => {
  api = await TestApi.start(() => []);
});
afterAll(() => api.stop());

const session = (name: string, over: Partial<WahaServerSession> = {}): WahaServerSession => ({
  name,
  status: 'WORKING',
  phone: null,
  pushName: null,
  engine: 'GOWS',
  isHooked: true,
  ...over,
});
const hoursAgo = (hours: number) => new Date(api.world.now().getTime() - hours * 3_600_000);
const record = (status: string, statusAt: Date, lastMessageAt: Date | null = null) => ({
  status,
  statusAt,
  lastMessageAt,
});
const aNumber = {
  provider: 'waha',
  mode: 'dedicated',
  tenantIds: ['cuscatlan'],
  display: 'gone',
  verifiedName: '',
  status: 'online',
  createdAt: new Date('2026-01-01'),
};

const refresh = () =>
  makeRefreshSessions({
    server: {
      list: async () => (server === null ? fail('waha-unreachable', 'no answer', 'Look after it.') : ok(server)),
    },
    known: async () => (await api.world.firestore.collection('wahaSessions').get()).docs.map(({ id }) => id),
    read: readOn(api.world.firestore),
    record: makeRecordWahaSession(api.world),
    now: api.world.now,
  })();

beforeEach(async () => {
  for (const path of ['wahaSessions', 'numbers'])
    await api.world.firestore.recursiveDelete(api.world.firestore.collection(path));
});

test('R53: a session that works and tells nothing is told to be silent; its state stays as old as it is', async () => {
  server = [session('quiet'), session('busy'), session('new'), session('unhooked', { isHooked: false })];
  const statusAt = hoursAgo(100);
  await api.write({
    'wahaSessions/quiet': record('WORKING', statusAt, hoursAgo(13)),
    'wahaSessions/busy': record('WORKING', statusAt, hoursAgo(1)),
  });
  expect(await refresh()).toEqual({
    alerts: [
      { session: 'quiet', alert: 'silent' },
      { session: 'unhooked', alert: 'unhooked' },
    ],
    failure: null,
  });
  const quiet = (await api.read('wahaSessions/quiet')) as { statusAt: { toDate(): Date } };
  expect(quiet.statusAt.toDate()).toEqual(statusAt);
  expect(await api.read('wahaSessions/new')).toMatchObject({ status: 'WORKING' });
});

test('what no event told is recorded: another state, and a session that is there no more', async () => {
  server = [session('main', { status: 'FAILED' })];
  await api.write({
    'wahaSessions/main': record('WORKING', hoursAgo(2)),
    'wahaSessions/gone': record('WORKING', hoursAgo(20)),
    'numbers/waha:gone': aNumber,
  });
  expect((await refresh()).alerts).toEqual([{ session: 'main', alert: 'failed' }]);
  expect(await api.read('wahaSessions/main')).toMatchObject({ status: 'FAILED' });
  expect(await api.read('numbers/waha:gone')).toMatchObject({ status: 'offline' });
  expect((await refresh()).alerts).toEqual([{ session: 'main', alert: 'failed' }]);
});

test('a server that does not answer changes nothing', async () => {
  server = null;
  await api.write({ 'wahaSessions/main': record('WORKING', hoursAgo(2)) });
  expect(await refresh()).toMatchObject({ alerts: [], failure: { code: 'waha-unreachable' } });
  expect(await api.read('wahaSessions/main')).toMatchObject({ status: 'WORKING' });
});
