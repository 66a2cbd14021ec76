import type { SenderAlias } from '@casillero/domain/sender/alias';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anAccount } from './provider-accounts.ts';
import { DEDICATED, RoutingWorld } from './routing-world.ts';

let world: RoutingWorld;
beforeAll(async () => {
  world = await RoutingWorld.start();
});
afterAll(() => world.api.stop());
// A tenant starts so many registrations in an hour: each test has an hour of its own.
beforeEach(() => world.api.advance(3_600_001));

let phones = 0;
/** A phone that no test has used. */
function newPhone(): string {
  phones += 1;
  return `+5037000${String(phones).padStart(4, '0')}`;
}

type Started = { id: string; code: string; messageText: string; waLink: string; numberDisplay: string };
async function start(over: Record<string, unknown> = {}, as = 'member', tenantId = 'cuscatlan'): Promise<Started> {
  const answer = await world.api.call(as, 'POST', `/tenants/${tenantId}/registrations`, { label: 'Ana', ...over });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body as unknown as Started;
}
const registration = (id: string, tenantId = 'cuscatlan') => world.api.read(`tenants/${tenantId}/registrations/${id}`);
const phone = (alias: string, tenantId = 'cuscatlan') => world.api.read(`tenants/${tenantId}/phones/phone:${alias}`);
/** Registers a phone, from nothing. */
async function registered(from: string, over: Record<string, unknown> = {}, as = 'member', tenantId = 'cuscatlan') {
  await world.send(from, (await start(over, as, tenantId)).messageText);
}

describe('R54: a phone is registered by the receipt of its code', () => {
  test('the page gets a code, a text, a link to one of our numbers; nothing is registered yet', async () => {
    const started = await start();
    expect(started.code).toMatch(/^[2-9B-DF-HJ-NP-TV-X]{4}-[2-9B-DF-HJ-NP-TV-X]{4}$/);
    expect(started.messageText).toBe(`Registrar ${started.code}`);
    expect(started.waLink).toBe(`https://wa.me/15550111?text=Registrar%20${started.code}`);
    expect(await registration(started.id)).toMatchObject({ state: 'waiting', createdBy: 'memo', provenPhone: null });
  });

  test.each([
    ['as it was written for them', (code: string) => `Registrar ${code}`],
    ['the code alone', (code: string) => code],
    ['in small letters, without the hyphen', (code: string) => code.toLowerCase().replace('-', '')],
    ['in the middle of a text', (code: string) => `hola, mi código es ${code.replace('-', ' ')} gracias`],
  ])('on the shared number, %s', async (_how, text) => {
    const from = newPhone();
    const started = await start();
    const received = await world.send(from, text(started.code));
    expect(received).toMatchObject({ tenantIds: ['cuscatlan'], unrouted: null });
    expect(await registration(started.id)).toMatchObject({ state: 'proven', provenPhone: from });
    expect(await phone(from)).toMatchObject({ phone: from, label: 'Ana' });
    expect(await world.sender(`phone:${from}`)).toMatchObject({ staffOf: 'cuscatlan', via: 'registration' });
    expect(await world.replies(`whatsapp:${from}`)).toEqual([expect.stringContaining('quedó registrado con')]);
  });

  test('the text with the code is no customer’s name; the next one is', async () => {
    const from = newPhone();
    await registered(from);
    await world.send(from, 'María');
    const { senderId } = (await world.sender(`phone:${from}`)) ?? {};
    const batches = (await world.api.list('tenants/cuscatlan/batches')).filter((batch) => batch.senderId === senderId);
    expect(batches.map(({ customerName }) => customerName)).toEqual(['María']);
  });

  test('on the tenant’s own number too, but not on another’s', async () => {
    const [own, foreign] = [newPhone(), newPhone()];
    await world.send(own, (await start()).code, { receivingNumber: DEDICATED });
    expect(await world.sender(`phone:${own}`)).toMatchObject({ staffOf: 'cuscatlan' });
    const started = await start({}, 'other', 'izalco');
    await world.send(foreign, started.code, { receivingNumber: DEDICATED });
    expect(await registration(started.id, 'izalco')).toMatchObject({ state: 'waiting' });
    expect(await world.sender(`phone:${foreign}`)).toMatchObject({ staffOf: null });
  });

  test('an account of the tenant’s own with an app of its own is offered for no code: it could sign it itself', async () => {
    const key = 'meta:100000000000000009';
    const number = { ...(await world.api.read(`numbers/${DEDICATED}`)), display: '+1 555-0119', accountId: 'acc_own' };
    await world.api.write({ [`numbers/${key}`]: number, 'accounts/acc_own': anAccount({ tenantId: 'cuscatlan' }) });
    const begin = (to: string | null) =>
      world.api.call('member', 'POST', '/tenants/cuscatlan/registrations', { label: 'Ana', number: to });
    expect(await begin(key)).toMatchObject({ status: 409, body: { code: 'no-number' } });
    await world.api.world.firestore.doc('accounts/acc_own').update({ hasOwnApp: false });
    expect(await begin(key)).toMatchObject({ status: 201, body: { waLink: expect.stringContaining('15550119') } });
    await Promise.all([`numbers/${key}`, 'accounts/acc_own'].map((at) => world.api.world.firestore.doc(at).delete()));
  });

  test('a sender without a phone is proven by its own id', async () => {
    const started = await start();
    const alias = 'bsuid:portfolio:SV.7001';
    const sender = { alias, otherAliases: [], phone: null, address: 'whatsapp:SV.7001', profileName: 'Ana' };
    await world.receive(world.message({ text: started.code, sender: sender as never }));
    expect(await registration(started.id)).toMatchObject({ state: 'proven', provenPhone: null, provenAlias: alias });
    expect(await world.sender(alias)).toMatchObject({ staffOf: 'cuscatlan', provenAccounts: [alias] });
    expect(await world.api.read(`tenants/cuscatlan/phones/${alias}`)).toMatchObject({ phone: null });
  });

  test('possession holds for the exact account: another form of the number is matched, and is not staff', async () => {
    const alias = 'phone:+541155500001' as SenderAlias;
    const send = (spelled: string, text: string) => {
      const { sender } = world.message({ from: '+541155500001' });
      return world.receive(world.message({ text, sender: { ...sender, alias, address: `whatsapp:${spelled}` } }));
    };
    await send('+5491155500001', (await start()).code);
    const same = await send('+5491155500001', 'María');
    const other = await send('+541155500001', 'José');
    expect(await world.sender(alias)).toMatchObject({ staffOf: 'cuscatlan', provenAccounts: ['+5491155500001'] });
    expect([same.tenantIds, other.unrouted]).toEqual([['cuscatlan'], 'unknown-sender']);
  });
});

