import type { InboundMessage } from '@casillero/domain/message/inbound-message';
import type { SenderAlias } from '@casillero/domain/sender/alias';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEDICATED, FAN_OUT, RoutingWorld } from './routing-world.ts';

let world: RoutingWorld;
beforeAll(async () => {
  world = await RoutingWorld.start();
});
afterAll(() => world.api.stop());

let phones = 0;
function newPhone(): string {
  phones += 1;
  return `+5037000${String(phones).padStart(4, '0')}`;
}
const call = (token: string, method: string, path: string, body?: unknown) => world.api.call(token, method, path, body);
const newLink = async (label = 'Instagram', as = 'member', tenantId = 'cuscatlan') =>
  (await call(as, 'POST', `/tenants/${tenantId}/links`, { label })).body as { code: string; text: string };
const link = (code: string) => world.api.read(`tenants/cuscatlan/links/${code}`);
const conversationOf = async (from: string, tenantId = 'cuscatlan') => {
  const senderId = (await world.sender(`phone:${from}`))?.senderId ?? 'nobody';
  const texts = (await world.api.list(`tenants/${tenantId}/conversations/${senderId}/messages`)).map(
    ({ text }) => text,
  );
  return { senderId, texts: texts.toSorted() };
};

describe('R55: deep links', () => {
  test('a code of its own, addresses for the numbers there are, counts of uses and of contacts bound', async () => {
    const made = await call('member', 'POST', '/tenants/cuscatlan/links', { label: 'Tarjetas' });
    const { code, text } = made.body as { code: string; text: string };
    expect(made).toMatchObject({ status: 201, body: { label: 'Tarjetas', isActive: true, text: `start_${code}` } });
    expect(code).toMatch(/^[2-9bcdfghjkmpqrstwxz]{7}$/);
    const urls = made.body.urls as { url: string }[];
    expect(urls.map(({ url }) => url).toSorted()).toEqual(
      ['15550100', '15550111', '15550122'].map((number) => `https://wa.me/${number}?text=${text}`),
    );

    const [ana, beto] = [newPhone(), newPhone()];
    await world.send(ana, `${text} hola`);
    await world.send(ana, text);
    await world.send(beto, text.toUpperCase());
    await world.send(ana, 'sin código');
    expect(await link(code)).toMatchObject({ useCount: 3, boundCount: 2 });
    expect((await world.send(beto, 'hola')).tenantIds).toEqual(['cuscatlan']);
  });

  test('on an importer’s own number another’s code is words: it counts no use', async () => {
    const [ours, theirs] = [await newLink(), await newLink('Ads', 'other', 'izalco')];
    for (const { text } of [ours, theirs]) await world.send(newPhone(), text, { receivingNumber: DEDICATED });
    expect(await link(ours.code)).toMatchObject({ useCount: 1 });
    expect((await world.api.read(`tenants/izalco/links/${theirs.code}`))?.useCount ?? 0).toBe(0);
  });

  test('switched off it binds nobody, and counts no use; a contact stays one', async () => {
    const { code, text } = await newLink();
    const [before, after] = [newPhone(), newPhone()];
    await world.send(before, text);
    const off = await call('member', 'PATCH', `/tenants/cuscatlan/links/${code}`, { isActive: false, label: 'Vieja' });
    expect(off).toMatchObject({ status: 200, body: { isActive: false, label: 'Vieja' } });
    expect((await world.send(after, text)).unrouted).toBe('inactive-link-code');
    expect((await world.send(before, text)).tenantIds).toEqual(['cuscatlan']);
    expect(await link(code)).toMatchObject({ useCount: 1, boundCount: 1, isActive: false });
  });

  test('first contact wins: another importer’s link changes nothing, and says whom the sender is with', async () => {
    const [ours, theirs] = [await newLink(), await newLink('Ads', 'other', 'izalco')];
    const from = newPhone();
    await world.send(from, ours.text);
    expect((await world.send(from, theirs.text)).tenantIds).toEqual(['cuscatlan']);
    expect(await world.sender(`phone:${from}`)).toMatchObject({ boundTo: 'cuscatlan' });
    expect((await world.replies(`whatsapp:${from}`)).at(-1)).toContain('Importadora Cuscatlán');
  });

  test('another tenant’s link is none', async () => {
    const { code } = await newLink();
    expect((await call('other', 'PATCH', `/tenants/izalco/links/${code}`, { isActive: false })).status).toBe(404);
    expect((await call('other', 'PATCH', `/tenants/cuscatlan/links/${code}`, { isActive: false })).status).toBe(404);
  });
});

