import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { customerAnswer } from '@casillero/domain/api/customers';
import { packageAnswer } from '@casillero/domain/api/packages';
import { getTrackingPage } from '@casillero/domain/api/tracking-page';
import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { paths } from '@casillero/domain/records/paths';
import { phoneAlias, type SenderId } from '@casillero/domain/sender/alias';
import type { CanonicalPhone } from '@casillero/domain/sender/phone';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeApi } from '../src/api/app.ts';
import { serveCustomers } from '../src/api/customers/serve-customers.ts';
import { servePackages } from '../src/api/packages/serve-packages.ts';
import { findCustomersByNameOn, findPackagesOfCustomerOn } from '../src/firestore/find-customers.ts';
import { findPackagesByNumberOn } from '../src/firestore/find-packages.ts';
import { readOn, transactOn } from '../src/firestore/transact.ts';
import { makeEnqueueEntries } from '../src/queues/enqueue-entries.ts';
import { makeFindCustomer } from '../src/usecases/customers/find-customer.ts';
import { makeChangeCustomer, makeCreateCustomer } from '../src/usecases/customers/write-customers.ts';
import { makeChangeStates, makeUndoStates } from '../src/usecases/packages/change-states.ts';
import { makeChangePackage, makeCreatePackage } from '../src/usecases/packages/write-packages.ts';
import { startWorld } from './start-world.ts';
import { DIANA, SHARED, type World } from './world.ts';

/** Customers and packages through the API, on real Firestore; messages to customers reach the simulated phone. */
let world: World;
let server: Server;
let origin: string;

beforeAll(async () => {
  world = await startWorld(async () => {
    throw new Error('nothing is read here');
  });
  const { firestore } = world;
  const [read, transact, now] = [readOn(firestore), transactOn(firestore), () => world.now()];
  const enqueue = makeEnqueueEntries({ addTask: world.queue.addTask, onFailure: () => undefined });
  let made = 0;
  const newId = () => `made-${String(++made).padStart(20, '0')}`;
  const changes = { transact, enqueue, now, publicBaseUrl: () => 'https://casillero.example' };
  const app = makeApi({
    verifyToken: async (token) => ({ uid: token, claims: { role: 'member', tenantId: token } }),
    readDocument: async (path) => (path.includes('/members/') ? { role: 'member' } : null),
    loadMedia: async () => null,
    retryScreenshot: async () => {
      throw new Error('not here');
    },
    endpoints: [
      ...serveCustomers({
        findCustomer: makeFindCustomer({ read, findByName: findCustomersByNameOn(firestore) }),
        create: makeCreateCustomer({ transact, newId, now }),
        change: makeChangeCustomer({ transact, findPackages: findPackagesOfCustomerOn(firestore), now }),
      }),
      ...servePackages({
        read,
        findByNumber: findPackagesByNumberOn(firestore),
        create: makeCreatePackage({ transact, newId, newToken: newId, now }),
        change: makeChangePackage({ transact, now }),
        changeStates: makeChangeStates(changes),
        undoStates: makeUndoStates(changes),
      }),
    ],
    onDefect: (error) => world.logged.push(String(error)),
  });
  server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await world.stop();
});

let calls = 0;
async function call(tenant: string, method: string, path: string, body?: unknown) {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${tenant}`,
      'Idempotency-Key': `call-${++calls}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}
const addCustomer = async (tenant: string, name: string, phone: string | null = null) =>
  customerAnswer.parse((await call(tenant, 'POST', `/tenants/${tenant}/customers`, { name, phone })).answer);
const addPackage = async (tenant: string, customerId: string, trackingNumber: string | null, description = '') =>
  packageAnswer.parse(
    (await call(tenant, 'POST', `/tenants/${tenant}/packages`, { customerId, trackingNumber, description })).answer,
  );

