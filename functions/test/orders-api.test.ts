import { paths } from '@casillero/domain/records/paths';
import { placePart } from '@casillero/domain/review/place-part';
import { aBatch, anOrder, NOW } from '@casillero/domain/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serveOrders } from '../src/api/orders/serve-orders.ts';
import { findCustomersByNameOn } from '../src/firestore/find-customers.ts';
import { findInBatchOn } from '../src/firestore/find-in-batch.ts';
import { queryAccuracyOn, queryOrdersOn } from '../src/firestore/query-orders.ts';
import { readOn } from '../src/firestore/transact.ts';
import { makeFindCustomer } from '../src/usecases/customers/find-customer.ts';
import { makeGatherOrders } from '../src/usecases/orders/gather-orders.ts';
import { makeReviewOrders } from '../src/usecases/orders/review-orders.ts';
import { TestApi, type Token } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start(({ firestore, transact, now, newId }) =>
    serveOrders({
      review: makeReviewOrders({
        transact,
        read: readOn(firestore),
        findCustomer: makeFindCustomer({ read: readOn(firestore), findByName: findCustomersByNameOn(firestore) }),
        newId,
        newToken: newId,
        now,
      }),
      gather: makeGatherOrders({ transact, find: findInBatchOn(firestore), now }),
      query: queryOrdersOn(firestore),
      queryAccuracy: queryAccuracyOn(firestore),
      readDocument: async (path) => (await firestore.doc(path).get()).data() ?? null,
    }),
  );
});
afterAll(() => api.stop());

const confidence = Object.fromEntries(Object.keys(anOrder().confidence).map((field) => [field, 0.9])) as ReturnType<
  typeof anOrder
>['confidence'];

/** An order that waits; `total` null and a doubt about the shop if it is to be looked at. */
const put = async (id: string, second: number, isDoubtful = false) => {
  const { changes } = placePart({
    batch: { id: 'b1', customerName: 'María Rodríguez', isCancelled: false },
    part: {
      screenshotId: id,
      receivedAt: new Date(NOW.getTime() + second * 1_000),
      position: 0,
      reading: anOrder({
        shop: 'Shein',
        orderNumber: `GSH000${second}`,
        total: 20,
        confidence: isDoubtful ? { ...confidence, shop: 0.2 } : confidence,
      }),
      disagreements: [],
    },
    near: [],
    now: NOW,
  });
  await api.world.firestore.doc(paths.order('cuscatlan', id)).set(changes[0]?.after ?? {});
};

beforeEach(async () => {
  const { firestore } = api.world;
  await firestore.recursiveDelete(firestore.collection(paths.accuracy('cuscatlan')));
  await api.world.firestore.doc(paths.batch('cuscatlan', 'b1')).set(aBatch({ customerName: 'María Rodríguez' }));
  await Promise.all([put('o1', 1), put('o2', 2), put('o3', 3, true)]);
});

const call = (token: Token | null, method: string, path: string, body?: unknown) =>
  api.call(token, method, `/tenants/cuscatlan${path}`, body);

describe('R92: who may', () => {
  test.each<[Token | null, number, number]>([
    [null, 401, 401],
    ['claimless', 404, 404],
    ['other', 404, 404],
    ['operator', 200, 403],
    ['member', 200, 200],
    ['admin', 200, 200],
  ])('%s looks: %i, corrects: %i', async (token, looks, corrects) => {
    expect((await call(token, 'GET', '/orders/o1')).status).toBe(looks);
    expect((await call(token, 'GET', '/orders')).status).toBe(looks);
    expect((await call(token, 'GET', '/accuracy')).status).toBe(looks);
    expect((await call(token, 'PATCH', '/orders/o1', { set: { total: 21 } })).status).toBe(corrects);
  });
});