describe('R1.5, R56: the unrouted list', () => {
  test('assigned: bound, and what was written is the tenant’s, in its order; new messages follow; one welcome', async () => {
    await world.api.world.firestore.doc('tenants/izalco').update({ welcome: 'Bienvenida a Izalco' });
    const from = newPhone();
    await world.send(from, 'hola');
    await world.send(from, '¿hay alguien?');
    await world.send(from, '', { kind: 'location', summary: '📍 Bodega' });
    const assigned = await call('operator', 'POST', `/unrouted/phone:${from}/assign`, { tenantId: 'izalco' });
    expect(assigned).toMatchObject({ status: 202, body: { messageCount: 3 } });
    await world.send(from, 'sigo aquí');
    await world.settle();
    expect((await conversationOf(from, 'izalco')).texts).toEqual(['hola', 'sigo aquí', '¿hay alguien?', '📍 Bodega']);
    const { senderId } = await conversationOf(from);
    expect(await world.api.read(`tenants/izalco/conversations/${senderId}`)).toMatchObject({
      lastText: 'sigo aquí',
      unreadCount: 4,
    });
    expect(await world.api.list(`unrouted/phone:${from}/messages`)).toEqual([]);
    expect(await world.api.read(`unrouted/phone:${from}`)).toMatchObject({ state: 'assigned', assignedTo: 'izalco' });
    expect((await world.replies(`whatsapp:${from}`)).filter((text) => text === 'Bienvenida a Izalco')).toHaveLength(1);
    const again = await call('operator', 'POST', `/unrouted/phone:${from}/assign`, { tenantId: 'izalco' });
    expect([again.status, again.body.code]).toEqual([409, 'already-assigned']);
  });

  test('what was written to a suspended importer’s own number stays its own, whomever the sender is assigned to', async () => {
    const from = newPhone();
    const suspend = (status: string) => world.api.world.firestore.doc('tenants/cuscatlan').update({ status });
    await suspend('suspended');
    await world.send(from, 'para Cuscatlán', { receivingNumber: DEDICATED });
    await world.send(from, 'hola');
    await suspend('active');
    await call('operator', 'POST', `/unrouted/phone:${from}/assign`, { tenantId: 'izalco' });
    await world.settle();
    expect((await conversationOf(from, 'izalco')).texts).toEqual(['hola']);
    expect(await world.api.list(`unrouted/phone:${from}/messages`)).toMatchObject([{ text: 'para Cuscatlán' }]);
  });

  test('a suspended importer’s own are its own again once it is back', async () => {
    const from = newPhone();
    const suspend = (status: string) => world.api.world.firestore.doc('tenants/cuscatlan').update({ status });
    await suspend('suspended');
    await world.send(from, 'para Cuscatlán', { receivingNumber: DEDICATED });
    await suspend('active');
    await call('operator', 'POST', `/unrouted/phone:${from}/assign`, { tenantId: 'cuscatlan' });
    await world.settle();
    expect((await conversationOf(from, 'cuscatlan')).texts).toEqual(['para Cuscatlán']);
    expect(await world.api.list(`unrouted/phone:${from}/messages`)).toEqual([]);
  });

  test('whoever finds an importer alone is off the list', async () => {
    const from = newPhone();
    await world.send(from, 'hola');
    await world.send(from, (await newLink()).text);
    expect(await world.api.read(`unrouted/phone:${from}`)).toMatchObject({
      state: 'resolved',
      assignedTo: 'cuscatlan',
    });
    const elsewhere = await call('operator', 'POST', `/unrouted/phone:${from}/assign`, { tenantId: 'izalco' });
    expect([elsewhere.status, elsewhere.body.code]).toEqual([409, 'bound-elsewhere']);
  });

  test('dismissed until the next message', async () => {
    const from = newPhone();
    await world.send(from, 'spam');
    expect((await call('operator', 'POST', `/unrouted/phone:${from}/dismiss`)).status).toBe(204);
    expect(await world.api.read(`unrouted/phone:${from}`)).toMatchObject({ state: 'dismissed' });
    await world.send(from, 'más');
    expect(await world.api.read(`unrouted/phone:${from}`)).toMatchObject({ state: 'open', messageCount: 2 });
  });

  test('one whom nobody has a record of yet is moved as well, also after a dismissal', async () => {
    const from = newPhone();
    await world.send(from, 'hola');
    await call('operator', 'POST', `/unrouted/phone:${from}/dismiss`);
    expect((await call('operator', 'POST', `/senders/phone:${from}/move`, { tenantId: 'izalco' })).status).toBe(204);
    expect((await world.send(from, '¿y ahora?')).tenantIds).toEqual(['izalco']);
  });

  test('whoever has a name for a number, with blanks in it, is looked up, assigned and dismissed like anybody', async () => {
    const [shop, bank] = ['bsuid:AC1:Mi Tienda' as SenderAlias, 'bsuid:AC1:Banco, S.A.' as SenderAlias];
    for (const alias of [shop, bank]) {
      const sender = { alias, otherAliases: [], phone: null, address: alias.slice(10), profileName: null };
      await world.receive(world.message({ text: 'Su código', sender }));
    }
    const looked = await call('operator', 'GET', `/sender-lookup?sender=${encodeURIComponent(shop)}`);
    expect(looked.body).toMatchObject({ aliases: [shop], isUnrouted: true });
    const at = (alias: string) => `/unrouted/${encodeURIComponent(alias)}`;
    expect((await call('operator', 'POST', `${at(bank)}/dismiss`)).status).toBe(204);
    expect((await call('operator', 'POST', `${at(shop)}/assign`, { tenantId: 'izalco' })).status).toBe(202);
  });

  test('a number of ours that writes to another is kept and never answered', async () => {
    const received = await world.send(DEDICATED.slice('twilio:'.length), 'hola');
    expect(received.unrouted).toBe('unknown-sender');
    expect(await world.replies(`whatsapp:${DEDICATED.slice('twilio:'.length)}`)).toEqual([]);
  });

  test.each([
    ['an admin', 'admin', 404],
    ['nobody there', 'operator', 404],
  ])('%s', async (_who, token, status) => {
    const answer = await call(token, 'POST', '/unrouted/phone:+50370009998/assign', { tenantId: 'izalco' });
    expect(answer.status).toBe(status);
  });
});

