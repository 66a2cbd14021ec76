import { createHmac } from 'node:crypto';
import { paths } from '@casillero/domain/records/paths';
import { ok } from '@casillero/domain/result';
import { phoneAlias } from '@casillero/domain/sender/alias';
import type { CanonicalPhone } from '@casillero/domain/sender/phone';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOSTILE_IDS } from './hostile-ids.ts';
import { button, ofTemplate, TAPS } from './meta-taps.ts';
import { ANA, DIANA, PLATFORM, WAHA } from './provider-accounts.ts';
import { ProvidersWorld } from './world-providers.ts';

/*
 * A tap on a button or a row of a list. Whoever writes a client of their own puts into it what they like: its id is nothing to go by,
 * and its title is what its sender says, as if it had been typed.
 */

let world: ProvidersWorld;
beforeEach(async () => {
  world = await ProvidersWorld.start(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
  const at = world.now();
  const expiresAt = new Date(at.getTime() + 900_000);
  const batch = world.firestore.batch();
  const set = (path: string, fields: Item) => batch.set(world.firestore.doc(path), fields);
  set(paths.linkCode('otro1234'), { tenantId: 'izalco', isActive: true });
  set(paths.verification('B2C3D4F5'), {
    ...{ tenantId: 'izalco', registrationId: 'reg1', state: 'waiting', expiresAt, expireAt: expiresAt },
  });
  set(paths.registration('izalco', 'reg1'), {
    ...{ code: 'B2C3-D4F5', messageText: 'Registrar B2C3-D4F5', waLink: '', number: '', numberDisplay: '' },
    ...{ state: 'waiting', label: 'x', isPrimary: false, replaces: null, createdAt: at, createdBy: 'iris' },
    ...{ expiresAt, decidedAt: null, provenPhone: null, provenAlias: null, provenName: null, failure: null },
  });
  await batch.commit();
});
afterEach(() => world.stop());

type Item = Record<string, unknown>;
let count = 0;
const message = (from: string, over: Item): Item => {
  count += 1;
  return {
    from: from.slice(1),
    id: `wamid.${count}`,
    timestamp: String(Math.floor(world.now().getTime() / 1_000)),
    ...over,
  };
};
const send = async (...messages: Item[]) => {
  const change = { field: 'messages', value: { metadata: { phone_number_id: PLATFORM.phoneNumberId }, messages } };
  const body = { object: 'whatsapp_business_account', entry: [{ id: PLATFORM.wabaId, changes: [change] }] };
  expect((await world.post(body)).status).toBe(200);
};
const text = (from: string, body: string) => message(from, { type: 'text', text: { body } });
const tapped = (from: string, tap: Item, over: Item = {}) => message(from, { ...tap, ...over });
const HOSTILE: readonly unknown[] = [...HOSTILE_IDS, null, 7, ['izalco'], { tenantId: 'izalco' }];
const bind = (phone: string, tenantId: string) =>
  world.firestore
    .doc(paths.sender(phoneAlias(phone as CanonicalPhone)))
    .set({ senderId: phone.slice(-4), staffOf: null, boundTo: tenantId, since: new Date(), via: 'link' });
const stored = async (tenantId: string, senderId: string) =>
  (await world.documents(`tenants/${tenantId}/conversations/${senderId}/messages`)).filter(
    ({ direction }) => direction === 'in',
  );
/** All that there is under a tenant, but for what its registrations wait for. */
const under = async (tenantId: string) =>
  Promise.all(
    ['conversations', 'batches', 'screenshots', 'phones', 'links', 'customers'].map((name) =>
      world.documents(`tenants/${tenantId}/${name}`),
    ),
  );
const nothingIn = Array.from({ length: 6 }, () => []);
const codes = async () => [
  (await world.firestore.doc(paths.verification('B2C3D4F5')).get()).data()?.state,
  (await world.firestore.doc(paths.registration('izalco', 'reg1')).get()).data()?.state,
];

describe('the id of a tap is nothing to go by', () => {
  test('of a stranger it names no owner: unrouted, with the title as the text', async () => {
    const taps = TAPS.flatMap((tap, s) =>
      HOSTILE.map((id, i) => tapped(`+5037000${String(300 + s * 40 + i).padStart(4, '0')}`, tap(id, 'Paquete 42'))),
    );
    await send(...taps);
    const unrouted = await world.documents('unrouted');
    expect(unrouted).toHaveLength(taps.length);
    for (const each of unrouted) expect(each).toMatchObject({ reason: 'unknown-sender', lastText: 'Paquete 42' });
    expect([await under('izalco'), await under('cuscatlan')]).toEqual([nothingIn, nothingIn]);
    expect(await world.documents('senders')).toHaveLength(3); // staff
    expect(await codes()).toEqual(['waiting', 'waiting']);
    expect(await world.documents('rateLimits')).toEqual([]);
    expect(await world.documents('unprocessed')).toEqual([]);
  });

  test('of a contact it changes no owner, ends no automatic messages, and is kept only as it came', async () => {
    await bind(DIANA, 'cuscatlan');
    const taps = TAPS.flatMap((tap) => HOSTILE.map((id) => tapped(DIANA, tap(id, 'Paquete 42'))));
    await send(...taps);
    const messages = await stored('cuscatlan', '0900');
    expect(messages).toHaveLength(taps.length);
    for (const { text: shown, kind } of messages)
      expect([shown, kind]).toEqual(['Paquete 42', expect.stringMatching(/^(interactive|button)$/)]);
    expect((await world.firestore.doc('tenants/cuscatlan/conversations/0900').get()).data()).toMatchObject({
      optedOutAt: null,
      unreadCount: taps.length,
    });
    expect(await world.documents('outbox')).toEqual([]);
    expect(await under('izalco')).toEqual(nothingIn);
    expect(await codes()).toEqual(['waiting', 'waiting']);
    const kept = (await world.documents('inbox')).map(({ raw }) => (raw as { json: string }).json);
    expect(kept.filter((json) => json.includes('tenant:izalco:pickup:42'))).toHaveLength(3);
  });

  test('of staff it is no command: the batch stays as it was, with the title for its name', async () => {
    const commands = ['listo', 'cancelar', 'deshacer', 'si', 'status'];
    await send(text(ANA, 'María'), ...TAPS.flatMap((tap) => commands.map((id) => tapped(ANA, tap(id, 'María')))));
    expect(await world.documents('tenants/cuscatlan/batches')).toMatchObject([
      { state: 'open', customerName: 'María' },
    ]);
  });

  test('without a title there is nothing to show, and the id does not take its place', async () => {
    await bind(DIANA, 'cuscatlan');
    await send(
      ...TAPS.flatMap((tap) =>
        [undefined, '', '  ', null, ['BAJA'], { text: 'BAJA' }].map((no) => tapped(DIANA, tap('BAJA', no))),
      ),
    );
    const messages = await stored('cuscatlan', '0900');
    expect(messages).toHaveLength(18);
    for (const { text: shown, kind } of messages)
      expect([shown, kind]).toEqual(['', expect.stringMatching(/^unsupported:(interactive|button)$/)]);
    expect((await world.firestore.doc('tenants/cuscatlan/conversations/0900').get()).data()?.optedOutAt).toBeNull();
  });

  test('nor does WAHA’s tell anything: what counts is the text that it shows', async () => {
    const id = 'false_50370000900@c.us_3EB0TAP';
    const inside = {
      message: { buttonsResponseMessage: { selectedButtonId: 'BAJA', selectedDisplayText: 'Paquete 42' } },
      type: 'buttons_response',
      selectedButtonId: 'BAJA',
      selectedRowId: 'Registrar B2C3-D4F5',
    };
    const from = '50370000900@c.us';
    const payload = {
      id,
      timestamp: Math.floor(Date.now() / 1_000),
      from,
      fromMe: false,
      body: 'Paquete 42',
      _data: inside,
    };
    const raw = JSON.stringify({
      id: 'evt_1',
      timestamp: Date.now(),
      event: 'message',
      session: WAHA.session,
      payload,
    });
    const hmac = createHmac('sha512', WAHA.hmacKey).update(raw, 'utf8').digest('hex');
    const headers = { 'Content-Type': 'application/json', 'X-Webhook-Hmac': hmac };
    expect((await fetch(`${world.origin}/webhooks/waha`, { method: 'POST', headers, body: raw })).status).toBe(200);
    const [conversation] = await world.documents('tenants/izalco/conversations');
    expect(conversation).toMatchObject({ lastText: 'Paquete 42', optedOutAt: null });
    expect(await codes()).toEqual(['waiting', 'waiting']);
  });
});

describe('a tap on an old message', () => {
  const yes = () => tapped(ANA, button('cancel:yes', 'Sí'), { context: { from: PLATFORM.phone, id: 'wamid.ASKED' } });
  const batches = async () =>
    (await world.documents('tenants/cuscatlan/batches'))
      .map(({ customerName, state }) => `${customerName} ${state}`)
      .sort();

  test('answers the question that is open; told again it does nothing more, and tapped again it answers no other one', async () => {
    const image = message(ANA, {
      type: 'image',
      image: { id: '990000000000002', mime_type: 'image/jpeg', caption: 'María' },
    });
    await send(image, text(ANA, 'cancelar'));
    // Meta's times are whole seconds: what is written in the second of the question was written before it.
    world.advance(2_000);
    const first = yes();
    await send(first);
    expect(await batches()).toEqual(['María cancelled']);
    const entries = (await world.documents('outbox')).length;
    await send(first);
    await send(first, first);
    expect(await world.documents('outbox')).toHaveLength(entries);
    await send(text(ANA, 'Rosa'), yes());
    expect(await batches()).toEqual(['María cancelled', 'Rosa open']);
  });

  test('of another importer, on the number that they share: it is for whom its sender belongs to, and touches nothing of the other’s', async () => {
    await bind(DIANA, 'izalco');
    await send(text(DIANA, 'Hola'));
    const entry = { direction: 'out', text: '¿Recoger?', providerMessageId: 'wamid.IZALCO', at: new Date() };
    await world.firestore.doc('tenants/izalco/conversations/0900/messages/out1').set(entry);
    const theirs = async () => [
      await under('izalco'),
      await world.documents('tenants/izalco/conversations/0900/messages'),
    ];
    const before = await theirs();
    const context = { from: PLATFORM.phone, id: 'wamid.IZALCO' };
    await bind('+50370000901', 'cuscatlan');
    await send(...TAPS.map((tap) => tapped('+50370000901', tap('tenant:izalco:pickup:42', 'Recoger'), { context })));
    expect(await theirs()).toEqual(before);
    expect(await stored('cuscatlan', '0901')).toMatchObject(
      TAPS.map(() => ({ text: 'Recoger', about: { providerMessageId: 'wamid.IZALCO', relation: 'reply' } })),
    );
  });
});

describe('the title of a tap is what its sender says', () => {
  test.each(
    TAPS.map((tap, i) => [['a button', 'a row', 'a template’s button'][i] ?? '', tap] as const),
  )('%s: a link code binds its sender, as typed', async (_what, tap) => {
    await send(tapped(DIANA, tap('x', 'start_otro1234')), tapped('+50370000903', tap('x', 'start_otro9999')));
    expect((await world.firestore.doc(`senders/phone:${DIANA}`).get()).data()).toMatchObject({ boundTo: 'izalco' });
    expect(await world.documents('unrouted')).toMatchObject([{ reason: 'unknown-link-code' }]);
  });

  test('a link code does not take a contact away, nor staff', async () => {
    await bind(DIANA, 'cuscatlan');
    await send(tapped(DIANA, button('x', 'start_otro1234')), tapped(ANA, button('x', 'start_otro1234')));
    expect((await world.firestore.doc(`senders/phone:${DIANA}`).get()).data()).toMatchObject({ boundTo: 'cuscatlan' });
    expect((await world.firestore.doc(`senders/phone:${ANA}`).get()).data()).toMatchObject({
      staffOf: 'cuscatlan',
      boundTo: null,
    });
    expect(await world.documents('tenants/izalco/conversations')).toEqual([]);
  });

  test('STOP, as templates offer it for tapping, ends automatic messages', async () => {
    await bind(DIANA, 'cuscatlan');
    await send(tapped(DIANA, ofTemplate('x', 'STOP')));
    expect((await world.firestore.doc('tenants/cuscatlan/conversations/0900').get()).data()?.optedOutAt).not.toBeNull();
  });

  test('a registration code proves the phone that it came from, once, and no other', async () => {
    await send(
      tapped(DIANA, button('x', 'Registrar B2C3-D4F5')),
      tapped('+50370000904', button('x', 'Registrar B2C3-D4F5')),
    );
    expect((await world.firestore.doc(paths.registration('izalco', 'reg1')).get()).data()).toMatchObject({
      state: 'proven',
      provenPhone: DIANA,
    });
    expect((await world.firestore.doc('senders/phone:+50370000904').get()).data()?.staffOf ?? null).toBeNull();
  });
});
