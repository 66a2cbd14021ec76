import type { Order } from '@casillero/domain/order/order';
import { customerRecord } from '@casillero/domain/records/customer-record';
import { type OrderRecord, orderRecord } from '@casillero/domain/records/order-record';
import { packageRecord } from '@casillero/domain/records/package-record';
import { paths } from '@casillero/domain/records/paths';
import { ok } from '@casillero/domain/result';
import type { CanonicalPhone } from '@casillero/domain/sender/phone';
import { anOrder, aPackage } from '@casillero/domain/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aJpeg } from './pictures.ts';
import { startWorld } from './start-world.ts';
import { ANA, SHARED, type World } from './world.ts';

/** R18: a confirmed order becomes packages of a customer of the tenant. */
let world: World;
let seen: Order[];
let picturesSent = 0;

beforeEach(async () => {
  seen = [];
  world = await startWorld(async () =>
    ok({ order: seen.shift() ?? anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
});
afterEach(() => world.stop());

const UPS = { carrier: 'UPS', number: '1Z999AA10123456784', isVerified: true } as const;
const FEDEX = { carrier: 'FedEx', number: '611698438060', isVerified: true } as const;
const shop = (orderNumber: string, over: Partial<Order> = {}) => anOrder({ shop: 'Shein', orderNumber, ...over });

const show = async (order: Order, text: string) => {
  seen.push(order);
  picturesSent += 1;
  const media = [{ fileName: 'a.jpg', base64: await aJpeg(picturesSent) }];
  await world.simulator.control.deliver({ from: ANA, to: SHARED, text, media });
  await world.settle();
};
const orders = async () =>
  (await world.documents(paths.orders('cuscatlan')))
    .map((fields) => ({ ...orderRecord.parse(fields), id: String(fields.id) }))
    .sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
const first = async () => {
  const [order] = await orders();
  if (order === undefined) throw new Error('there is no order');
  return order;
};
const packages = async () =>
  (await world.documents(paths.packages('cuscatlan'))).map((fields) => packageRecord.parse(fields));
const customers = async () =>
  (await world.documents(paths.customers('cuscatlan'))).map((fields) => customerRecord.parse(fields));
const at = ({ id }: { id: string }) => ({ tenantId: 'cuscatlan', orderId: id, by: 'ada' });
const confirm = (order: OrderRecord & { id: string }, choice: Parameters<World['review']['confirm']>[2] = null) =>
  world.review.confirm(at(order), order.revision, choice);

test('one package per tracking number, of a customer who is made of the batch’s name', async () => {
  await show(shop('A1', { tracking: [UPS, FEDEX], status: 'shipped' }), 'María Rodríguez');
  const outcome = await confirm(await first());
  expect(outcome).toMatchObject({ ok: true, value: { record: { review: 'confirmed' } } });
  const [customer, ...others] = await customers();
  expect([customer?.name, others]).toEqual(['María Rodríguez', []]);
  expect(
    (await packages()).map(({ trackingNumber, customerName, state }) => [trackingNumber, customerName, state]),
  ).toEqual([
    [UPS.number, 'María Rodríguez', 'shipped'],
    [FEDEX.number, 'María Rodríguez', 'shipped'],
  ]);
  expect((await first()).packageIds).toHaveLength(2);
  expect(await world.documents('trackingPages')).toHaveLength(2);
});

test('confirmed twice, also at once, makes them once', async () => {
  await show(shop('A1', { tracking: [UPS] }), 'María');
  const order = await first();
  await Promise.all([confirm(order), confirm(order), confirm(order)]);
  expect([(await packages()).length, (await customers()).length]).toEqual([1, 1]);
});

test('orders of one name, confirmed at once, are of one customer', async () => {
  await show(shop('A1', { tracking: [UPS] }), 'María');
  await show(shop('A2', { tracking: [FEDEX] }), '');
  const outcomes = await Promise.all((await orders()).map((order) => confirm(order)));
  expect(outcomes.map(({ ok: isOk }) => isOk)).toEqual([true, true]);
  expect(await customers()).toHaveLength(1);
  expect(new Set((await packages()).map(({ customerId }) => customerId)).size).toBe(1);
});

test('of several customers with the name, a person chooses', async () => {
  for (const [id, phone] of [
    ['c1', '+50370000501'],
    ['c2', '+50370000502'],
  ] as const)
    await world.firestore.doc(paths.customer('cuscatlan', id)).set({
      name: 'María',
      nameKey: 'maria',
      phone,
      notes: '',
      searchTokens: [],
      createdAt: world.now(),
      updatedAt: world.now(),
    });
  await show(shop('A1'), 'María');
  expect(await confirm(await first())).toMatchObject({ failure: { code: 'customer-ambiguous' } });
  expect(await confirm(await first(), { kind: 'existing', customerId: 'c9' })).toMatchObject({
    failure: { code: 'customer-not-found' },
  });
  expect([(await first()).review, await packages()]).toEqual(['waiting', []]);
  expect(await confirm(await first(), { kind: 'existing', customerId: 'c2' })).toMatchObject({ ok: true });
  expect(await packages()).toMatchObject([{ customerId: 'c2' }]);
});

test('a new customer is made although the name is known, with a phone that is theirs only', async () => {
  await show(shop('A1'), 'María');
  await show(shop('A2'), '');
  const phone = '+50370000501' as CanonicalPhone;
  const [one, other] = await orders();
  if (one === undefined || other === undefined) throw new Error('there should be two orders');
  expect(await confirm(one, { kind: 'new', name: 'María', phone })).toMatchObject({ ok: true });
  expect(await confirm(other, { kind: 'new', name: 'María de Paz', phone })).toMatchObject({
    failure: { code: 'customer-phone-taken' },
  });
  expect((await customers()).map(({ name, phone: theirs }) => [name, theirs])).toEqual([['María', phone]]);
});

test('nobody said whose it is: not confirmed until somebody does', async () => {
  await show(shop('A1'), '');
  expect(await confirm(await first())).toMatchObject({ failure: { code: 'customer-missing' } });
  expect(await confirm(await first(), { kind: 'new', name: 'Rosa', phone: null })).toMatchObject({ ok: true });
  expect(await packages()).toMatchObject([{ customerName: 'Rosa', trackingNumber: null }]);
});

test('opened again at once, its untouched packages go; confirmed again, they come back', async () => {
  await show(shop('A1', { tracking: [UPS] }), 'María');
  await confirm(await first());
  expect(await world.review.reopen(at(await first()))).toMatchObject({ ok: true });
  expect([await packages(), await world.documents('trackingPages'), (await first()).packageIds]).toEqual([[], [], []]);
  expect(await confirm(await first())).toMatchObject({ ok: true });
  expect(await packages()).toHaveLength(1);
});

test('packages that have moved hold their order', async () => {
  await show(shop('A1', { tracking: [UPS] }), 'María');
  await confirm(await first());
  const [id] = (await first()).packageIds;
  const { history } = aPackage({ state: 'ready' });
  await world.firestore.doc(paths.package('cuscatlan', id ?? '')).update({ history: [...history, ...history] });
  expect(await world.review.reopen(at(await first()))).toMatchObject({ failure: { code: 'has-packages' } });
  expect([(await packages()).length, (await first()).review]).toEqual([1, 'confirmed']);
});
