import { CHECKS_MAX } from '@casillero/domain/purchase/next-purchase';
import { aTenant } from '@casillero/domain/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BASE, PurchaseWorld, TWILIO_ACCOUNT } from './purchase-world.ts';

let world: PurchaseWorld;
beforeAll(async () => {
  world = await PurchaseWorld.start();
});
afterAll(() => world.stop());
let phones = 100;
let phone: string;
beforeEach(async () => {
  phone = `+1555010${++phones}`;
  const { twilio } = world;
  twilio.numbers.clear();
  twilio.senders.clear();
  twilio.faults.length = 0;
  twilio.payments = 0;
  twilio.senderStates = ['CREATING', 'PENDING_VERIFICATION', 'VERIFYING', 'ONLINE'];
  await world.api.write({ 'tenants/sol': { ...aTenant({ name: 'Importadora Sol' }) } });
});

let keys = 0;
const post = (path: string, body?: unknown, key = `key-${++keys}`) =>
  world.api.call('operator', 'POST', path, body, { 'idempotency-key': key });
const order = (over: Record<string, unknown> = {}, key?: string) =>
  post(
    '/purchases',
    { phone, country: 'US', kind: 'local', profileName: 'Importadora Sol', tenantId: 'sol', ...over },
    key,
  );
const purchase = async (id: unknown) => (await world.api.call('operator', 'GET', `/purchases/${id}`)).body;
const number = () => world.api.read(`numbers/twilio:${phone}`);

describe('buying', () => {
  test('a number is bought, pointed at us, registered, verified, and assigned', async () => {
    const monthlyPrice = { amount: '1.15', currency: 'USD' };
    const { status, body } = await order({ monthlyPrice });
    expect([status, body]).toMatchObject([
      202,
      {
        state: 'buying',
        phone,
        number: `twilio:${phone}`,
        monthlyPrice,
        can: { resume: false, undo: false, verify: false },
      },
    ]);
    expect(world.twilio.payments).toBe(0);
    await world.settle();
    expect(await purchase(body.id)).toMatchObject({
      state: 'online',
      wasOwned: false,
      senderWord: 'ONLINE',
      failure: null,
    });
    const [bought] = world.twilio.numbers.values();
    expect(bought).toMatchObject({
      friendly_name: `casillero ${body.id}`,
      sms_url: `${BASE}/webhooks/twilio#rc=3&rp=all`,
      sms_fallback_url: `${BASE}/webhooks/twilio?fallback=1`,
    });
    const [sender] = world.twilio.senders.values();
    expect(sender).toMatchObject({
      sender_id: `whatsapp:${phone}`,
      profile: { name: 'Importadora Sol' },
      configuration: { waba_id: '880000000000009', verification_method: 'sms' },
      webhook: {
        callback_url: `${BASE}/webhooks/twilio#rc=3&rp=all`,
        callback_method: 'POST',
        fallback_url: `${BASE}/webhooks/twilio?fallback=1`,
      },
    });
    expect(await number()).toMatchObject({
      provider: 'twilio',
      account: TWILIO_ACCOUNT,
      mode: 'dedicated',
      tenantIds: ['sol'],
      status: 'online',
      senderState: 'online',
      phoneNumberSid: bought?.sid,
      senderSid: sender?.sid,
      purchaseId: body.id,
      assignedBy: 'olga',
    });
    expect(await world.api.read('tenants/sol')).toMatchObject({ outgoingNumber: `twilio:${phone}` });
    expect(await world.api.list('tenants/sol/audit')).toContainEqual(
      expect.objectContaining({ act: 'provisionNumber', target: `twilio:${phone}` }),
    );
  });

  test('the same order again, also under another key or at once, pays once', async () => {
    const [first, again] = [await order({}, `same-${phone}`), await order({}, `same-${phone}`)];
    expect(again.body).toEqual(first.body);
    expect(await order()).toMatchObject({ status: 409, body: { code: 'number-is-taken' } });
    await world.settle();
    expect(world.twilio.payments).toBe(1);
    expect(await order()).toMatchObject({ status: 409, body: { code: 'number-is-taken' } });
  });

  test('five operators at once: one purchase', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => order()));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409]);
    await world.settle();
    expect(world.twilio.payments).toBe(1);
  });

  test('a number that is in the account already is registered and not paid', async () => {
    const owned = world.twilio.own(phone);
    const { body } = await order();
    await world.settle();
    expect(world.twilio.payments).toBe(0);
    expect(await purchase(body.id)).toMatchObject({ state: 'online', wasOwned: true, phoneNumberSid: owned.sid });
    expect(owned.sms_url).toContain('/webhooks/twilio');
  });

  test.each([
    [{ phone: '15550100' }, 400, 'invalid-input'],
    [{ tenantId: 'nobody' }, 422, 'no-such-importer'],
    [{ mode: 'shared' }, 422, 'shared-for-nobody'],
    [{ country: 'usa' }, 400, 'invalid-input'],
  ])('%j ▶ %i %s, and nothing is held', async (over, status, code) => {
    const answer = await order(over);
    expect([answer.status, answer.body.code, await number()]).toEqual([status, code, null]);
  });
});

