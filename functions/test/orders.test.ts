import type { Order } from '@casillero/domain/order/order';
import { screenshotRecord } from '@casillero/domain/records/intake-records';
import { type OrderRecord, orderRecord } from '@casillero/domain/records/order-record';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { queryOrdersOn } from '../src/firestore/query-orders.ts';
import { findOrders } from '../src/usecases/orders/find-orders.ts';
import { aJpeg } from './pictures.ts';
import { startWorld } from './start-world.ts';
import { ANA, BETO, SHARED, type World } from './world.ts';

let world: World;
/** What the engine sees in the pictures, in the order in which they are read. */
let seen: Order[];
let picturesSent = 0;

beforeEach(async () => {
  seen = [];
  world = await startWorld(async () =>
    ok({ order: seen.shift() ?? anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
});
afterEach(() => world.stop());

const sure = Object.fromEntries(Object.keys(anOrder().confidence).map((field) => [field, 0.95])) as Order['confidence'];
const shein = (over: Partial<Order> = {}): Order =>
  anOrder({ shop: 'Shein', orderNumber: 'GSH1234567890', total: 20, currency: 'USD', confidence: sure, ...over });
const item = (name: string, unitPrice: number) => ({ name, quantity: 1, unitPrice, size: null, color: null });

const say = (text: string, from = ANA) => world.simulator.control.deliver({ from, to: SHARED, text });
const show = async (order: Order, text = '', from = ANA) => {
  seen.push(order);
  picturesSent += 1;
  const media = [{ fileName: 'a.jpg', base64: await aJpeg(picturesSent) }];
  await world.simulator.control.deliver({ from, to: SHARED, text, media });
  await world.settle();
};
type Found = OrderRecord & { id: string };
const orders = async (tenantId = 'cuscatlan'): Promise<Found[]> =>
  (await world.documents(`tenants/${tenantId}/orders`))
    .map((fields) => ({ ...orderRecord.parse(fields), id: String(fields.id) }))
    .sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
const only = async (): Promise<Found> => {
  const [order, ...others] = await orders();
  expect(others).toEqual([]);
  if (order === undefined) throw new Error('there is no order');
  return order;
};
const at = (id: string) => ({ tenantId: 'cuscatlan', orderId: id, by: 'ada' });
const confirmed = async (order: Found) => {
  const outcome = await world.review.confirm(at(order.id), order.revision);
  if (!outcome.ok) throw new Error(outcome.failure.code);
  return outcome.value.record;
};
const reasons = ({ attention }: OrderRecord) => attention.map((each) => ('field' in each ? each.field : each.kind));

describe('R16: screenshots of a batch become its orders', () => {
  test('a screenshot that was read becomes an order that waits, named after its batch', async () => {
    await say('María Rodríguez');
    await show(shein());
    const order = await only();
    expect(order).toMatchObject({ review: 'waiting', batchCustomerName: 'María Rodríguez', order: { total: 20 } });
    expect(reasons(order)).toEqual([]);
    const [screenshot] = await world.documents('tenants/cuscatlan/screenshots');
    expect(screenshotRecord.parse(screenshot).orderId).toBe(order.id);
    expect(order.searchTokens).toEqual(expect.arrayContaining(['maria', 'rodriguez', 'gsh123456789']));
  });

  test('what is no order makes none', async () => {
    await show(anOrder({ isOrder: false }), 'María');
    expect(await orders()).toEqual([]);
  });

  test('two screenshots with one number are one order, wherever in the batch they are', async () => {
    await show(shein({ total: null }), 'María');
    await show(shein({ orderNumber: 'GSH0000000002' }));
    await show(shein({ items: [item('Vestido', 20)] }));
    expect((await orders()).map(({ parts, order }) => [parts.length, order.total])).toEqual([
      [2, 20],
      [1, 20],
    ]);
  });

  test('parts of a long page without a number join the order they overlap with', async () => {
    await show(shein({ items: [item('Vestido rojo', 12), item('Blusa de lino', 8)], total: null }), 'María');
    await show(anOrder({ items: [item('Blusa de lino', 8), item('Falda', 5)], confidence: sure }));
    await show(anOrder({ items: [item('Falda', 5)], total: 25, currency: 'USD', confidence: sure }));
    const order = await only();
    expect(order.parts).toHaveLength(3);
    expect(order.order).toMatchObject({ orderNumber: 'GSH1234567890', total: 25 });
    expect(order.order.items.map(({ name }) => name)).toEqual(['Vestido rojo', 'Blusa de lino', 'Falda']);
  });

  test('a part that was read before the page with the number is taken into its order', async () => {
    await show(anOrder({ items: [item('Falda', 5)], confidence: sure }), 'María');
    await show(shein({ items: [item('Falda', 5)] }));
    const order = await only();
    expect(order.parts).toHaveLength(2);
    const screenshots = (await world.documents('tenants/cuscatlan/screenshots')).map((each) =>
      screenshotRecord.parse(each),
    );
    expect(screenshots.map(({ orderId }) => orderId)).toEqual([order.id, order.id]);
  });

  test('`deshacer` takes its part out; without any part the order is gone', async () => {
    await show(shein(), 'María');
    await show(shein({ total: 33 }));
    await say('deshacer');
    await world.settle();
    expect(await only()).toMatchObject({ order: { total: 20 }, parts: [{ state: 'counted' }] });
    await say('deshacer');
    await world.settle();
    expect(await orders()).toEqual([]);
    expect(await world.documents('tenants/cuscatlan/orderNumbers')).toEqual([]);
  });

  test('a name that comes after the screenshots reaches their orders', async () => {
    await show(shein());
    expect(reasons(await only())).toEqual(['customer']);
    await say('María Rodríguez');
    await world.settle();
    expect(await only()).toMatchObject({ batchCustomerName: 'María Rodríguez', attention: [], needsAttention: false });
  });

  test('orders of a batch that is called off wait for nobody', async () => {
    await show(shein(), 'María');
    await say('cancelar');
    await say('sí');
    await world.settle();
    await say('cancelar');
    await world.settle();
    expect(await only()).toMatchObject({ review: 'set-aside', reviewedBy: null, numberKey: null });
  });

  test('screenshots from before there were orders get theirs when the batch is gathered, once', async () => {
    await show(shein(), 'María');
    const { id } = await only();
    await world.firestore.doc(`tenants/cuscatlan/orders/${id}`).delete();
    for (const screenshot of await world.documents('tenants/cuscatlan/screenshots'))
      await world.firestore.doc(`tenants/cuscatlan/screenshots/${screenshot.id}`).update({ orderId: null });
    const batchId = (await world.documents('tenants/cuscatlan/batches'))[0]?.id as string;
    expect((await world.gather('cuscatlan', batchId)).ok).toBe(true);
    expect(await only()).toMatchObject({ id, revision: 1 });
    await world.gather('cuscatlan', batchId);
    expect(await only()).toMatchObject({ id, revision: 1 });
    expect(await world.gather('cuscatlan', 'nowhere')).toMatchObject({ failure: { code: 'not-found' } });
  });
});

describe('the same number again in the tenant', () => {
  test('flags the later order, and no longer once the first is set aside', async () => {
    await show(shein(), 'María');
    await show(shein(), 'José', BETO);
    const [first, second] = await orders();
    expect([first?.duplicateOf, second?.duplicateOf]).toEqual([null, first?.id]);
    expect(reasons(second as Found)).toEqual(['duplicate']);
    expect((await world.review.setAside(at(first?.id ?? ''))).ok).toBe(true);
    expect((await orders()).map(({ duplicateOf, needsAttention }) => [duplicateOf, needsAttention])).toEqual([
      [null, false],
      [null, false],
    ]);
    await world.review.reopen(at(first?.id ?? ''));
    expect((await orders()).map(({ duplicateOf }) => duplicateOf)).toEqual([null, first?.id]);
  });

  test('a corrected number moves to its own', async () => {
    await show(shein(), 'María');
    await show(shein({ orderNumber: 'GSH1234567899' }), 'José', BETO);
    const [first, second] = await orders();
    const corrected = await world.review.correct(at(second?.id ?? ''), {
      set: { orderNumber: 'GSH1234567890' },
      reset: [],
    });
    expect(corrected).toMatchObject({ ok: true, value: { record: { duplicateOf: first?.id } } });
    await world.review.correct(at(second?.id ?? ''), { set: {}, reset: ['orderNumber'] });
    expect((await orders())[1]).toMatchObject({ duplicateOf: null, corrections: {} });
  });

  test('another tenant’s orders do not count', async () => {
    await show(shein(), 'María');
    await show(shein(), 'Rosa', '+50370000101');
    expect((await orders('izalco'))[0]).toMatchObject({ duplicateOf: null });
  });
});

describe('R17: review', () => {
  test('a correction lies over the reading, which stays; accuracy tells them apart, and reopening takes it back', async () => {
    await show(shein({ total: 20, tax: 2 }), 'María');
    const order = await only();
    await world.review.correct(at(order.id), { set: { total: 25.5, tax: 2 }, reset: [] });
    const record = await confirmed(order);
    expect(record.order.total).toBe(20);
    expect(record.corrections).toMatchObject({ total: { value: 25.5, by: 'ada' } });
    expect(Object.keys(record.corrections)).toEqual(['total']);
    const accuracy = async () => (await world.documents('tenants/cuscatlan/accuracy'))[0];
    expect(await accuracy()).toMatchObject({ id: 'shein', orderCount: 1, seen_total: 1, seen_tax: 1, right_tax: 1 });
    expect(await accuracy()).not.toHaveProperty('right_total');
    await confirmed(order);
    expect(await accuracy()).toMatchObject({ orderCount: 1 });
    await world.review.reopen(at(order.id));
    expect(await accuracy()).toMatchObject({ orderCount: 0, seen_total: 0, seen_tax: 0, right_tax: 0 });
  });

  test('an order that changed since it was seen is not confirmed unseen', async () => {
    await show(shein(), 'María');
    const order = await only();
    await show(shein({ total: 33 }));
    expect(await world.review.confirm(at(order.id), order.revision)).toMatchObject({
      failure: { code: 'changed-meanwhile' },
    });
  });

  test('what was confirmed is not changed by a late screenshot, nor by one that is taken back: it says so', async () => {
    await show(shein(), 'María');
    await confirmed(await only());
    await show(shein({ total: 33, items: [item('Falda', 33)] }));
    const late = await only();
    expect(late).toMatchObject({ review: 'confirmed', needsAttention: true, order: { total: 20, items: [] } });
    expect(reasons(late)).toEqual(['late']);
    const reopened = await world.review.reopen(at(late.id));
    expect(reopened).toMatchObject({ value: { record: { review: 'waiting', order: { items: [{ name: 'Falda' }] } } } });

    await confirmed(await only());
    await say('deshacer');
    await world.settle();
    expect(reasons(await only()).at(-1)).toBe('removed');
    await world.review.reopen(at(late.id));
    expect(await only()).toMatchObject({ attention: [], order: { total: 20, items: [] }, parts: [{}] });
  });

  test('orders are found by state, shop, number and customer, page by page', async () => {
    await say('María Rodríguez');
    for (const n of [1, 2, 3]) await show(shein({ orderNumber: `GSH000000000${n}` }));
    await show(
      shein({ shop: 'Temu', orderNumber: 'PO-211-00000000001', confidence: { ...sure, total: 0.2 } }),
      '',
      BETO,
    );
    const find = (over: Partial<Parameters<typeof findOrders>[2]>, limit = 10, cursor: string | null = null) =>
      findOrders(
        queryOrdersOn(world.firestore),
        'cuscatlan',
        { review: null, needsAttention: null, shop: null, batchId: null, search: '', ...over },
        limit,
        cursor,
      ).then((page) => {
        if (page === 'unknown-cursor') return page;
        return { numbers: page.orders.map(({ record }) => record.order.orderNumber?.at(-1)), next: page.nextCursor };
      });
    const [first, , third] = await orders();
    expect(await find({})).toEqual({ numbers: ['1', '3', '2', '1'], next: null });
    expect(await find({ shop: 'shein', review: 'waiting' }, 2)).toEqual({
      numbers: ['3', '2'],
      next: expect.any(String),
    });
    expect(await find({ shop: 'shein', review: 'waiting' }, 1, third?.id)).toMatchObject({ numbers: ['2'] });
    expect(await find({ needsAttention: true })).toMatchObject({ numbers: ['1'] });
    expect(await find({ search: 'rodri maría' })).toMatchObject({ numbers: ['3', '2', '1'] });
    expect(await find({ search: 'rodri', shop: 'temu' })).toMatchObject({ numbers: [] });
    expect(
      await find({ search: 'maria', shop: 'shein', review: 'waiting', batchId: first?.batchId ?? '' }),
    ).toMatchObject({
      numbers: ['3', '2', '1'],
    });
    expect(await find({ search: '000002' })).toMatchObject({ numbers: ['2'] });
    expect(await find({}, 10, 'gone')).toBe('unknown-cursor');
  });

  test('several at once leave what should be looked at', async () => {
    await show(shein(), 'María');
    await show(shein({ orderNumber: 'GSH0000000002', confidence: { ...sure, total: 0.4 } }));
    const [clear, doubtful] = await orders();
    if (!clear || !doubtful) throw new Error('two orders were expected');
    expect(await world.review.confirmUnseen(at(clear.id), clear.revision)).toMatchObject({ ok: true });
    expect(await world.review.confirmUnseen(at(doubtful.id), doubtful.revision)).toMatchObject({
      failure: { code: 'needs-attention' },
    });
    expect((await orders()).map(({ review }) => review)).toEqual(['confirmed', 'waiting']);
  });

  test('a reviewed order is not corrected, and another tenant’s is not there', async () => {
    await show(shein(), 'María');
    const order = await only();
    await confirmed(order);
    expect(await world.review.correct(at(order.id), { set: { total: 1 }, reset: [] })).toMatchObject({
      failure: { code: 'already-reviewed' },
    });
    expect(await world.review.setAside(at(order.id))).toMatchObject({ failure: { code: 'confirmed' } });
    expect(await world.review.reopen({ ...at(order.id), tenantId: 'izalco' })).toMatchObject({
      failure: { code: 'not-found' },
    });
  });
});
