import type { AliasChange } from '@casillero/domain/message/alias-change';
import type { InboundMessage } from '@casillero/domain/message/inbound-message';
import type { SenderAlias } from '@casillero/domain/sender/alias';
import { anImage } from '@casillero/domain/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeLinkAliases } from '../src/usecases/link-aliases/link-aliases.ts';
import { makeReceiveMessage } from '../src/usecases/receive-message/receive-message.ts';
import { DEDICATED, RoutingWorld } from './routing-world.ts';

let world: RoutingWorld;
let link: (change: AliasChange) => Promise<string>;
beforeAll(async () => {
  world = await RoutingWorld.start();
  link = makeLinkAliases(world.api.world);
  await world.api.write({ 'linkCodes/maria7k': { tenantId: 'cuscatlan', isActive: true } });
  await world.api.write({ 'linkCodes/pedro8p': { tenantId: 'izalco', isActive: true } });
});
afterAll(() => world.api.stop());

let people = 0;
/** A person with all the names that a provider may tell. */
function aPerson() {
  people += 1;
  const n = String(people).padStart(3, '0');
  const phone = `+50370000${n}`;
  return {
    phone,
    byPhone: `phone:${phone}` as SenderAlias,
    bsuid: `bsuid:portfolio:SV.${n}` as SenderAlias,
    lid: `lid:sol:${n}` as SenderAlias,
    address: `whatsapp:${phone}`,
  };
}
type Person = ReturnType<typeof aPerson>;

/** A message that names its sender by these aliases only. */
const from = (person: Person, ...aliases: SenderAlias[]): InboundMessage['sender'] => {
  const [alias = person.byPhone, ...otherAliases] = aliases;
  const hasPhone = aliases.includes(person.byPhone);
  return {
    alias,
    otherAliases,
    phone: (hasPhone ? person.phone : null) as InboundMessage['sender']['phone'],
    address: hasPhone ? person.address : `whatsapp:${alias}`,
    profileName: null,
  };
};
const say = (text: string, sender: InboundMessage['sender'], over: Partial<InboundMessage> = {}) =>
  world.receive(world.message({ text, sender, ...over }));
const texts = async (tenantId: string, senderId: string) =>
  (await world.api.list(`tenants/${tenantId}/conversations/${senderId}/messages`)).map(({ text }) => text).toSorted();
const register = async (sender: InboundMessage['sender'], tenantId = 'cuscatlan') => {
  const as = tenantId === 'cuscatlan' ? 'member' : 'other';
  const { body } = await world.api.call(as, 'POST', `/tenants/${tenantId}/registrations`, { label: 'Ana' });
  await say(String(body.code), sender);
};
const change = (over: Partial<AliasChange> & Pick<AliasChange, 'from' | 'to' | 'relation'>): AliasChange => ({
  provider: 'meta',
  account: 'waba',
  eventId: `${over.from} ${over.to}`,
  at: world.api.world.now(),
  raw: {},
  ...over,
});