describe('R56: whose a sender is', () => {
  test('is looked up by any spelling, alias or id; moved; unbound; each with an audit entry', async () => {
    const from = newPhone();
    await world.send(from, `${(await newLink()).text} hola`);
    const { senderId } = await conversationOf(from);
    const seen = [];
    for (const words of [from, from.slice(4), `whatsapp:${from}`, `phone:${from}`, senderId])
      seen.push((await call('operator', 'GET', `/sender-lookup?sender=${encodeURIComponent(words)}`)).body);
    expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(seen[0]).toMatchObject({
      senderId,
      phone: from,
      staffOf: null,
      boundTo: { tenantId: 'cuscatlan', name: 'Importadora Cuscatlán', via: 'link' },
      conversations: [{ tenantId: 'cuscatlan', kind: 'contact' }],
    });
    expect((await call('operator', 'GET', `/senders/phone:${from}/tenant`)).body).toEqual({
      tenantId: 'cuscatlan',
      as: 'contact',
    });

    const move = (tenantId: string) => call('operator', 'POST', `/senders/phone:${from}/move`, { tenantId });
    expect([(await move('izalco')).status, (await move('izalco')).status]).toEqual([204, 409]);
    expect((await world.send(from, 'a otros')).tenantIds).toEqual(['izalco']);
    expect((await conversationOf(from, 'izalco')).texts).toEqual(['a otros']);
    expect((await conversationOf(from)).texts).toHaveLength(1);

    const unbind = () => call('operator', 'POST', `/senders/phone:${from}/unbind`);
    expect([(await unbind()).status, (await unbind()).status]).toEqual([204, 409]);
    expect((await world.send(from, 'hola')).unrouted).toBe('unknown-sender');
    const acts = [
      ...(await world.api.list('tenants/cuscatlan/audit')),
      ...(await world.api.list('tenants/izalco/audit')),
    ];
    expect(acts.map(({ act }) => act)).toEqual(expect.arrayContaining(['moveSender', 'unbindSender', 'createLink']));
    expect(acts.find(({ act }) => act === 'moveSender')).toMatchObject({ actor: { uid: 'olga', role: 'operator' } });
  });

  test('an admin unbinds an own contact, and nobody else’s', async () => {
    const from = newPhone();
    await world.send(from, (await newLink()).text);
    const { senderId } = await conversationOf(from);
    const unbind = (as: string, tenantId: string) =>
      call(as, 'POST', `/tenants/${tenantId}/contacts/${senderId}/unbind`);
    expect((await unbind('other', 'cuscatlan')).status).toBe(404);
    expect((await unbind('other', 'izalco')).status).toBe(404);
    expect((await unbind('member', 'cuscatlan')).status).toBe(403);
    expect([(await unbind('admin', 'cuscatlan')).status, (await unbind('admin', 'cuscatlan')).status]).toEqual([
      204, 409,
    ]);
    expect(await world.sender(`phone:${from}`)).toMatchObject({ boundTo: null });
  });

  test('nobody known is not found, and only operators ask', async () => {
    expect((await call('operator', 'GET', '/sender-lookup?sender=%2B50370009997')).status).toBe(404);
    expect((await call('admin', 'GET', '/sender-lookup?sender=%2B50370009997')).status).toBe(404);
  });
});

