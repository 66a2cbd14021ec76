import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aNumber, META, NumbersWorld, OWN_META, SHARED } from './numbers-world.ts';

let world: NumbersWorld;
beforeAll(async () => {
  world = await NumbersWorld.start();
});
afterAll(() => world.stop());

const tenant = (id: string) => world.api.read(`tenants/${id}`);

describe('assigning', () => {
  beforeEach(async () => {
    await world.empty();
    await world.api.write({
      [`numbers/${META}`]: aNumber(),
      [`numbers/${SHARED}`]: aNumber({ provider: 'twilio', mode: 'shared' }),
    });
  });

  test('to one importer: number and importer say so in one transaction, with an audit entry', async () => {
    expect(await world.assign(META, ['cuscatlan'])).toMatchObject({
      status: 200,
      body: { mode: 'dedicated', tenantIds: ['cuscatlan'], assignedBy: 'olga' },
    });
    expect(await tenant('cuscatlan')).toMatchObject({ outgoingNumber: META });
    expect(await world.api.list('tenants/cuscatlan/audit')).toContainEqual(
      expect.objectContaining({ act: 'assignNumber', target: META, actor: expect.objectContaining({ uid: 'olga' }) }),
    );
  });

  test('to several only when that is said to be deliberate', async () => {
    expect(await world.assign(META, ['cuscatlan', 'izalco'])).toMatchObject({
      status: 422,
      body: { code: 'several-importers' },
    });
    expect(await world.api.read(`numbers/${META}`)).toMatchObject({ tenantIds: [] });
    expect((await world.assign(META, ['cuscatlan', 'izalco'], true)).status).toBe(200);
    expect((await tenant('izalco'))?.outgoingNumber).toBe(META);
  });

  test('away again: the importer sends from the default', async () => {
    await world.assign(META, ['cuscatlan']);
    expect(await world.op('DELETE', `/phone-numbers/${META}/assignment`)).toMatchObject({
      status: 200,
      body: { tenantIds: [], assignedAt: null },
    });
    expect(await world.api.call('member', 'GET', '/tenants/cuscatlan/phone-number')).toMatchObject({
      status: 404,
      body: { code: 'no-number' },
    });
    await world.op('PUT', '/default-number', { number: SHARED });
    expect((await world.api.call('member', 'GET', '/tenants/cuscatlan/phone-number')).body).toEqual({
      number: SHARED,
      provider: 'twilio',
      display: '+1 555 0110',
      verifiedName: 'Casillero',
      status: 'online',
      by: 'default',
    });
  });

  test('refuses what cannot be', async () => {
    await world.api.write({ [`numbers/${OWN_META}`]: aNumber({ accountId: 'acc_izalco' }) });
    await world.op('PUT', '/default-number', { number: SHARED });
    const code = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
      const { status, body } = await answer;
      return `${status} ${body.code}`;
    };
    expect(await code(world.assign(META, ['nobody']))).toBe('422 no-such-importer');
    expect(await code(world.assign('meta:7', ['cuscatlan']))).toBe('404 not-found');
    expect(await code(world.assign(SHARED, ['cuscatlan']))).toBe('409 still-default');
    expect(await code(world.assign(OWN_META, ['cuscatlan']))).toBe('409 other-importers-account');
    expect((await world.assign(OWN_META, ['izalco'])).status).toBe(200);
    expect(await code(world.op('PUT', '/default-number', { number: META }))).toBe('409 not-shared');
  });

  test('a tenant’s number: put, get, delete', async () => {
    const put = (number: string) => world.op('PUT', '/tenants/cuscatlan/phone-number', { number });
    expect((await put(META)).body).toMatchObject({ number: META, by: 'own' });
    expect((await put(SHARED)).body).toMatchObject({ number: SHARED, by: 'shared' });
    expect((await put(META)).body).toMatchObject({ number: META, by: 'own' });
    expect((await put('meta:7')).body.code).toBe('no-such-number');
    await world.api.write({ [`numbers/${OWN_META}`]: aNumber({ tenantIds: ['izalco'] }) });
    expect((await put(OWN_META)).body.code).toBe('several-importers');
    expect((await world.op('DELETE', '/tenants/cuscatlan/phone-number')).status).toBe(204);
    expect(await world.api.read(`numbers/${META}`)).toMatchObject({ tenantIds: [] });
    expect(await tenant('cuscatlan')).toMatchObject({ outgoingNumber: null });
    expect((await world.op('DELETE', '/tenants/nobody/phone-number')).status).toBe(404);
  });

  test('two operators at once leave one state that both records agree on', async () => {
    await Promise.all([world.assign(META, ['cuscatlan']), world.assign(META, ['izalco'])]);
    const { tenantIds } = (await world.api.read(`numbers/${META}`)) as { tenantIds: string[] };
    expect(tenantIds).toHaveLength(1);
    for (const id of ['cuscatlan', 'izalco'])
      expect((await tenant(id))?.outgoingNumber).toBe(tenantIds.includes(id) ? META : null);
  });
});
