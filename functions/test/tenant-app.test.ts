import { paths } from '@casillero/domain/records/paths';
import { ok } from '@casillero/domain/result';
import type { SenderAlias } from '@casillero/domain/sender/alias';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CARLA, DIANA, OWN, PLATFORM } from './provider-accounts.ts';
import { ProvidersWorld } from './world-providers.ts';

/*
 * A tenant knows the secret of its own app at Meta, and can sign whatever it likes with it (R51). It is believed about its
 * own number, which harms nobody else; who somebody is concerns all tenants, and is not for it to say.
 */

let world: ProvidersWorld;
beforeEach(async () => {
  world = await ProvidersWorld.start(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
});
afterEach(() => world.stop());

type Item = Record<string, unknown>;
const CODE = 'B2C3D4F5';
const NOW_SECONDS = () => String(Math.floor(Date.now() / 1_000));
let count = 0;
const text = (from: string, body: string, over: Item = {}): Item => {
  count += 1;
  return { from: from.slice(1), id: `wamid.${count}`, timestamp: NOW_SECONDS(), type: 'text', text: { body }, ...over };
};

/** As the tenant's own app says it, of its own number, whatever account it names. */
const say = (value: Item, wabaId: string = OWN.wabaId, field = 'messages') =>
  world.post(
    {
      object: 'whatsapp_business_account',
      entry: [
        { id: wabaId, changes: [{ field, value: { metadata: { phone_number_id: OWN.phoneNumberId }, ...value } }] },
      ],
    },
    { path: `/webhooks/meta/${OWN.accountId}`, secret: OWN.appSecret },
  );
/** As Meta says it, of the platform's number. */
const told = (value: Item, field = 'messages') =>
  world.post({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: PLATFORM.wabaId,
        changes: [{ field, value: { metadata: { phone_number_id: PLATFORM.phoneNumberId }, ...value } }],
      },
    ],
  });
const sender = async (alias: string) => (await world.firestore.doc(paths.sender(alias as SenderAlias)).get()).data();
const bind = (alias: string, tenantId: string, senderId = 'diana') =>
  world.firestore.doc(paths.sender(alias as SenderAlias)).set({
    senderId,
    aliases: [alias],
    staffOf: null,
    boundTo: tenantId,
    since: new Date(),
    via: 'link',
    provenAccounts: [],
    registeredAs: null,
    conversationsWith: [tenantId],
  });
const replies = async () => (await world.documents('outbox')).map((entry) => String(entry.text));

describe('R54: a registration code', () => {
  const begin = async () => {
    const at = new Date();
    const expiresAt = new Date(at.getTime() + 900_000);
    const batch = world.firestore.batch();
    batch.set(world.firestore.doc(paths.registration('izalco', 'reg1')), {
      ...{ code: 'B2C3-D4F5', messageText: `Registrar ${CODE}`, waLink: '', number: '', numberDisplay: '' },
      ...{ state: 'waiting', label: 'x', isPrimary: false, replaces: null, createdAt: at, createdBy: 'mallory' },
      ...{ expiresAt, decidedAt: null, provenPhone: null, provenAlias: null, provenName: null, failure: null },
    });
    batch.set(world.firestore.doc(paths.verification(CODE)), {
      ...{ tenantId: 'izalco', registrationId: 'reg1', state: 'waiting', expiresAt, expireAt: expiresAt },
    });
    await batch.commit();
  };
  const registration = async () => (await world.firestore.doc(paths.registration('izalco', 'reg1')).get()).data();

  test('signed by the tenant’s own app makes nobody its staff; the code stays good, and its sender is told where to send it', async () => {
    await begin();
    await bind(`phone:${DIANA}`, 'cuscatlan');
    expect((await say({ messages: [text(DIANA, `Registrar ${CODE}`)] })).status).toBe(200);
    expect(await sender(`phone:${DIANA}`)).toMatchObject({ staffOf: null, boundTo: 'cuscatlan' });
    expect(await registration()).toMatchObject({ state: 'waiting' });
    expect(await replies()).toEqual([expect.stringContaining('otro número')]);
    expect(await world.documents('rateLimits')).toEqual([]);

    await told({ messages: [text(DIANA, `Registrar ${CODE}`)] });
    expect(await registration()).toMatchObject({ state: 'proven', provenPhone: DIANA });
  });

  test('guesses that it signs use nobody’s attempts up', async () => {
    for (let i = 2; i < 9; i++) await say({ messages: [text(DIANA, `Registrar BB${i}C-DD2F`)] });
    expect(await world.documents('rateLimits')).toEqual([]);
  });
});