describe('what goes wrong', () => {
  test.each([
    ['somebody was faster', 21422, 'Somebody was faster'],
    ['an address is needed', 21631, 'Add an address'],
    ['a bundle is needed', 21649, 'regulatory bundle'],
  ])('%s: the purchase says so, and nothing is paid', async (_what, code, hint) => {
    world.twilio.faults.push({ match: /^POST .*IncomingPhoneNumbers.json/, status: 400, code, message: 'no' });
    const { body } = await order();
    await world.settle();
    expect(await purchase(body.id)).toMatchObject({
      state: 'failed',
      failure: { step: 'buying', code: 'refused', message: `Twilio ${code}: no`, hint: expect.stringContaining(hint) },
      can: { resume: true, undo: true },
    });
    expect(world.twilio.payments).toBe(0);
  });

  test.each([
    ['the connection breaks after the purchase', 'hang-up'],
    ['Twilio answers 500 after the purchase', 500],
  ] as const)('%s: it is found, and not paid again', async (_what, status) => {
    world.twilio.faults.push({ match: /^POST .*IncomingPhoneNumbers.json/, status, after: true });
    const { body } = await order();
    await world.settle();
    expect(world.twilio.payments).toBe(1);
    expect(await purchase(body.id)).toMatchObject({ state: 'online', wasOwned: false });
  });

  test('a sender is made once, whatever is heard of it', async () => {
    world.twilio.faults.push({ match: /^POST .v2.Channels.Senders$/, status: 'hang-up', after: true });
    const { body } = await order();
    await world.settle();
    expect(world.twilio.senders.size).toBe(1);
    expect(await purchase(body.id)).toMatchObject({ state: 'online' });
  });

  test('Twilio is down for an hour: failed, resumed, online', async () => {
    for (let i = 0; i < 5; i++) world.twilio.faults.push({ match: /^POST .*IncomingPhoneNumbers.json/, status: 503 });
    const { body } = await order();
    await world.settle();
    expect(await purchase(body.id)).toMatchObject({ state: 'failed', failure: { step: 'buying', code: 'no-answer' } });
    const dead = async () => (await world.api.list('outbox')).filter(({ state }) => state === 'dead');
    expect(await dead()).toMatchObject([{ purchaseId: body.id }]);
    expect(await post(`/purchases/${body.id}/resume`)).toMatchObject({ status: 202, body: { state: 'buying' } });
    expect(await dead()).toEqual([]);
    await world.settle();
    expect(await purchase(body.id)).toMatchObject({ state: 'online' });
    expect(world.twilio.payments).toBe(1);
  });

  test('WhatsApp refuses the sender: the reason is shown, and undoing gives the number back', async () => {
    world.twilio.senderStates = ['CREATING', 'OFFLINE'];
    const { body } = await order();
    const made = await purchase(body.id);
    expect(made.state).toBe('buying');
    await world.settle();
    expect(await purchase(body.id)).toMatchObject({ state: 'failed', failure: { code: 'sender-refused' } });
    expect(await post(`/purchases/${body.id}/undo`)).toMatchObject({ status: 202, body: { state: 'undoing' } });
    await world.settle();
    expect(await purchase(body.id)).toMatchObject({ state: 'undone' });
    expect([world.twilio.numbers.size, world.twilio.senders.size, await number()]).toEqual([0, 0, null]);
    world.twilio.senderStates = ['ONLINE'];
    expect(await order()).toMatchObject({ status: 202 });
    await world.settle();
  });

  test('a number that is on line is not undone by one press: it is released, with the number typed', async () => {
    const { body } = await order();
    await world.settle();
    expect(await purchase(body.id)).toMatchObject({ state: 'online', can: { undo: false } });
    expect(await post(`/purchases/${body.id}/undo`)).toMatchObject({ status: 409, body: { code: 'nothing-to-undo' } });
    expect([world.twilio.numbers.size, world.twilio.senders.size]).toEqual([1, 1]);
  });

  test('what an operator assigned while it was under way stays assigned', async () => {
    await world.api.write({ 'tenants/luna': { ...aTenant({ name: 'Luna' }) } });
    const { body } = await order();
    while ((await purchase(body.id)).state !== 'pending-verification') await world.settleOne();
    await world.api.world.firestore.doc(`numbers/twilio:${phone}`).update({ tenantIds: ['luna'] });
    await world.settle();
    expect(await number()).toMatchObject({ status: 'online', tenantIds: ['luna'] });
    expect(await world.api.read('tenants/sol')).toMatchObject({ outgoingNumber: null });
  });

  test('undoing leaves a number that was ours before', async () => {
    world.twilio.own(phone);
    world.twilio.senderStates = ['OFFLINE'];
    const { body } = await order();
    await world.settle();
    await post(`/purchases/${body.id}/undo`);
    await world.settle();
    expect([world.twilio.numbers.size, world.twilio.senders.size]).toEqual([1, 0]);
    expect(await number()).toMatchObject({ purchaseId: null, senderState: 'none', tenantIds: [] });
  });

  test('a code that WhatsApp sent is handed over', async () => {
    world.twilio.senderStates = ['PENDING_VERIFICATION', 'PENDING_VERIFICATION', 'ONLINE'];
    const { body } = await order();
    const { queue } = world.api.world;
    while ((await purchase(body.id)).state !== 'pending-verification') await world.settleOne();
    expect(queue.size).toBe(1);
    expect(await post(`/purchases/${body.id}/verification`, { code: '123456' })).toMatchObject({ status: 202 });
    await world.settle();
    expect(await purchase(body.id)).toMatchObject({ state: 'online' });
    expect([...world.twilio.senders.values()][0]?.configuration.verification_code).toBe('123456');
    expect(await post(`/purchases/${body.id}/verification`, { code: '123456' })).toMatchObject({
      status: 409,
      body: { code: 'nothing-to-verify' },
    });
  });

  test('a sender that never comes online is given up after a day, and not polled for ever', async () => {
    world.twilio.senderStates = ['PENDING_VERIFICATION'];
    const { body } = await order();
    while ((await purchase(body.id)).state !== 'pending-verification') await world.settleOne();
    await world.api.world.firestore.doc(`purchases/${body.id}`).update({ checks: CHECKS_MAX - 3 });
    await world.settle();
    expect((await world.api.read(`purchases/${body.id}`))?.checks).toBe(CHECKS_MAX);
    expect(await purchase(body.id)).toMatchObject({ state: 'failed', failure: { code: 'not-verified' } });
  });

  test('an importer that is gone by then: online, and nobody’s', async () => {
    await order();
    await world.api.world.firestore.doc('tenants/sol').delete();
    await world.settle();
    expect(await number()).toMatchObject({ status: 'online', mode: 'dedicated', tenantIds: [] });
  });
});