describe('R18: customers are the tenant’s own', () => {
  test('two tenants have a María Rodríguez with the same phone; within one, the phone is one customer’s', async () => {
    const phone = '7000 0501';
    const [ours, theirs] = [
      await addCustomer('cuscatlan', 'María Rodríguez', phone),
      await addCustomer('izalco', 'María Rodríguez', phone),
    ];
    expect([ours.phone, theirs.phone]).toEqual(['+50370000501', '+50370000501']);
    const again = await call('cuscatlan', 'POST', '/tenants/cuscatlan/customers', { name: 'Otra', phone });
    expect([again.status, again.answer.code]).toEqual([409, 'customer-phone-taken']);

    const match = await call('cuscatlan', 'GET', '/tenants/cuscatlan/customer-match?name=maria%20RODRIGUEZ');
    expect(match.answer).toMatchObject({ kind: 'matched', candidates: [{ id: ours.id }] });
  });

  test('of two people with one name, a person chooses; the phone decides', async () => {
    const [one, other] = [
      await addCustomer('cuscatlan', 'Ana López', '+50370000510'),
      await addCustomer('cuscatlan', 'Ana Lopez'),
    ];
    const byName = await call('cuscatlan', 'GET', '/tenants/cuscatlan/customer-match?name=ana%20l%C3%B3pez');
    expect(byName.answer.kind).toBe('choose');
    expect((byName.answer.candidates as { id: string }[]).map(({ id }) => id).sort()).toEqual(
      [one.id, other.id].sort(),
    );
    const byPhone = await call(
      'cuscatlan',
      'GET',
      `/tenants/cuscatlan/customer-match?name=Anita&phone=${encodeURIComponent('7000-0510')}`,
    );
    expect(byPhone.answer).toMatchObject({ kind: 'matched', candidates: [{ id: one.id }] });
  });

  test('a phone that was taken away is free again, and what is no phone is refused', async () => {
    const one = await addCustomer('cuscatlan', 'Rosa', '+50370000511');
    const path = `/tenants/cuscatlan/customers/${one.id}`;
    expect((await call('cuscatlan', 'PATCH', path, { phone: '' })).answer.phone).toBeNull();
    expect((await addCustomer('cuscatlan', 'Otra Rosa', '+50370000511')).phone).toBe('+50370000511');
    expect((await call('cuscatlan', 'PATCH', path, { phone: 'none' })).answer.code).toBe('not-a-phone');
    expect((await call('cuscatlan', 'PATCH', path, { phone: '+50370000511' })).answer.code).toBe(
      'customer-phone-taken',
    );
  });

  test('of ten who claim a phone at once, one gets it', async () => {
    const claims = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        call('izalco', 'POST', '/tenants/izalco/customers', { name: `Uno ${i}`, phone: '+50370000512' }),
      ),
    );
    expect(claims.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
  });

  test('a new name is on the packages at once, and finds them', async () => {
    const customer = await addCustomer('cuscatlan', 'Berta');
    const parcel = await addPackage('cuscatlan', customer.id, '1Z999AA10123456784');
    await call('cuscatlan', 'PATCH', `/tenants/cuscatlan/customers/${customer.id}`, { name: 'Berta Cañas' });
    const stored = await world.firestore.doc(paths.package('cuscatlan', parcel.id)).get();
    expect(stored.data()).toMatchObject({ customerName: 'Berta Cañas' });
    expect(stored.data()?.searchTokens).toContain('canas');
  });

  test('another tenant’s customer is none', async () => {
    const theirs = await addCustomer('izalco', 'Inés');
    const package_ = await call('cuscatlan', 'POST', '/tenants/cuscatlan/packages', { customerId: theirs.id });
    expect([package_.status, package_.answer.code]).toEqual([422, 'customer-not-found']);
    const change = await call('cuscatlan', 'PATCH', `/tenants/cuscatlan/customers/${theirs.id}`, { name: 'x' });
    expect(change.status).toBe(404);
    expect((await call('cuscatlan', 'PATCH', `/tenants/izalco/customers/${theirs.id}`, { name: 'x' })).status).toBe(
      404,
    );
  });
});

