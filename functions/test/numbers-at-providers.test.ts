import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aNumber, BASE, META, NumbersWorld, SHARED } from './numbers-world.ts';

let world: NumbersWorld;
beforeAll(async () => {
  world = await NumbersWorld.start();
});
afterAll(() => world.stop());
beforeEach(() => world.empty());

describe('by the provider simulator', () => {
  test('a number is bought, becomes a sender that points at us, is pointed again, and is released', async () => {
    const phone = '+15550181';
    const key = receivingNumber('twilio', phone);
    const headers = { 'idempotency-key': 'one-number' };
    const order = { phone, country: 'US', profileName: 'Importadora Sol', tenantId: 'cuscatlan' };
    const { body } = await world.api.call('operator', 'POST', '/purchases', order, headers);
    await world.settle();
    expect((await world.op('GET', `/purchases/${body.id}`)).body).toMatchObject({ state: 'online', failure: null });
    expect(world.simulator.control.twilio.senders()).toContainEqual(
      expect.objectContaining({
        phone,
        webhook: expect.objectContaining({ callback_url: `${BASE}/webhooks/twilio#rc=3&rp=all` }),
      }),
    );
    expect((await world.op('POST', `/phone-numbers/${key}/check`)).body).toMatchObject({
      webhook: { state: 'ours' },
      senderState: 'online',
      tenantIds: ['cuscatlan'],
    });
    expect(await world.op('POST', `/phone-numbers/${key}/webhook`)).toMatchObject({ status: 200 });
    const release = await world.api.call(
      'operator',
      'POST',
      `/phone-numbers/${key}/release`,
      { confirm: '+1 (555) 0181' },
      headers,
    );
    expect(release.status).toBe(202);
    await world.settle();
    expect((await world.op('GET', `/purchases/${body.id}`)).body).toMatchObject({ state: 'undone' });
    expect(world.simulator.control.twilio.ownedNumbers().map((each) => each.phone)).not.toContain(phone);
    expect(await world.api.read(`numbers/${key}`)).toBeNull();
  });

  test('a sender that Twilio took off line is seen as such, with the reason, and is back when it is mended', async () => {
    const { control } = world.simulator;
    const check = async () => (await world.op('POST', `/phone-numbers/${SHARED}/check`)).body;
    await world.op('POST', '/phone-numbers/refresh');
    expect(await check()).toMatchObject({ status: 'online', senderState: 'online', senderReason: null });
    control.twilio.decideSender('+15550100', { code: '63112', message: 'The account was suspended by Meta.' });
    expect(await check()).toMatchObject({
      status: 'offline',
      senderState: 'offline',
      senderReason: expect.stringContaining('suspended by Meta'),
    });
    expect(await world.api.read(`numbers/${SHARED}`)).toMatchObject({ status: 'offline' });
    control.twilio.decideSender('+15550100', 'online');
    await world.op('POST', '/phone-numbers/refresh');
    expect(await world.api.read(`numbers/${SHARED}`)).toMatchObject({ status: 'online', senderState: 'online' });
  });

  test('a WAHA session is pointed at us', async () => {
    await world.op('POST', '/phone-numbers/refresh');
    expect(await world.op('POST', '/phone-numbers/waha:taller/webhook')).toMatchObject({
      status: 200,
      body: { webhook: { state: 'ours' } },
    });
  });

  test('Meta has one webhook for all numbers', async () => {
    await world.api.write({ [`numbers/${META}`]: aNumber() });
    expect(await world.op('POST', `/phone-numbers/${META}/webhook`)).toMatchObject({
      status: 409,
      body: { code: 'not-by-number' },
    });
  });
});