describe('R1.1: dedicated numbers', () => {
  test('fan-out: two conversations, two counts, one message each', async () => {
    const from = newPhone();
    const received = await world.send(from, 'hola', { receivingNumber: FAN_OUT });
    expect(received.tenantIds).toEqual(['cuscatlan', 'izalco']);
    const both = [await conversationOf(from), await conversationOf(from, 'izalco')];
    expect(both.map(({ texts }) => texts)).toEqual([['hola'], ['hola']]);
    expect(await world.sender(`phone:${from}`)).toMatchObject({ conversationsWith: ['cuscatlan', 'izalco'] });
  });

  test('a number assigned to another while messages fly: each message belongs to whom it was then', async () => {
    const from = newPhone();
    const send = (text: string) => world.send(from, text, { receivingNumber: DEDICATED });
    const assign = (tenantIds: string[]) => world.api.world.firestore.doc(`numbers/${DEDICATED}`).update({ tenantIds });
    await Promise.all([send('uno'), send('dos'), assign(['izalco']), send('tres'), send('cuatro')]);
    await send('cinco');
    const [before, after] = [await conversationOf(from), await conversationOf(from, 'izalco')];
    await assign(['cuscatlan']);
    expect([...before.texts, ...after.texts].toSorted()).toEqual(['cinco', 'cuatro', 'dos', 'tres', 'uno']);
    expect(after.texts).toContain('cinco');
  });
});

