import { ordersEntry } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { searchTokens } from '@casillero/domain/search/search-tokens';
import { aBatch } from '@casillero/domain/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serveBatches } from '../src/api/batches/serve-batches.ts';
import { makeRenameBatch } from '../src/usecases/batches/rename-batch.ts';
import { TestApi, type Token } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start((world) => serveBatches({ rename: makeRenameBatch(world) }));
});
afterAll(() => api.stop());

const BATCH = paths.batch('cuscatlan', 'b1');
const before = aBatch({ state: 'ready', customerName: null, screenshotCount: 2, orderCount: 1, failedCount: 1 });
beforeEach(() => api.write({ [BATCH]: before, [paths.batch('cuscatlan', 'empty')]: aBatch() }));

const rename = (token: Token | null, customerName: unknown, batchId = 'b1') =>
  api.call(token, 'PATCH', `/tenants/cuscatlan/batches/${batchId}`, { customerName });
const following = async () => (await api.list('outbox')).map((fields) => ordersEntry.parse(fields));

test('a batch gets its name, is found by it, and its orders follow', async () => {
  const renamed = await rename('member', '  María   Rodríguez ');
  expect([renamed.status, renamed.body]).toEqual([200, { customerName: 'María Rodríguez' }]);
  const after = await api.read(BATCH);
  expect(after).toMatchObject({
    customerName: 'María Rodríguez',
    searchTokens: searchTokens(['María Rodríguez']),
    state: 'ready',
    screenshotCount: 2,
    orderCount: 1,
    failedCount: 1,
  });
  expect(after?.updatedAt).not.toEqual(before.updatedAt);
  const [entry] = await following();
  expect(entry).toMatchObject({ tenantId: 'cuscatlan', batchId: 'b1', screenshotId: null, state: 'pending' });
  expect(api.world.queue.take()?.payload).toMatchObject({ outboxId: (await api.list('outbox'))[0]?.id });

  await rename('member', 'Ana');
  expect((await api.read(BATCH))?.searchTokens).toEqual(searchTokens(['Ana']));
});

test('where nothing was read, nothing has to follow', async () => {
  const entries = (await following()).length;
  expect((await rename('admin', 'Ana', 'empty')).status).toBe(200);
  expect(await following()).toHaveLength(entries);
});

describe('R92: who may', () => {
  test.each<[Token | null, number]>([
    [null, 401],
    ['claimless', 404],
    ['other', 404],
    ['operator', 403],
    ['member', 200],
    ['admin', 200],
  ])('%s renames: %i', async (token, status) => {
    expect((await rename(token, 'José')).status).toBe(status);
    expect((await api.read(BATCH))?.customerName).toBe(status === 200 ? 'José' : null);
  });
});

describe('R93: bad input', () => {
  test.each<[string, unknown, string, number, string]>([
    ['a name of 81 characters', 'ñ'.repeat(81), 'b1', 400, 'invalid-input'],
    ['an empty name', '  ', 'b1', 400, 'invalid-input'],
    ['a name that nobody sees', '\u200b\u2060', 'b1', 400, 'invalid-input'],
    ['a number', 7, 'b1', 400, 'invalid-input'],
    ['no name', null, 'b1', 400, 'invalid-input'],
    ['a batch that is not there', 'Ana', 'nowhere', 404, 'not-found'],
  ])('%s: nothing is changed', async (_what, name, batchId, status, code) => {
    const answer = await rename('member', name, batchId);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect((await api.read(BATCH))?.customerName).toBeNull();
  });

  test('80 characters are a name, emoji too', async () => {
    for (const name of ['ñ'.repeat(80), '🌸'.repeat(80)]) {
      expect((await rename('member', name)).status).toBe(200);
      expect((await api.read(BATCH))?.customerName).toBe(name);
    }
  });
});