describe('conflicts and bad codes', () => {
  test('another tenant’s staff phone is refused, on the phone and on the page, and stays where it is', async () => {
    const from = newPhone();
    await registered(from, {}, 'other', 'izalco');
    const started = await start();
    await world.send(from, started.code);
    expect(await registration(started.id)).toMatchObject({ state: 'refused', failure: { code: 'staff-elsewhere' } });
    expect(JSON.stringify((await registration(started.id))?.failure)).not.toContain('Izalco');
    expect(await world.sender(`phone:${from}`)).toMatchObject({ staffOf: 'izalco' });
    expect((await world.replies(`whatsapp:${from}`)).at(-1)).toContain('otro importador');
  });

  test('a contact of whomever becomes staff; the binding waits until the registration ends', async () => {
    const from = newPhone();
    await world.api.write({
      [`senders/phone:${from}`]: { senderId: 's', staffOf: null, boundTo: 'izalco', since: new Date(), via: 'link' },
    });
    await registered(from);
    expect(await world.sender(`phone:${from}`)).toMatchObject({ staffOf: 'cuscatlan', boundTo: 'izalco' });
    expect((await world.send(from, 'María')).tenantIds).toEqual(['cuscatlan']);
    expect((await world.api.call('member', 'DELETE', `/tenants/cuscatlan/phones/phone:${from}`)).status).toBe(204);
    expect((await world.send(from, 'hola')).tenantIds).toEqual(['izalco']);
  });

  test('a code is good for one message', async () => {
    const [first, second] = [newPhone(), newPhone()];
    const { code } = await start();
    await world.send(first, code);
    await world.send(second, code);
    expect(await world.sender(`phone:${second}`)).toBeNull();
    expect(await world.replies(`whatsapp:${second}`)).toEqual([expect.stringContaining('ya se usó')]);
    await world.send(first, code);
    expect((await world.replies(`whatsapp:${first}`)).at(-1)).toContain('ya está registrado');
  });

  test('two phones with one code at once: one is registered', async () => {
    const both = [newPhone(), newPhone()];
    const { code } = await start();
    await Promise.all(both.map((from) => world.send(from, code)));
    const staff = await Promise.all(both.map((from) => world.sender(`phone:${from}`)));
    expect(staff.filter((sender) => sender?.staffOf === 'cuscatlan')).toHaveLength(1);
  });

  test('one phone with codes of two tenants at once: one of them has it, the other is refused', async () => {
    const from = newPhone();
    const [ours, theirs] = await Promise.all([start(), start({}, 'other', 'izalco')]);
    await Promise.all([world.send(from, ours.code), world.send(from, theirs.code)]);
    const states = [await registration(ours.id), await registration(theirs.id, 'izalco')].map((each) => each?.state);
    expect(states.toSorted()).toEqual(['proven', 'refused']);
  });

  test('a code is over after 15 minutes, and after it was cancelled', async () => {
    const from = newPhone();
    const cancelled = await start();
    const late = await start();
    const cancel = () => world.api.call('member', 'POST', `/tenants/cuscatlan/registrations/${cancelled.id}/cancel`);
    expect([(await cancel()).status, (await cancel()).status]).toEqual([204, 409]);
    world.api.advance(15 * 60_000);
    await world.send(from, cancelled.code);
    await world.send(from, late.code);
    expect(await world.sender(`phone:${from}`)).toBeNull();
    expect(await world.replies(`whatsapp:${from}`)).toEqual([
      expect.stringContaining('se canceló'),
      expect.stringContaining('venció'),
    ]);
    await world.expire();
    expect([await registration(cancelled.id), await registration(late.id)]).toMatchObject([
      { state: 'cancelled' },
      { state: 'expired' },
    ]);
  });

  test('who guesses is told five times, warned once, and not looked at for an hour', async () => {
    const from = newPhone();
    const started = await start();
    for (let i = 0; i < 7; i++) await world.send(from, `registrar BB2${i}-CC22`.replace(/[01]/, '9'));
    await world.send(from, started.code);
    expect(await world.sender(`phone:${from}`)).toBeNull();
    const replies = await world.replies(`whatsapp:${from}`);
    expect(replies.map((text) => text.slice(0, 10))).toEqual([...Array(5).fill('Ese código'), 'Demasiados']);
    const again = await start();
    world.api.advance(3_600_000);
    await world.send(from, (await start()).code);
    expect(await world.sender(`phone:${from}`)).toMatchObject({ staffOf: 'cuscatlan' });
    expect(again.code).not.toBe(started.code);
  });

  test('a tenant starts so many in an hour and no more', async () => {
    const begin = () => world.api.call('other', 'POST', '/tenants/izalco/registrations', { label: 'x' });
    const answers = [];
    for (let i = 0; i < 31; i++) answers.push((await begin()).status);
    expect(answers).toEqual([...Array(30).fill(201), 429]);
  });
});