describe('messages about messages', () => {
  const about = (relation: 'reply' | 'reaction' | 'edit' | 'deletion', of: InboundMessage) => ({
    about: { providerMessageId: of.providerMessageId, relation },
  });
  async function staff(): Promise<string> {
    const from = newPhone();
    const { body } = await call('member', 'POST', '/tenants/cuscatlan/registrations', { label: 'Ana' });
    await world.send(from, String(body.code));
    return from;
  }
  const batchesOf = async (from: string) => {
    const { senderId } = await conversationOf(from);
    return (await world.api.list('tenants/cuscatlan/batches'))
      .filter((batch) => batch.senderId === senderId)
      .map(({ customerName }) => customerName);
  };
  const messageOf = async (from: string, message: InboundMessage) => {
    const { senderId } = await conversationOf(from);
    const all = await world.api.list(`tenants/cuscatlan/conversations/${senderId}/messages`);
    return all.find(({ providerMessageId }) => providerMessageId === message.providerMessageId);
  };

  test('a reaction is kept, and is neither a name nor the last message nor unread', async () => {
    const from = await staff();
    const name = world.message({ from, text: 'María' });
    await world.receive(name);
    await world.send(from, '👍', about('reaction', name));
    expect(await batchesOf(from)).toEqual(['María']);
    const { senderId, texts } = await conversationOf(from);
    expect(texts).toContain('👍');
    expect(await world.api.read(`tenants/cuscatlan/conversations/${senderId}`)).toMatchObject({ lastText: 'María' });
    expect(await world.replies(`whatsapp:${from}`)).toHaveLength(2); // registered, named
  });

  test('a remark under an own message names nobody; an answer to ours does', async () => {
    const from = await staff();
    const name = world.message({ from, text: 'María' });
    await world.receive(name);
    await world.send(from, 'talla M', about('reply', name));
    expect(await batchesOf(from)).toEqual(['María']);
    expect((await world.replies(`whatsapp:${from}`)).at(-1)).toContain('comentario');
    await world.send(from, 'María José', { about: { providerMessageId: 'SMours', relation: 'reply' } });
    expect(await batchesOf(from)).toEqual(['María José']);
  });

  test('an edited name renames an empty batch; the text stays as it was written, with its revision', async () => {
    const from = await staff();
    const name = world.message({ from, text: 'Mria' });
    await world.receive(name);
    await world.send(from, 'María', about('edit', name));
    expect(await batchesOf(from)).toEqual(['María']);
    const { senderId } = await conversationOf(from);
    const named = (await world.api.list('tenants/cuscatlan/batches')).find((batch) => batch.senderId === senderId);
    expect(named?.searchTokens).toEqual(['ma', 'mar', 'mari', 'maria']);
    expect(await messageOf(from, name)).toMatchObject({ text: 'Mria', revisedText: 'María' });
    await world.send(from, '', about('deletion', name));
    expect(await messageOf(from, name)).toMatchObject({ text: 'Mria', deletedAt: expect.anything() });
    expect(await batchesOf(from)).toEqual(['María']);
  });

  test('with screenshots in it an edit renames no batch, and a deletion takes none back', async () => {
    const from = await staff();
    const name = world.message({ from, text: 'María' });
    const picture = world.message({ from, text: '', media: [{ url: 'https://x/1', declaredType: 'image/jpeg' }] });
    for (const each of [name, picture]) await world.receive(each);
    await world.send(from, 'Marta', about('edit', name));
    await world.send(from, '', about('deletion', picture));
    expect(await batchesOf(from)).toEqual(['María']);
    expect(await messageOf(from, picture)).toMatchObject({ deletedAt: expect.anything() });
    const { senderId } = await conversationOf(from);
    const [batch] = (await world.api.list('tenants/cuscatlan/batches')).filter((each) => each.senderId === senderId);
    expect(batch).toMatchObject({ screenshotCount: 1 });
    const screenshots = await world.api.list('tenants/cuscatlan/screenshots');
    expect(screenshots.filter((each) => each.batchId === batch?.id)).toMatchObject([{ removedAt: null }]);
  });

  test.each<[string, ('edit' | 'deletion')[], Record<string, unknown>]>([
    ['an edit', ['edit'], { revisedText: 'edit 0' }],
    ['a deletion', ['deletion'], { deletedAt: expect.anything() }],
    ['two edits and a deletion', ['edit', 'edit', 'deletion'], { revisedText: 'edit 1', deletedAt: expect.anything() }],
  ])('%s that comes before what it is about is seen on it', async (_what, relations, seen) => {
    const from = newPhone();
    await world.send(from, (await newLink()).text);
    const late = world.message({ from, text: 'Hola' });
    for (const [i, relation] of relations.entries()) await world.send(from, `${relation} ${i}`, about(relation, late));
    await world.receive(late);
    expect(await messageOf(from, late)).toMatchObject({ text: 'Hola', direction: 'in', ...seen });
    const { senderId } = await conversationOf(from);
    expect(await world.api.read(`tenants/cuscatlan/conversations/${senderId}`)).toMatchObject({ lastText: 'Hola' });
  });

  test('an edit that comes after a later one changes nothing', async () => {
    const from = newPhone();
    await world.send(from, (await newLink()).text);
    const first = world.message({ from, text: 'uno' });
    await world.receive(first);
    const earlier = new Date(world.api.world.now().getTime() - 60_000);
    await world.send(from, 'tres', about('edit', first));
    await world.send(from, 'dos', { ...about('edit', first), receivedAt: earlier });
    const phone = await staff();
    const name = world.message({ from: phone, text: 'Mria' });
    await world.receive(name);
    await world.send(phone, 'María', about('edit', name));
    await world.send(phone, 'Mara', { ...about('edit', name), receivedAt: earlier });
    expect(await batchesOf(phone)).toEqual(['María']);
    expect(await messageOf(from, first)).toMatchObject({ text: 'uno', revisedText: 'tres' });
  });

  test('what it is about may be unknown', async () => {
    const from = await staff();
    for (const relation of ['reaction', 'edit', 'deletion'] as const)
      await world.send(from, 'x', { about: { providerMessageId: 'SMunheard', relation } });
    expect(await batchesOf(from)).toEqual([]);
  });
});

test('R4: every spelling of a phone is one sender', async () => {
  const alias = 'phone:+525512345678' as SenderAlias;
  const { sender } = world.message();
  const text = (await newLink()).text;
  for (const [address, words] of [
    ['whatsapp:+5215512345678', text],
    ['whatsapp:+525512345678', 'hola'],
  ] as const)
    await world.receive(world.message({ text: words, sender: { ...sender, alias, address } }));
  const senders = (await world.api.list('senders')).filter(({ id }) => String(id).includes('5512345678'));
  expect(senders).toMatchObject([{ id: alias, boundTo: 'cuscatlan' }]);
});
