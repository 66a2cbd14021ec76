import { randomUUID } from 'node:crypto';
import { newEntry } from '@casillero/domain/outbox/new-entry';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serveProblems } from '../src/api/problems/serve-problems.ts';
import { makeDismissProblem } from '../src/usecases/problems/dismiss-problem.ts';
import { makeRetryUnprocessed } from '../src/usecases/problems/retry-unprocessed.ts';
import { makeRetryWork } from '../src/usecases/problems/retry-work.ts';
import { makeKeepUnprocessed } from '../src/usecases/take-events/keep-unprocessed.ts';
import { TestApi, type Token } from './start-api.ts';

let api: TestApi;
const defects: unknown[] = [];
beforeAll(async () => {
  api = await TestApi.start((world) =>
    serveProblems({
      retryWork: async (id, actor) => {
        if (id === 'broken') throw new TypeError('a defect of ours');
        return makeRetryWork(world)(id, actor);
      },
      retryUnprocessed: makeRetryUnprocessed({
        ...world,
        readAgain: async () => ({ kind: 'nothing', why: 'It is empty.' }),
        takeEventsKeeping: () => async () => ({ taken: 0, kept: 0, isComplete: true }),
      }),
      dismiss: makeDismissProblem(world),
      onDefect: (error) => defects.push(error),
    }),
  );
});
afterAll(() => api.stop());

const AT = new Date('2026-02-01T10:00:00Z');
const EMPTIED = ['outbox', 'unprocessed', 'refusedEvents', 'senderConflicts', 'audit', 'tenants/cuscatlan/audit'];
beforeEach(async () => {
  for (const path of EMPTIED) await api.world.firestore.recursiveDelete(api.world.firestore.collection(path));
  const work = { kind: 'orders', tenantId: 'cuscatlan', batchId: 'b', screenshotId: null } as const;
  const reason = { code: 'unexpected', message: 'a defect' };
  await api.write({
    'outbox/dead': { ...newEntry('dead', work, AT).record, state: 'dead', attempts: 5, reason },
    'outbox/done': { ...newEntry('done', work, AT).record, state: 'done' },
    'refusedEvents/izalco_2026-02-01': {
      provider: 'meta',
      accountId: 'izalco',
      day: '2026-02-01',
      count: 3,
      lastNumber: '770000000000001',
      lastAt: AT,
      expireAt: AT,
    },
    'senderConflicts/c1': {
      senderId: 's1',
      aliases: ['phone:+50370000001', 'lid:main:1'],
      kept: { staffOf: null, boundTo: 'cuscatlan' },
      dropped: { staffOf: null, boundTo: 'izalco' },
      why: 'two-bindings',
      at: AT,
    },
  });
  await makeKeepUnprocessed(api.world)({ provider: 'meta', accountId: 'platform-meta' }, reason, '{}');
});
const keptId = async () => String((await api.world.firestore.collection('unprocessed').get()).docs[0]?.id);
const call = (act: 'retry' | 'dismiss', problems: unknown, token: Token | null = 'operator') =>
  api.call(token, 'POST', `/problems/${act}`, { problems }, act === 'retry' ? { 'Idempotency-Key': randomUUID() } : {});

test('each problem is told by itself what became of it', async () => {
  const { status, body } = await call('retry', [
    { source: 'work', id: 'dead' },
    { source: 'work', id: 'done' },
    { source: 'work', id: 'gone' },
    { source: 'unprocessed', id: await keptId() },
  ]);
  expect([status, (body.outcomes as { code: string }[]).map(({ code }) => code)]).toEqual([
    200,
    [null, 'already-settled', 'not-found', 'not-taken-in'],
  ]);
  expect(await api.read('outbox/dead')).toMatchObject({ state: 'pending', attempts: 5, retriedAfter: 5 });
  expect(api.world.queue.take()?.payload).toEqual({ outboxId: 'dead' });
});

test('one that breaks hides nothing of what became of the others', async () => {
  const { status, body } = await call('retry', [
    { source: 'work', id: 'broken' },
    { source: 'work', id: 'dead' },
  ]);
  expect([status, body.outcomes]).toMatchObject([
    200,
    [
      { id: 'broken', code: 'try-later', message: expect.not.stringContaining('defect') },
      { id: 'dead', code: null },
    ],
  ]);
  expect(defects).toMatchObject([{ message: 'a defect of ours' }]);
});

test('dismissed is off the list; who did it, and what it said, is kept', async () => {
  const problems = [
    { source: 'work', id: 'dead' },
    { source: 'unprocessed', id: await keptId() },
    { source: 'refused', id: 'izalco_2026-02-01' },
    { source: 'conflict', id: 'c1' },
  ];
  expect((await call('dismiss', problems)).body.outcomes).toMatchObject(
    problems.map((each) => ({ ...each, code: null })),
  );
  expect(await api.read('outbox/dead')).toMatchObject({ state: 'dismissed', expireAt: expect.anything() });
  expect(await api.list('unprocessed')).toMatchObject([{ state: 'dismissed' }]);
  expect([await api.list('refusedEvents'), await api.list('senderConflicts')]).toEqual([[], []]);
  expect(await api.list('tenants/cuscatlan/audit')).toMatchObject([
    { act: 'dismissProblem', actor: { uid: 'olga' }, target: 'outbox/dead' },
  ]);
  expect((await api.list('audit')).map(({ details }) => details)).toEqual(
    expect.arrayContaining([
      { provider: 'meta', reason: 'a defect' },
      { accountId: 'izalco', day: '2026-02-01', count: '3', lastNumber: '770000000000001' },
      expect.objectContaining({ why: 'two-bindings', aliases: 'phone:+50370000001, lid:main:1' }),
    ]),
  );
  const again = (await call('dismiss', problems)).body.outcomes as { code: string }[];
  expect(again.map(({ code }) => code)).toEqual(['already-settled', 'already-settled', 'not-found', 'not-found']);
});

describe('R92, R93', () => {
  test.each([
    ['nobody', null, 401],
    ['an importer’s admin', 'admin', 404],
    ['a member', 'member', 404],
  ] as const)('%s retries and dismisses nothing', async (_who, token, status) => {
    for (const act of ['retry', 'dismiss'] as const)
      expect((await call(act, [{ source: 'work', id: 'dead' }], token)).status).toBe(status);
    expect(await api.read('outbox/dead')).toMatchObject({ state: 'dead' });
  });

  test.each([
    ['nothing', []],
    ['too many', Array.from({ length: 51 }, () => ({ source: 'work', id: 'dead' }))],
    ['a path', [{ source: 'work', id: 'dead/../../tenants/cuscatlan' }]],
    ['a conflict', [{ source: 'conflict', id: 'c1' }]],
  ])('%s cannot be retried', async (_what, problems) => {
    expect((await call('retry', problems)).status).toBe(400);
  });
});
