import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aJpeg } from './pictures.ts';
import { ANA, BETO, CARLA, DIANA, OWN, PLATFORM, WAHA } from './provider-accounts.ts';
import { ProvidersWorld } from './world-providers.ts';

let world: ProvidersWorld;
beforeEach(async () => {
  world = await ProvidersWorld.start(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
});
afterEach(() => world.stop());

const picture = async (seed: number) => ({ fileName: 'pedido.jpg', base64: await aJpeg(seed) });
const screenshots = () => world.documents('tenants/cuscatlan/screenshots');
const batches = (tenant = 'cuscatlan') => world.documents(`tenants/${tenant}/batches`);
const outbox = () => world.documents('outbox');

/** The same for Meta's shared number and for a session of WAHA that is made shared. */
const NUMBERS: [string, string][] = [
  ['Meta', PLATFORM.phone],
  ['WAHA', WAHA.phone],
];
const share = () => world.firestore.doc(`numbers/waha:${WAHA.session}`).update({ mode: 'shared', tenantIds: [] });

describe.each(NUMBERS)('a screenshot’s way over %s', (_provider, to) => {
  beforeEach(share);

  test('name, screenshots in a burst, one summary; bytes are ours', async () => {
    const { control } = world.simulator;
    await control.deliver({ from: ANA, to, text: 'María Rodríguez' });
    await control.deliverAll([
      { from: ANA, to, media: [await picture(1)] },
      { from: ANA, to, media: [await picture(2)] },
    ]);
    await world.settle();
    expect(await batches()).toMatchObject([{ customerName: 'María Rodríguez', screenshotCount: 2 }]);
    expect((await screenshots()).map((each) => each.state)).toEqual(['stored', 'stored']);
    expect([...world.bucket.keys()].filter((path) => path.endsWith('original.jpg'))).toHaveLength(2);
    const replies = world.replies(ANA);
    expect(replies.length).toBeGreaterThan(0);
    expect(replies.filter((text) => text.includes('2'))).toHaveLength(1);
    expect(world.simulator.control.journal().violations).toEqual([]);
  });

  test.each([
    ['404 right after the webhook', { kind: 'not-yet', tries: 2 }, 'stored'],
    ['an error page for a picture', { kind: 'wrong-bytes' }, 'refused'],
    ['a picture that is declared otherwise', { kind: 'wrong-type', contentType: 'application/octet-stream' }, 'stored'],
    ['a file of 0 bytes', { kind: 'empty' }, 'refused'],
    ['far too much', { kind: 'too-large', sizeBytes: 17_000_000 }, 'refused'],
  ] as const)('%s', async (_what, media, state) => {
    await world.simulator.control.deliver({ from: ANA, to, media: [await picture(3)], faults: { media } });
    await world.settle();
    expect(await screenshots()).toMatchObject([{ state }]);
  });

  test('an unknown sender is answered once', async () => {
    const { control } = world.simulator;
    for (const text of ['Hola', '¿Hay alguien?']) await control.deliver({ from: DIANA, to, text });
    await world.settle();
    expect(world.replies(DIANA)).toHaveLength(1);
  });
});

describe('R50: from which number, with which token', () => {
  test('a staff phone on its importer’s own number is answered from there, with that account’s token', async () => {
    await world.simulator.control.deliver({ from: CARLA, to: OWN.phone, text: 'José' });
    await world.settle();
    expect(await batches('izalco')).toMatchObject([{ customerName: 'José' }]);
    const [reply] = world.simulator.control.messages({ person: CARLA, author: 'business' });
    expect(reply).toMatchObject({ number: OWN.phone });
  });

  test('a number of two importers: both have the message, each its own', async () => {
    await world.firestore
      .doc(`numbers/meta:${PLATFORM.phoneNumberId}`)
      .update({ mode: 'dedicated', tenantIds: ['cuscatlan', 'izalco'] });
    await world.simulator.control.deliver({ from: DIANA, to: PLATFORM.phone, text: 'Hola' });
    for (const tenant of ['cuscatlan', 'izalco'])
      expect(await world.documents(`tenants/${tenant}/conversations`)).toMatchObject([
        { kind: 'contact', lastText: 'Hola' },
      ]);
  });

  test('somebody without a phone is answered by user id', async () => {
    world.simulator.control.addPerson({ phone: DIANA, name: 'Diana', hidesPhone: true, username: 'diana.sv' });
    await world.simulator.control.deliver({ from: DIANA, to: PLATFORM.phone, text: 'Hola' });
    await world.settle();
    expect(world.replies(DIANA)).toHaveLength(1);
    expect(await world.documents('inbox')).toMatchObject([{ alias: expect.stringMatching(/^bsuid:400000000000001:/) }]);
  });
});

describe('R91: sending is not idempotent', () => {
  const send = async (to: string, api: object) => {
    world.simulator.control.setFaults({ api: { on: 'send', times: 1, ...api } as never });
    await world.simulator.control.deliver({ from: BETO, to, text: 'María' });
    await world.settle();
    return world.replies(BETO);
  };
  beforeEach(share);

  test.each(NUMBERS)('%s took it and the answer was lost: sent once', async (provider, to) => {
    world.simulator.control.setFaults({ api: { on: 'send', times: 1, kind: 'reset', takesEffect: true } });
    await world.simulator.control.deliver({ from: BETO, to, text: 'María' });
    await world.workOff(world.queue.take()?.payload.outboxId ?? '');
    // Meta has no list to look in: its status brings the word, while the next attempts wait for it.
    if (provider === 'Meta')
      await vi.waitFor(
        async () => expect(await outbox()).toMatchObject([{ providerMessageId: expect.any(String) }]),
        10_000,
      );
    await world.settle();
    expect(world.replies(BETO)).toHaveLength(1);
    expect(await outbox()).toMatchObject([{ state: 'done', providerMessageId: expect.any(String) }]);
  });
  test.each(NUMBERS)('%s did not take it, and said nothing: sent in the end', async (_provider, to) => {
    expect(await send(to, { kind: 'reset' })).toHaveLength(1);
    expect(await outbox()).toMatchObject([{ state: 'done' }]);
  });
  test('the pair limit is waited for', async () => {
    expect(await send(PLATFORM.phone, { kind: 'status', code: 131056 })).toHaveLength(1);
    expect(world.failures).toMatchObject([
      { reason: { code: 'temporary', message: expect.stringContaining('131056') }, isFinal: false },
    ]);
  });
  test.each([
    ['Meta', PLATFORM.phone, { code: 131031 }],
    ['WAHA', WAHA.phone, { status: 422 }],
  ])('what leaves from a number that is down at %s waits for hours until it is mended', async (_provider, to, fault) => {
    expect(await send(to, { kind: 'status', times: 9, ...fault })).toHaveLength(1);
    expect(world.failures).toHaveLength(9);
    expect(world.failures.at(-1)).toMatchObject({ reason: { code: 'number-down' }, isFinal: false });
  });
  test('what Meta refuses for good fails visibly, with its code', async () => {
    expect(await send(PLATFORM.phone, { kind: 'status', code: 131026 })).toEqual([]);
    expect(await outbox()).toMatchObject([
      { state: 'dead', reason: { code: 'permanent', message: expect.stringContaining('131026') } },
    ]);
  });
});

describe('R30: what became of a reply', () => {
  beforeEach(share);
  const outgoing = async () =>
    (await world.documents('tenants/cuscatlan/conversations/beto/messages')).filter((each) => each.direction === 'out');
  const reply = async (to: string, statuses: object) => {
    world.simulator.control.setFaults({ statuses: statuses as never });
    await world.simulator.control.deliver({ from: BETO, to, text: 'María' });
    await world.settle();
  };

  test.each(NUMBERS)('%s: read, whatever order it is told in', async (_provider, to) => {
    await reply(to, { order: 'reversed', copies: 2 });
    await expect.poll(async () => (await outgoing()).map(({ state }) => state), { timeout: 10_000 }).toEqual(['read']);
  });
  test.each(NUMBERS)('%s: told before the answer to the sending', async (_provider, to) => {
    await reply(to, { isBeforeAnswer: true });
    await expect.poll(async () => (await outgoing()).map(({ state }) => state), { timeout: 10_000 }).toEqual(['read']);
  });
  test('Meta: failed later, with its reason', async () => {
    await reply(PLATFORM.phone, { path: ['sent'], errorCode: 131047 });
    await expect
      .poll(async () => (await outgoing()).map(({ state, failure }) => [state, failure]), { timeout: 10_000 })
      .toEqual([['failed', expect.objectContaining({ code: '131047' })]]);
  });
  test('a status of a message that is not ours harms nothing', async () => {
    await reply(PLATFORM.phone, {});
    const value = {
      metadata: { phone_number_id: PLATFORM.phoneNumberId },
      statuses: [{ id: 'wamid.other', status: 'read' }],
    };
    const body = {
      object: 'whatsapp_business_account',
      entry: [{ id: PLATFORM.wabaId, changes: [{ field: 'messages', value }] }],
    };
    expect((await world.post(body)).status).toBe(200);
    expect(await outgoing()).toHaveLength(1);
  });
});

describe('R51: a token that ran out', () => {
  const account = async () => (await world.firestore.doc(`accounts/${OWN.accountId}`).get()).data();

  test.each([
    'expired',
    'revoked',
  ] as const)('%s is told apart, receiving goes on, and a new one sends what waited', async (state) => {
    world.simulator.control.meta.setToken(OWN.token, state);
    await world.simulator.control.deliver({ from: CARLA, to: OWN.phone, text: 'José' });
    const [task] = [world.queue.take()];
    expect(await world.workOff(task?.payload.outboxId ?? '')).toBe('retry');
    expect(await account()).toMatchObject({ token: { state, code: '190' } });
    await world.simulator.control.deliver({ from: CARLA, to: OWN.phone, text: 'ayuda' });
    expect(await batches('izalco')).toMatchObject([{ customerName: 'José' }]);

    world.simulator.control.meta.setToken(OWN.token, 'valid');
    await world.settle();
    expect(world.replies(CARLA)).toHaveLength(2);
    expect(await account()).toMatchObject({ token: { state: 'ok', code: null } });
  });

  test('a time-out says nothing about the token', async () => {
    world.simulator.control.setFaults({ api: { on: 'send', kind: 'reset', times: 1 } });
    await world.simulator.control.deliver({ from: CARLA, to: OWN.phone, text: 'José' });
    await world.settle();
    expect(await account()).toMatchObject({ token: { state: 'ok' } });
  });
});

describe('read receipts and typing', () => {
  test.each([
    ['Meta', PLATFORM.phone, `meta:${PLATFORM.phoneNumberId}`, DIANA],
    ['WAHA', WAHA.phone, `waha:${WAHA.session}`, `${DIANA.slice(1)}@c.us`],
  ])('%s: seen, and somebody types', async (_provider, to, number, address) => {
    const { message } = await world.simulator.control.deliver({ from: DIANA, to, text: 'Hola' });
    const providerMessageId = message.id.split('_')[2] ?? message.id;
    expect(await world.providers.markRead({ number, address, providerMessageId }, true)).toBe(true);
    expect(world.simulator.control.typing()).toContainEqual({ person: DIANA, number: to });
  });
});