describe('releasing', () => {
  const release = (confirm: string) => post(`/phone-numbers/twilio:${phone}/release`, { confirm });

  test('needs the number typed, deletes the sender, gives the number back, and takes it from its importer', async () => {
    const { body } = await order();
    await world.settle();
    expect(await release('+1 555 0100')).toMatchObject({ status: 422, body: { code: 'not-confirmed' } });
    const spelled = `${phone.slice(0, 5)} ${phone.slice(5)}`;
    expect(await release(spelled)).toMatchObject({ status: 202, body: { id: body.id, state: 'undoing' } });
    expect(await release(phone)).toMatchObject({ status: 409, body: { code: 'purchase-runs' } });
    await world.settle();
    expect([world.twilio.numbers.size, world.twilio.senders.size, await number()]).toEqual([0, 0, null]);
    expect(await world.api.read('tenants/sol')).toMatchObject({ outgoingNumber: null });
    const order_ = world.twilio.asked.filter((each) => each.startsWith('DELETE'));
    expect(order_.slice(-2)).toEqual([
      expect.stringContaining('Senders'),
      expect.stringContaining('IncomingPhoneNumbers'),
    ]);
  });

  test('works for a number that was bought elsewhere', async () => {
    const owned = world.twilio.own(phone);
    await world.api.write({
      [`numbers/twilio:${phone}`]: {
        provider: 'twilio',
        mode: 'shared',
        tenantIds: [],
        display: phone,
        verifiedName: 'x',
        status: 'online',
        createdAt: new Date(),
        phone,
        phoneNumberSid: owned.sid,
      },
    });
    expect(await release(phone)).toMatchObject({ status: 202, body: { state: 'undoing' } });
    await world.settle();
    expect([world.twilio.numbers.size, await number()]).toEqual([0, null]);
  });

  test('not of the default number, of what is not ours, or not there', async () => {
    await order();
    await world.settle();
    await world.api.write({
      'platform/defaultNumber': { number: `twilio:${phone}`, setAt: new Date(), setBy: 'olga' },
      'numbers/meta:1': {
        provider: 'meta',
        mode: 'shared',
        tenantIds: [],
        display: 'x',
        verifiedName: '',
        status: 'online',
        createdAt: new Date(),
      },
    });
    expect(await release(phone)).toMatchObject({ status: 409, body: { code: 'still-default' } });
    expect(await post('/phone-numbers/meta:1/release', { confirm: '1' })).toMatchObject({
      status: 409,
      body: { code: 'not-by-us' },
    });
    expect((await post('/phone-numbers/twilio:+15550199/release', { confirm: '1' })).status).toBe(404);
  });
});