describe('R4: one person under several names', () => {
  test('bound by the hidden id, a phone appears later: one sender, one conversation', async () => {
    const ana = aPerson();
    await say('start_maria7k hola', from(ana, ana.bsuid));
    await say('mi paquete', from(ana, ana.byPhone, ana.bsuid));
    const last = await say('¿llegó?', from(ana, ana.byPhone));
    expect(last.tenantIds).toEqual(['cuscatlan']);
    const sender = await world.sender(ana.byPhone);
    expect(sender).toEqual(await world.sender(ana.bsuid));
    expect(sender).toMatchObject({ aliases: [ana.bsuid, ana.byPhone], boundTo: 'cuscatlan' });
    expect(await texts('cuscatlan', sender?.senderId ?? '')).toEqual(['mi paquete', 'start_maria7k hola', '¿llegó?']);
    const conversation = await world.api.read(`tenants/cuscatlan/conversations/${sender?.senderId}`);
    expect(conversation).toMatchObject({ phone: ana.phone, alias: ana.byPhone, unreadCount: 3 });
  });

  test('staff who hides the phone is intake; the phone that appears is proven by the same message', async () => {
    const ana = aPerson();
    await register(from(ana, ana.lid));
    await say('María', from(ana, ana.byPhone, ana.lid));
    const byPhone = await say('José', from(ana, ana.byPhone));
    expect(byPhone.tenantIds).toEqual(['cuscatlan']);
    expect(await world.sender(ana.byPhone)).toMatchObject({
      staffOf: 'cuscatlan',
      provenAccounts: [ana.lid, ana.phone],
    });
  });

  test('two known senders turn out to be one: staff stays, histories join, nothing is lost or doubled', async () => {
    const ana = aPerson();
    await say('start_maria7k hola', from(ana, ana.bsuid));
    await register(from(ana, ana.byPhone));
    await say('María', from(ana, ana.byPhone));
    const [phone, hidden] = [await world.sender(ana.byPhone), await world.sender(ana.bsuid)];
    expect(phone?.senderId).not.toBe(hidden?.senderId);

    await say('', from(ana, ana.bsuid, ana.byPhone), { media: [anImage()] });
    await world.settle();
    const [after, other] = [await world.sender(ana.byPhone), await world.sender(ana.bsuid)];
    expect(after).toEqual(other);
    expect(after).toMatchObject({ senderId: phone?.senderId, staffOf: 'cuscatlan', boundTo: 'cuscatlan' });
    expect(await texts('cuscatlan', after?.senderId ?? '')).toHaveLength(4);
    expect(await texts('cuscatlan', hidden?.senderId ?? '')).toEqual([]);
    expect(await world.api.read(`tenants/cuscatlan/conversations/${hidden?.senderId}`)).toBeNull();
    const batches = (await world.api.list('tenants/cuscatlan/batches')).filter((b) => b.senderId === after?.senderId);
    expect(batches).toMatchObject([{ customerName: 'María', screenshotCount: 1 }]);
  });

  test('both with an open batch: the given-up one is closed, and named after the sender that stays', async () => {
    const ana = aPerson();
    await register(from(ana, ana.lid));
    await register(from(ana, ana.byPhone));
    await say('Rosa', from(ana, ana.lid));
    await say('', from(ana, ana.lid), { media: [anImage()] });
    await say('Luis', from(ana, ana.byPhone));
    await say('', from(ana, ana.byPhone, ana.lid), { media: [anImage()] });
    await world.settle();
    const { senderId } = (await world.sender(ana.lid)) ?? {};
    const batches = (await world.api.list('tenants/cuscatlan/batches')).filter((b) => b.senderId === senderId);
    const told = batches.map(({ customerName, state, screenshotCount }) => [customerName, state, screenshotCount]);
    expect(told.toSorted()).toEqual(
      [
        ['Luis', 'ready', 0],
        ['Rosa', 'open', 2],
      ].map(([name, state, count]) => [name, count === 0 ? 'cancelled' : state, count]),
    );
    const phones = (await world.api.list('tenants/cuscatlan/phones')).filter((each) => each.senderId === senderId);
    expect(phones).toHaveLength(1);
  });

  test('bound to two tenants: the older binding stands, and operators see what was dropped', async () => {
    const ana = aPerson();
    await say('start_maria7k', from(ana, ana.bsuid));
    await say('start_pedro8p', from(ana, ana.byPhone));
    await say('hola', from(ana, ana.byPhone, ana.bsuid));
    const sender = await world.sender(ana.byPhone);
    expect(sender).toMatchObject({ boundTo: 'cuscatlan' });
    expect(await world.api.read(`senderConflicts/${sender?.senderId}_two-bindings_0`)).toMatchObject({
      kept: { boundTo: 'cuscatlan' },
      dropped: { boundTo: 'izalco' },
    });
  });

  test('a hidden id seen with two phones makes neither the other’s staff', async () => {
    const [ana, eve] = [aPerson(), aPerson()];
    await register(from(ana, ana.byPhone, ana.bsuid));
    await say('start_pedro8p', from(eve, eve.byPhone));
    await say('hola', { ...from(eve, eve.byPhone), otherAliases: [ana.bsuid] });
    expect((await say('hola', from(eve, eve.byPhone))).tenantIds).toEqual(['izalco']);
    expect((await say('María', from(ana, ana.byPhone))).tenantIds).toEqual(['cuscatlan']);
    expect(await world.sender(eve.byPhone)).toMatchObject({ staffOf: null, boundTo: 'izalco' });
  });
});

test('R5: a text of a known sender with one alias reads 6 documents, and one more for each further alias', async () => {
  const ana = aPerson();
  await register(from(ana, ana.byPhone, ana.bsuid, ana.lid));
  const reads: string[] = [];
  const counted = makeReceiveMessage({
    ...world.api.world,
    transact: (work) =>
      world.api.world.transact((read) =>
        work((paths) => {
          reads.push(...paths);
          return read(paths);
        }),
      ),
  });
  const cost = async (...aliases: SenderAlias[]) => {
    reads.length = 0;
    await counted(world.message({ text: 'María', sender: from(ana, ...aliases) }));
    return reads.length;
  };
  await cost(ana.byPhone); // opens the batch that later texts read
  expect(await cost(ana.byPhone)).toBe(6);
  expect(await cost(ana.byPhone, ana.bsuid)).toBe(7);
  expect(await cost(ana.lid, ana.byPhone, ana.bsuid)).toBe(8);
});