describe('R18: packages', () => {
  test.each([
    ['as printed', '6116 9843 8060'],
    ['the barcode of the label', '1001921334250001000300611698438060'],
    ['its end', '8060'],
  ])('are found by a scan: %s', async (_what, scan) => {
    const customer = await addCustomer('izalco', `Scan ${scan}`);
    const existing = await call('izalco', 'GET', '/tenants/izalco/package-scan?scan=611698438060');
    if ((existing.answer.packages as unknown[]).length === 0)
      await addPackage('izalco', customer.id, '611698438060', 'Air fryer');
    const found = await call('izalco', 'GET', `/tenants/izalco/package-scan?scan=${encodeURIComponent(scan)}`);
    expect(found.answer).toMatchObject({
      packages: [{ trackingNumber: '611698438060', carrier: 'FedEx', description: 'Air fryer' }],
    });
    const elsewhere = await call(
      'cuscatlan',
      'GET',
      `/tenants/cuscatlan/package-scan?scan=${encodeURIComponent(scan)}`,
    );
    expect(elsewhere.answer.packages).toEqual([]);
  });

  test('move, are told of one by one, and are undone', async () => {
    const customer = await addCustomer('cuscatlan', 'Diego');
    const parcel = await addPackage('cuscatlan', customer.id, null);
    const moved = await call('cuscatlan', 'POST', '/tenants/cuscatlan/package-states', {
      packageIds: [parcel.id, 'nobody-knows-it', parcel.id],
      state: 'ready',
    });
    expect(moved.answer.packages).toEqual([
      { packageId: parcel.id, outcome: 'changed', state: 'ready', notification: 'no-phone' },
      { packageId: 'nobody-knows-it', outcome: 'not-found', state: null, notification: null },
    ]);
    const undo = { packageIds: [parcel.id] };
    const undone = await call('cuscatlan', 'POST', '/tenants/cuscatlan/package-states/undo', undo);
    expect(undone.answer.packages).toMatchObject([{ outcome: 'changed', state: 'at-warehouse' }]);
    const again = await call('cuscatlan', 'POST', '/tenants/cuscatlan/package-states/undo', undo);
    expect(again.answer.packages).toMatchObject([{ outcome: 'nothing-to-undo', state: 'at-warehouse' }]);
    const stored = (await world.firestore.doc(paths.package('cuscatlan', parcel.id)).get()).data();
    expect(stored?.history).toMatchObject([
      { state: 'at-warehouse', by: 'cuscatlan', undoneAt: null },
      { state: 'ready', undoneBy: 'cuscatlan' },
    ]);
  });

  test('anybody with the link follows one, without a token, and learns nothing of its customer', async () => {
    const customer = await addCustomer('cuscatlan', 'Elena Secreta', '+50370000520');
    const parcel = await addPackage('cuscatlan', customer.id, '1Z999AA10123456784');
    await call('cuscatlan', 'POST', '/tenants/cuscatlan/package-states', { packageIds: [parcel.id], state: 'customs' });
    const token = parcel.trackingPath.replace('/track/', '');
    const page = await fetch(`${origin}/tracking-pages/${token}`);
    const text = await page.text();
    expect(getTrackingPage.answer.parse(JSON.parse(text))).toMatchObject({
      importer: 'Importadora Cuscatlán',
      trackingEnd: '6784',
      state: 'customs',
      history: [{ state: 'at-warehouse' }, { state: 'customs' }],
    });
    expect(text).not.toMatch(/Elena|7000|1Z999/);
    expect((await fetch(`${origin}/tracking-pages/${'x'.repeat(22)}`)).status).toBe(404);
  });
});