describe('several phones', () => {
  test('the first is the primary one; another becomes it; one takes the place of another; the primary is removed', async () => {
    const [a, b, c] = [newPhone(), newPhone(), newPhone()];
    const primaries = async () => {
      const all = await world.api.list('tenants/cuscatlan/phones');
      return all.filter((each) => each.isPrimary).map((each) => each.phone);
    };
    await registered(newPhone());
    expect(await primaries()).toHaveLength(1);
    await registered(a, { isPrimary: true });
    await registered(b);
    expect(await primaries()).toEqual([a]);

    const change = (alias: string, body: unknown, as = 'member') =>
      world.api.call(as, 'PATCH', `/tenants/cuscatlan/phones/phone:${alias}`, body);
    expect((await change(b, { isPrimary: true, label: 'Bodega' })).status).toBe(204);
    expect(await primaries()).toEqual([b]);

    await registered(c, { replaces: `phone:${b}`, label: 'Nueva bodega' });
    expect(await primaries()).toEqual([c]);
    expect(await phone(b)).toBeNull();
    expect(await world.sender(`phone:${b}`)).toMatchObject({ staffOf: null, provenAccounts: [] });
    expect((await world.send(b, 'María')).unrouted).toBe('unknown-sender');

    expect((await world.api.call('member', 'DELETE', `/tenants/cuscatlan/phones/phone:${c}`)).status).toBe(204);
    expect(await primaries()).toHaveLength(1);
    expect((await change(c, { label: 'x' })).status).toBe(404);
    const acts = (await world.api.list('tenants/cuscatlan/audit')).map((entry) => entry.act);
    expect(acts).toEqual(expect.arrayContaining(['startRegistration', 'changePhone', 'removePhone']));
  });

  test.each([
    ['a member of another tenant', 'other', 404],
    ['an operator', 'operator', 403],
    ['nobody', null, 401],
  ])('%s starts nothing', async (_who, token, status) => {
    const answer = await world.api.call(token, 'POST', '/tenants/cuscatlan/registrations', { label: 'x' });
    expect(answer.status).toBe(status);
  });

  test.each([
    ['a phone to replace that is not registered', { replaces: 'phone:+50370009999' }, 404],
    ['a number that is not theirs', { number: 'twilio:+15550199' }, 409],
    ['no label', { label: ' ' }, 400],
  ])('%s', async (_what, body, status) => {
    const answer = await world.api.call('member', 'POST', '/tenants/cuscatlan/registrations', { label: 'x', ...body });
    expect(answer.status).toBe(status);
  });
});