describe('R93: bad input', () => {
  test.each<[string, string, unknown, number, string]>([
    ['PATCH', '/orders/o1', {}, 400, 'invalid-input'],
    ['PATCH', '/orders/o1', { set: { total: -1 } }, 400, 'invalid-input'],
    ['PATCH', '/orders/o1', { set: { review: 'confirmed' } }, 400, 'invalid-input'],
    ['PATCH', '/orders/o1', { reset: ['everything'] }, 400, 'invalid-input'],
    ['PATCH', '/orders/nothing', { set: { total: 1 } }, 404, 'not-found'],
    ['POST', '/orders/o1/confirm', { revision: 7 }, 409, 'changed-meanwhile'],
    ['POST', '/orders/o1/confirm', undefined, 400, 'invalid-input'],
    ['POST', '/order-confirmations', { orders: [] }, 400, 'invalid-input'],
    ['GET', '/orders?limit=1000', undefined, 400, 'invalid-input'],
    ['GET', '/orders?review=lost', undefined, 400, 'invalid-input'],
    ['GET', '/orders?cursor=gone', undefined, 400, 'unknown-cursor'],
    ['POST', '/batches/nowhere/gather-orders', undefined, 404, 'not-found'],
  ])('%s %s %j ▶ %i %s', async (method, path, body, status, code) => {
    const answer = await call('admin', method, path, body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

test('an order is corrected, confirmed once, opened again, set aside', async () => {
  const corrected = await call('admin', 'PATCH', '/orders/o1', { set: { total: 25, customerName: ' Ana ' } });
  expect(corrected.body).toMatchObject({
    order: { total: 25, customerName: 'Ana' },
    reading: { total: 20 },
    correctedFields: ['customerName', 'total'],
  });
  for (let times = 0; times < 2; times++)
    expect((await call('admin', 'POST', '/orders/o1/confirm', { revision: 1 })).body).toMatchObject({
      review: 'confirmed',
    });
  expect((await call('admin', 'POST', '/orders/o1/set-aside')).body.code).toBe('confirmed');
  expect((await call('admin', 'GET', '/accuracy')).body).toMatchObject({
    shops: [
      {
        shop: 'shein',
        name: 'Shein',
        orderCount: 1,
        fields: expect.arrayContaining([{ field: 'total', seen: 1, right: 0 }]),
      },
    ],
  });
  expect((await call('admin', 'POST', '/orders/o1/reopen')).body).toMatchObject({ review: 'waiting' });
  expect((await call('admin', 'POST', '/orders/o1/set-aside')).body).toMatchObject({ review: 'set-aside' });
  expect((await call('admin', 'POST', '/orders/o1/confirm', { revision: 1 })).body.code).toBe('set-aside');
});

test('several are confirmed at once; each that is left says why', async () => {
  const orders = ['o1', 'o2', 'o3', 'o4'].map((id) => ({ id, revision: id === 'o2' ? 0 : 1 }));
  expect((await call('admin', 'POST', '/order-confirmations', { orders })).body).toEqual({
    confirmed: ['o1'],
    left: [
      { id: 'o2', why: 'changed-meanwhile' },
      { id: 'o3', why: 'needs-attention' },
      { id: 'o4', why: 'not-found' },
    ],
  });
  const again = { orders: [{ id: 'o3', revision: 1 }], isForced: true };
  expect((await call('admin', 'POST', '/order-confirmations', again)).body).toEqual({ confirmed: ['o3'], left: [] });
});

test('the list is filtered and goes on where the page before ended', async () => {
  const idsOf = async (query: string) => {
    const { body } = await call('operator', 'GET', `/orders?${query}`);
    return [(body.orders as { id: string }[]).map(({ id }) => id), body.nextCursor];
  };
  expect(await idsOf('limit=2')).toEqual([['o3', 'o2'], 'o2']);
  expect(await idsOf('limit=2&cursor=o2')).toEqual([['o1'], null]);
  expect(await idsOf('needsAttention=true')).toEqual([['o3'], null]);
  expect(await idsOf('needsAttention=false&review=waiting&shop=shein&search=maria')).toEqual([['o2', 'o1'], null]);
  expect(await idsOf('search=gsh0002')).toEqual([['o2'], null]);
  expect(await idsOf('search=x')).toEqual([[], null]);
});