describe('R18: the customer is told over WhatsApp', () => {
  const move = async (packageId: string, state: string, notifies?: boolean) =>
    (await call('cuscatlan', 'POST', '/tenants/cuscatlan/package-states', { packageIds: [packageId], state, notifies }))
      .answer.packages as { notification: string | null }[];
  const ofDiana = () => world.replies(DIANA);
  let packageId: string;
  let replies: number;

  beforeAll(async () => {
    const customer = await addCustomer('cuscatlan', 'Diana', DIANA);
    packageId = (await addPackage('cuscatlan', customer.id, null, 'Zapatos')).id;
    await world.firestore
      .doc(paths.sender(phoneAlias(DIANA as CanonicalPhone)))
      .set({ senderId: 'diana', staffOf: null, boundTo: 'cuscatlan', since: world.now(), via: 'link' });
  });
  // She wrote just now, and was told nothing yet.
  beforeEach(async () => {
    await move(packageId, 'in-transit', false);
    await world.simulator.control.deliver({ from: DIANA, to: SHARED, text: '¿Y mi paquete?' });
    await world.settle();
    replies = ofDiana().length;
  });

  test('not before they wrote', async () => {
    const customer = await addCustomer('cuscatlan', 'Elsa', '+50370000905');
    const { id } = await addPackage('cuscatlan', customer.id, null, 'Zapatos');
    expect(await move(id, 'in-transit')).toMatchObject([{ notification: 'never-wrote' }]);
  });

  test('in their conversation, once, with the state and the link', async () => {
    const told = async () =>
      (await world.documents(paths.messages('cuscatlan', 'diana' as SenderId))).filter(
        ({ direction }) => direction === 'out',
      );
    const before = (await told()).length;
    expect(await move(packageId, 'delivered')).toMatchObject([{ notification: 'queued' }]);
    await world.settle();
    expect(ofDiana().slice(replies)).toEqual([
      expect.stringMatching(
        /Zapatos.*entregado[\s\S]*https:\/\/casillero\.example\/track\/[\s\S]*Importadora Cuscatlán/,
      ),
    ]);
    expect(await told()).toHaveLength(before + 1);
  });

  test('not who the last messages did not reach, also if that shows while it waits', async () => {
    const unreached = (unreachedCount: number) =>
      world.firestore.doc(paths.conversation('cuscatlan', 'diana' as SenderId)).update({ unreachedCount });
    await unreached(3);
    expect(await move(packageId, 'customs')).toMatchObject([{ notification: 'out-of-reach' }]);
    await unreached(2);
    expect(await move(packageId, 'ready')).toMatchObject([{ notification: 'queued' }]);
    await unreached(3);
    await world.settle();
    expect(ofDiana()).toHaveLength(replies);
    await unreached(0);
  });

  test('not from a number that is another importer’s by now (R50), also if it is reassigned while it waits', async () => {
    const number = world.firestore.doc(paths.number(receivingNumber('twilio', SHARED)));
    await number.update({ mode: 'dedicated', tenantIds: ['izalco'] });
    expect(await move(packageId, 'customs')).toMatchObject([{ notification: 'number-not-yours' }]);
    await number.update({ tenantIds: ['izalco', 'cuscatlan'] });
    expect(await move(packageId, 'ready')).toMatchObject([{ notification: 'queued' }]);
    await number.update({ tenantIds: ['izalco'] });
    await world.settle();
    expect(ofDiana()).toHaveLength(replies);
    await number.update({ mode: 'shared', tenantIds: [] });
  });

  test('not who wants no automatic messages (R35), also if they say so while it waits', async () => {
    const optOut = (optedOutAt: Date | null) =>
      world.firestore.doc(paths.conversation('cuscatlan', 'diana' as SenderId)).update({ optedOutAt });
    await optOut(world.now());
    expect(await move(packageId, 'customs')).toMatchObject([{ notification: 'opted-out' }]);
    await optOut(null);
    expect(await move(packageId, 'ready')).toMatchObject([{ notification: 'queued' }]);
    await optOut(world.now());
    await world.settle();
    expect(ofDiana()).toHaveLength(replies);
    await optOut(null);
  });

  test('not when the change says so, nor when it is undone in time', async () => {
    expect(await move(packageId, 'ready', false)).toMatchObject([{ notification: null }]);
    expect(await move(packageId, 'customs')).toMatchObject([{ notification: 'queued' }]);
    const { notification } = (await world.firestore.doc(paths.package('cuscatlan', packageId)).get()).data() ?? {};
    const message = (await world.firestore.doc(paths.outboxEntry(notification.outboxId)).get()).data();
    // The dashboard offers for 12 s to undo it.
    expect(message?.dueAt.toMillis() - notification.at.toMillis()).toBeGreaterThan(12_000);
    const undone = await call('cuscatlan', 'POST', '/tenants/cuscatlan/package-states/undo', {
      packageIds: [packageId],
    });
    expect(undone.answer.packages).toMatchObject([{ notification: 'taken-back' }]);
    await world.settle();
    expect(ofDiana()).toHaveLength(replies);
  });

  test('not when their last message is older than 24 hours', async () => {
    world.advance(24 * 3_600_000);
    expect(await move(packageId, 'shipped')).toMatchObject([{ notification: 'outside-window' }]);
  });
});
