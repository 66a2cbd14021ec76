import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OWN } from './provider-accounts.ts';
import { startWorld } from './start-world.ts';
import { ANA, DIANA, SHARED, type World } from './world.ts';
import { ProvidersWorld } from './world-providers.ts';

const HOUR_MS = 3_600_000;
const CLOSED = {
  ...{ monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
  holidays: [],
};
const WELCOME = 'Bienvenida a Cuscatlán';
const AWAY = 'Volvemos a las ocho';
const reader = async () => ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 });

let world: World;
beforeEach(async () => {
  world = await startWorld(reader);
  await tenant('cuscatlan', { welcome: WELCOME, away: AWAY });
});
afterEach(() => world.stop());

const tenant = (id: string, fields: Record<string, unknown>) => world.firestore.doc(`tenants/${id}`).update(fields);
const dedicate = (...tenantIds: string[]) =>
  world.firestore.doc(`numbers/twilio:${SHARED}`).update({ mode: 'dedicated', tenantIds });
const say = async (text: string, from = DIANA) => {
  await world.simulator.control.deliver({ from, to: SHARED, text });
  await world.settle();
};
const conversation = async (tenantId = 'cuscatlan') => {
  const [found] = await world.documents(`tenants/${tenantId}/conversations`);
  return found;
};
const messages = async (tenantId = 'cuscatlan') => {
  const id = String((await conversation(tenantId))?.id);
  const found = await world.documents(`tenants/${tenantId}/conversations/${id}/messages`);
  const time = (value: unknown) => (value as { toMillis(): number }).toMillis();
  return found.sort((one, other) => time(one.at) - time(other.at));
};

describe('R32: first contact, and outside of business hours', () => {
  test('the welcome once, from the number that was written to; it is a message of the conversation', async () => {
    await dedicate('cuscatlan');
    await say('hola');
    await say('¿hay alguien?');
    expect(world.replies(DIANA)).toEqual([WELCOME]);
    expect(await messages()).toMatchObject([
      { direction: 'in', text: 'hola' },
      { direction: 'out', text: WELCOME, state: 'queued', by: { kind: 'welcome', uid: null } },
      { direction: 'in', text: '¿hay alguien?' },
    ]);
    expect(await conversation()).toMatchObject({ unreadCount: 2, lastText: '¿hay alguien?', lastDirection: 'in' });
  });

  test('whoever a link binds is welcomed; another importer’s link then says whose contact they are, and nothing else', async () => {
    for (const [code, tenantId] of [
      ['cus2222', 'cuscatlan'],
      ['iza2222', 'izalco'],
    ] as const)
      await world.firestore.doc(`linkCodes/${code}`).set({ tenantId, isActive: true });
    await tenant('izalco', { welcome: 'Bienvenida a Izalco' });
    await say('start_cus2222');
    await say('start_iza2222');
    await say('start_iza2222');
    expect(world.replies(DIANA)).toEqual([
      WELCOME,
      expect.stringContaining('Ya eres cliente de Importadora Cuscatlán'),
    ]);
    expect(await conversation('izalco')).toBeUndefined();
  });

  test('two first messages at once: one welcome', async () => {
    await dedicate('cuscatlan');
    await world.simulator.control.deliverAll([
      { from: DIANA, to: SHARED, text: 'hola' },
      { from: DIANA, to: SHARED, text: 'buenas' },
    ]);
    await world.settle();
    expect(world.replies(DIANA)).toEqual([WELCOME]);
  });

  test('outside of business hours: welcome and away, in this order; away again after 12 h', async () => {
    await dedicate('cuscatlan');
    await tenant('cuscatlan', { hours: CLOSED });
    await say('hola');
    expect(world.replies(DIANA)).toEqual([WELCOME, AWAY]);
    world.advance(11 * HOUR_MS);
    await say('¿y ahora?');
    expect(world.replies(DIANA)).toHaveLength(2);
    world.advance(HOUR_MS);
    await say('¿y ahora?');
    expect(world.replies(DIANA)).toEqual([WELCOME, AWAY, AWAY]);
    expect((await messages()).filter(({ direction }) => direction === 'out').map(({ by }) => by)).toMatchObject([
      { kind: 'welcome' },
      { kind: 'away' },
      { kind: 'away' },
    ]);
  });

  test('an away message that waited through an outage is not sent any more', async () => {
    await dedicate('cuscatlan');
    await tenant('cuscatlan', { hours: CLOSED });
    await world.simulator.control.deliver({ from: DIANA, to: SHARED, text: 'hola' });
    world.advance(2 * HOUR_MS);
    await world.settle();
    expect(world.replies(DIANA)).toEqual([WELCOME]);
  });

  test('staff are never welcomed', async () => {
    await tenant('cuscatlan', { hours: CLOSED });
    await say('María', ANA);
    expect(world.replies(ANA)).toEqual([expect.stringContaining('María')]);
  });

  test('a suspended importer answers nothing', async () => {
    await dedicate('cuscatlan');
    await tenant('cuscatlan', { status: 'suspended' });
    await say('hola');
    expect(world.replies(DIANA)).toEqual([]);
  });

  test.each([
    ['a number of ours at the same provider', 'twilio:+50370000900', null],
    ['a number of ours at another one', 'meta:100000000000000009', DIANA],
  ])('%s is never answered automatically', async (_what, key, phone) => {
    await dedicate('cuscatlan');
    await world.firestore.doc(`numbers/${key}`).set({
      ...{ provider: key.split(':')[0], mode: 'dedicated', tenantIds: ['izalco'], display: '', verifiedName: '' },
      ...{ status: 'online', createdAt: world.now(), phone },
    });
    await say('hola');
    expect(world.replies(DIANA)).toEqual([]);
    expect(await messages()).toMatchObject([{ direction: 'in', text: 'hola' }]);
    expect(world.failures).toEqual([]);
  });
});