describe('R4: the provider says that names are one, or that an account moved', () => {
  test('the same person: united, once', async () => {
    const ana = aPerson();
    await say('start_maria7k', from(ana, ana.byPhone));
    await say('hola', from(ana, ana.lid), { receivingNumber: DEDICATED });
    const said = change({ from: ana.lid, to: ana.byPhone, relation: 'same-person' });
    expect([await link(said), await link(said)]).toEqual(['linked', 'duplicate']);
    expect(await world.sender(ana.lid)).toEqual(await world.sender(ana.byPhone));
    await world.settle();
    const { senderId } = (await world.sender(ana.lid)) ?? {};
    expect(await texts('cuscatlan', senderId ?? '')).toEqual(['hola', 'start_maria7k']);
  });

  test('a sender with fifty names gets no more of them', async () => {
    const ana = aPerson();
    await say('start_maria7k', from(ana, ana.byPhone));
    const names = Array.from({ length: 55 }, (_, i) => `bsuid:many:SV.${i}` as SenderAlias);
    for (const name of names) await link(change({ from: name, to: ana.byPhone, relation: 'same-person' }));
    expect((await world.sender(ana.byPhone))?.aliases).toHaveLength(50);
    expect(await world.sender(names.at(-1) ?? '')).toBeNull();
  });

  test('two strangers: nothing to link', async () => {
    const ana = aPerson();
    const said = change({ from: ana.lid, to: ana.bsuid, relation: 'same-person' });
    expect(await link(said)).toBe('nobody');
    await say('start_maria7k', from(ana, ana.lid));
    expect(await link(said)).toBe('linked');
    expect(await world.sender(ana.bsuid)).toMatchObject({ boundTo: 'cuscatlan' });
  });

  test('a contact moves: binding and history go along, the old number’s next holder is a stranger', async () => {
    const [old, now] = [aPerson(), aPerson()];
    await say('start_maria7k', from(old, old.byPhone));
    const { senderId } = (await world.sender(old.byPhone)) ?? {};
    expect(await link(change({ from: old.byPhone, to: now.byPhone, relation: 'moved' }))).toBe('linked');
    expect((await say('hola', from(now, now.byPhone))).tenantIds).toEqual(['cuscatlan']);
    expect(await texts('cuscatlan', senderId ?? '')).toEqual(['hola', 'start_maria7k']);
    expect((await say('¿quién es?', from(old, old.byPhone))).unrouted).toBe('unknown-sender');
    await say('start_pedro8p', from(old, old.byPhone));
    expect((await world.sender(old.byPhone))?.senderId).not.toBe(senderId);
  });

  test('a staff phone moves: neither number is staff until the new one proves itself', async () => {
    const [old, now] = [aPerson(), aPerson()];
    await register(from(old, old.byPhone));
    await link(change({ from: old.byPhone, to: now.byPhone, relation: 'moved' }));
    expect((await say('María', from(old, old.byPhone))).unrouted).toBe('unknown-sender');
    expect((await say('María', from(now, now.byPhone))).unrouted).toBe('unknown-sender');
    expect(await world.api.read(`tenants/cuscatlan/phones/${old.byPhone}`)).toBeNull();
    expect(await world.api.read(`tenants/cuscatlan/phones/${now.byPhone}`)).toMatchObject({ needsProof: true });
    await register(from(now, now.byPhone));
    expect((await say('María', from(now, now.byPhone))).tenantIds).toEqual(['cuscatlan']);
    expect(await world.api.read(`tenants/cuscatlan/phones/${now.byPhone}`)).toMatchObject({ needsProof: false });
  });

  test('to a number that is another tenant’s: people decide', async () => {
    const [old, now] = [aPerson(), aPerson()];
    await say('start_maria7k', from(old, old.byPhone));
    await register(from(now, now.byPhone), 'izalco');
    await link(change({ from: old.byPhone, to: now.byPhone, relation: 'moved' }));
    expect(await world.sender(now.byPhone)).toMatchObject({ staffOf: 'izalco', boundTo: null });
    const conflicts = (await world.api.list('senderConflicts')).map(({ why }) => why);
    expect(conflicts).toContain('moved-to-known-sender');
  });
});