describe('a crash at any point', () => {
  /** Runs an act in a process that is killed after `k` operations, until no kill comes any more. */
  async function killedEverywhere(act: () => Promise<unknown>, check: () => Promise<void>) {
    let k = 0;
    for (let isOver = false; !isOver; k++) {
      phone = `+1555010${++phones}`;
      world.twilio.numbers.clear();
      world.twilio.senders.clear();
      world.twilio.payments = 0;
      world.twilio.senderStates = ['CREATING', 'ONLINE'];
      await act();
      world.killer.done = 0;
      world.killer.killAfter = k;
      await world.settle();
      isOver = !world.killer.isDead;
      await world.restart();
      await check();
    }
    return k;
  }

  test('while buying: paid once, one sender, online', async () => {
    let id: unknown;
    const points = await killedEverywhere(
      async () => {
        id = (await order()).body.id;
      },
      async () => {
        expect(await purchase(id)).toMatchObject({ state: 'online', wasOwned: false });
        expect([world.twilio.payments, world.twilio.numbers.size, world.twilio.senders.size]).toEqual([1, 1, 1]);
        expect(await number()).toMatchObject({ tenantIds: ['sol'], status: 'online' });
      },
    );
    expect(points).toBeGreaterThan(15);
  }, 120_000);

  test('while releasing: all given back', async () => {
    let id: unknown;
    await killedEverywhere(
      async () => {
        id = (await order()).body.id;
        world.killer.revive();
        await world.settle();
        await post(`/phone-numbers/twilio:${phone}/release`, { confirm: phone });
      },
      async () => {
        expect(await purchase(id)).toMatchObject({ state: 'undone' });
        expect([world.twilio.numbers.size, world.twilio.senders.size, await number()]).toEqual([0, 0, null]);
      },
    );
  }, 120_000);
});