describe('R35: STOP and START', () => {
  beforeEach(() => dedicate('cuscatlan'));

  test('BAJA is confirmed once, and stops what is automatic; ALTA resumes it, and is confirmed', async () => {
    await say('hola');
    await tenant('cuscatlan', { hours: CLOSED });
    await say(' Baja. ');
    await say('BAJA');
    await say('¿dónde está mi paquete?');
    expect(world.replies(DIANA)).toEqual([WELCOME, expect.stringContaining('ALTA')]);
    await say('alta');
    await say('gracias');
    expect(world.replies(DIANA).slice(2)).toEqual([expect.stringContaining('BAJA'), AWAY]);
    expect((await conversation())?.optedOutAt).toBeNull();
  });

  test('what was on its way when STOP came is not sent any more', async () => {
    for (const text of ['hola', 'STOP']) await world.simulator.control.deliver({ from: DIANA, to: SHARED, text });
    await world.settle();
    expect(world.replies(DIANA)).toEqual([expect.stringContaining('ALTA')]);
    expect((await messages()).map(({ direction }) => direction)).toEqual(['in', 'in', 'out']);
    expect(world.failures).toEqual([]);
  });

  test('what Twilio took as STOP and confirmed itself is not confirmed again', async () => {
    await say('hola');
    await world.simulator.control.deliver({ from: DIANA, to: SHARED, text: 'STOP', fields: { OptOutType: 'STOP' } });
    await world.settle();
    expect(world.replies(DIANA)).toEqual([WELCOME]);
    expect((await conversation())?.optedOutAt).not.toBeNull();
  });
});

describe('R1: a number of two importers', () => {
  test('on Twilio each has its own copy and answers for itself, once', async () => {
    await dedicate('cuscatlan', 'izalco');
    await tenant('izalco', { welcome: 'Bienvenida a Izalco', away: 'Izalco duerme', hours: CLOSED });
    await say('hola');
    await say('otra vez');
    expect(world.replies(DIANA).toSorted()).toEqual([WELCOME, 'Bienvenida a Izalco', 'Izalco duerme']);
    const texts = async (tenantId: string) => (await messages(tenantId)).map(({ text }) => text);
    expect(await texts('cuscatlan')).toEqual(['hola', WELCOME, 'otra vez']);
    expect(await texts('izalco')).toEqual(['hola', 'Bienvenida a Izalco', 'Izalco duerme', 'otra vez']);
  });

  test('on Meta each answers from that number, with the token of its account', async () => {
    const meta = await ProvidersWorld.start(reader);
    try {
      const both = { mode: 'dedicated', tenantIds: ['izalco', 'cuscatlan'] };
      await meta.firestore.doc(`numbers/${receivingNumber('meta', OWN.phoneNumberId)}`).update(both);
      await meta.firestore.doc('tenants/cuscatlan').update({ welcome: WELCOME });
      await meta.firestore.doc('tenants/izalco').update({ welcome: 'Bienvenida a Izalco' });
      await meta.simulator.control.deliver({ from: DIANA, to: OWN.phone, text: 'hola' });
      await meta.settle();
      expect(meta.replies(DIANA).toSorted()).toEqual([WELCOME, 'Bienvenida a Izalco']);
      const sent = meta.simulator.control.messages({ person: DIANA }).filter(({ author }) => author === 'business');
      expect(new Set(sent.map(({ number }) => number))).toEqual(new Set([OWN.phone]));
      // The other account's token is refused there, and would be noted.
      expect(meta.simulator.control.journal().violations).toEqual([]);
      expect(meta.failures).toEqual([]);
    } finally {
      await meta.stop();
    }
  });
});