describe('R4: who somebody is', () => {
  test('that a contact of another tenant changed number moves nothing, and is kept for operators', async () => {
    await bind(`phone:${DIANA}`, 'cuscatlan');
    const system = { type: 'user_changed_number', wa_id: '50370000999' };
    const change = text(DIANA, '', { type: 'system', system });
    expect((await say({ messages: [change] })).status).toBe(200);
    expect(await sender(`phone:${DIANA}`)).toMatchObject({ senderId: 'diana', boundTo: 'cuscatlan' });
    expect(await sender('phone:+50370000999')).toBeUndefined();
    expect(await world.documents('unprocessed')).toMatchObject([
      { accountId: OWN.accountId, reason: { code: 'unreadable', message: expect.stringContaining('own app') } },
    ]);

    await told({ messages: [{ ...change, id: 'wamid.true' }] });
    expect(await sender('phone:+50370000999')).toMatchObject({ senderId: 'diana', boundTo: 'cuscatlan' });
  });

  test.each([
    ['under its own account', OWN.wabaId],
    ['under the name of the platform’s account', PLATFORM.wabaId],
  ])('user ids are its own, %s, whatever portfolio it puts in', async (_what, wabaId) => {
    await world.firestore.doc(`accounts/${OWN.accountId}`).update({ portfolioId: PLATFORM.portfolioId });
    const victim = `bsuid:${PLATFORM.portfolioId}:SV.7001`;
    await bind(victim, 'cuscatlan');
    await say({ messages: [text('+50370000666', 'Hola', { from_user_id: 'SV.7001' })] }, wabaId);
    const value = { user_id_update: [{ user_id: { previous: 'SV.7001', current: 'SV.6666' } }] };
    await say(value, wabaId, 'user_id_update');
    expect(await sender(victim)).toMatchObject({ senderId: 'diana', aliases: [victim], boundTo: 'cuscatlan' });
    expect((await sender('phone:+50370000666'))?.boundTo).toBeNull();
  });

  test('of a thousand user ids for one phone one is taken: its sender is no burden, and has room for those that Meta tells', async () => {
    await bind(`phone:${DIANA}`, 'cuscatlan');
    const messages = Array.from({ length: 70 }, (_, i) => text(DIANA, `${i}`, { from_user_id: `SV.${i}` }));
    expect((await say({ messages })).status).toBe(200);
    const aliases = (await sender(`phone:${DIANA}`))?.aliases as string[];
    expect(aliases).toEqual([`phone:${DIANA}`, `bsuid:own-${OWN.accountId}:SV.0`]);
    expect(await world.documents('senders')).toHaveLength(2 + 3); // and staff
    expect(await world.documents('inbox')).toHaveLength(70);

    await told({ messages: [text(DIANA, 'Hola', { from_user_id: 'SV.7001' })] });
    expect((await sender(`phone:${DIANA}`))?.aliases).toEqual([...aliases, `bsuid:${PLATFORM.portfolioId}:SV.7001`]);
  });

  test('of its own number it is believed: its customers are its contacts, its staff is intake', async () => {
    await say({ messages: [text(DIANA, 'Hola', { from_user_id: 'SV.1' }), text(CARLA, 'María')] });
    expect(await world.documents('tenants/izalco/conversations')).toHaveLength(2);
    expect(await world.documents('tenants/izalco/batches')).toMatchObject([{ customerName: 'María' }]);
    expect((await sender(`phone:${DIANA}`))?.aliases).toHaveLength(2);
  });
});
