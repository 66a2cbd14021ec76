import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buttons, list, oneButton, template, text } from '../testing/meta-messages.ts';
import { IMPORTERS_ID, ONE, ONE_ID, OTHER_TOKEN, startMetaWorld, statusesOf, TOKEN } from '../testing/meta-world.ts';
import { ANA, BETO, PNG_BASE64 } from '../testing/start-world.ts';
import { encodeJson } from './sign-webhook.ts';

let world: Awaited<ReturnType<typeof startMetaWorld>>;
let files: Server;
let filesUrl: string;
beforeAll(async () => {
  world = await startMetaWorld();
  files = createServer((req, res) => {
    res.writeHead(req.url === '/gone.png' ? 404 : 200, {
      'Content-Type': req.url === '/a.html' ? 'text/html' : 'image/png',
    });
    res.end(req.url === '/large.png' ? Buffer.alloc(6 * 1024 * 1024) : Buffer.from(PNG_BASE64, 'base64'));
  });
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
  filesUrl = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
});
beforeEach(async () => {
  world.control.clear();
  await world.receiver.forget();
});
afterAll(async () => {
  await world.stop();
  files.closeAllConnections();
  await new Promise((resolve) => files.close(resolve));
});

const anaWrites = async (text = 'hola') => {
  const report = await world.control.deliver({ from: ANA, to: ONE, text });
  world.receiver.received.length = 0;
  return report.message.id;
};
const told = async (count: number) => statusesOf(await world.receiver.untilReceived(count));

describe('sending', () => {
  test('is answered at once, and told in three states with our own reference', async () => {
    await anaWrites();
    const { status, json } = await world.send({ ...text('Recibido'), biz_opaque_callback_data: 'outbox:1' });
    expect({ status, json }).toEqual({
      status: 200,
      json: {
        messaging_product: 'whatsapp',
        contacts: [{ input: ANA, wa_id: '50370000001', user_id: world.control.meta.userIdOf(ANA) }],
        messages: [{ id: expect.stringMatching(/^wamid\./), message_status: 'accepted' }],
      },
    });
    const statuses = await told(3);
    expect(statuses.map((one) => one.status)).toEqual(['sent', 'delivered', 'read']);
    expect(statuses[0]).toEqual({
      id: json.messages?.[0]?.id,
      status: 'sent',
      timestamp: expect.stringMatching(/^\d{10}$/),
      recipient_id: '50370000001',
      recipient_user_id: world.control.meta.userIdOf(ANA),
      biz_opaque_callback_data: 'outbox:1',
      pricing: { billable: false, pricing_model: 'PMP', type: 'free_customer_service', category: 'service' },
    });
    expect(statuses[2]).not.toHaveProperty('pricing');
    expect(await world.control.waitFor({ author: 'business', state: 'read' })).toMatchObject([{ text: 'Recibido' }]);
  });

  test.each<{ why: string; message: object; shown: object }>([
    {
      why: 'buttons',
      message: buttons(oneButton('ok:7', 'Sí'), oneButton('fix:7', 'Corregir')),
      shown: {
        text: '¿Es correcto?\nPedido 7',
        choices: [
          { kind: 'button', id: 'ok:7', title: 'Sí' },
          { kind: 'button', id: 'fix:7', title: 'Corregir' },
        ],
      },
    },
    {
      why: 'a list',
      message: list([{ id: 'pkg:42', title: 'Paquete 42', description: 'En aduana' }]),
      shown: { choices: [{ kind: 'list-row', id: 'pkg:42', title: 'Paquete 42', description: 'En aduana' }] },
    },
    {
      why: 'a place',
      message: { type: 'location', location: { latitude: 13.69, longitude: -89.21, name: 'Bodega' } },
      shown: { place: { latitude: 13.69, longitude: -89.21, label: 'Bodega' } },
    },
    {
      why: 'a contact',
      message: { type: 'contacts', contacts: [{ name: { formatted_name: 'Bodega' } }] },
      shown: { text: 'Bodega' },
    },
    {
      why: 'a template with named parameters',
      message: template('paquete_listo', [
        { type: 'text', parameter_name: 'cliente', text: 'Ana' },
        { type: 'text', parameter_name: 'paquete', text: '42' },
      ]),
      shown: { text: 'Hola Ana, su paquete 42 está listo.' },
    },
    {
      why: 'a template with counted parameters',
      message: template('contado', [
        { type: 'text', text: '2' },
        { type: 'text', text: '3' },
      ]),
      shown: { text: 'Faltan 2 de 3.' },
    },
  ])('$why', async ({ message, shown }) => {
    await anaWrites();
    expect(await world.send(message)).toMatchObject({ status: 200 });
    expect(await world.control.waitFor({ author: 'business', state: 'read' })).toMatchObject([shown]);
  });

  test('to a user id alone; recipient_id stays away when the phone is hidden', async () => {
    world.control.addPerson({ phone: '+50370000060', name: 'Flor', hidesPhone: true });
    await world.control.deliver({ from: '+50370000060', to: ONE, text: 'hola' });
    world.receiver.received.length = 0;
    const recipient = world.control.meta.userIdOf('+50370000060');
    const { json } = await world.send(text('Hola'), { recipient });
    expect(json.contacts).toEqual([{ input: recipient, user_id: recipient }]);
    const [sent] = await told(1);
    expect(sent).toMatchObject({ recipient_user_id: recipient });
    expect(sent).not.toHaveProperty('recipient_id');
  });

  test('a user id in "to" is answered with 200, and nothing happens', async () => {
    await anaWrites();
    expect(await world.send(text('Hola'), { to: world.control.meta.userIdOf(ANA) })).toMatchObject({ status: 200 });
    expect(world.control.messages({ author: 'business' })).toEqual([]);
  });

  test('a reaction, and its removal', async () => {
    const id = await anaWrites();
    for (const emoji of ['👍', '']) {
      world.receiver.received.length = 0;
      await world.send({ type: 'reaction', reaction: { message_id: id, emoji } });
      await world.receiver.untilReceived(3);
      expect(world.control.messages()).toMatchObject([{ id, reaction: emoji }]);
    }
  });
});

describe('limits', () => {
  test('one person gets 45 messages at once, then one per 6 s; others are not affected', async () => {
    world.control.setClockFrozen(true);
    for (let sent = 0; sent < 45; sent++) expect((await world.sendText('x')).status).toBe(200);
    expect(await world.sendText('x')).toMatchObject({ status: 400, json: { error: { code: 131056 } } });
    expect((await world.send(text('x'), { to: BETO })).status).toBe(200);
    world.control.advanceClock({ ms: 6_000 });
    expect((await world.sendText('x')).status).toBe(200);
    expect((await world.sendText('x')).status).toBe(400);
    world.control.setClockFrozen(false);
  });

  test('a number carries 80 messages per second', async () => {
    world.control.setClockFrozen(true);
    const answers = [];
    for (let sent = 0; sent < 81; sent++) {
      answers.push(
        (await world.send(text('x'), { to: `+5037000${String(sent).padStart(4, '0')}` })).json.error?.code ?? 0,
      );
    }
    expect(answers.filter((code) => code === 0)).toHaveLength(80);
    expect(answers.at(-1)).toBe(130429);
    world.control.setClockFrozen(false);
  });
});

describe('failing later', () => {
  const failed = async (count = 1) => (await told(count)).at(-1);

  test('outside the window: 131047, but a template goes out', async () => {
    await anaWrites();
    world.control.advanceClock({ ms: 24 * 3_600_000 });
    expect((await world.sendText('hola')).status).toBe(200);
    expect(await failed()).toMatchObject({
      status: 'failed',
      errors: [
        { code: 131047, title: 'Re-engagement message', error_data: { details: expect.stringContaining('24 hours') } },
      ],
    });
    world.receiver.received.length = 0;
    await world.send(
      template('contado', [
        { type: 'text', text: '1' },
        { type: 'text', text: '2' },
      ]),
    );
    expect((await told(3)).map(({ status }) => status)).toEqual(['sent', 'delivered', 'read']);
  });

  test('nobody on WhatsApp: 131026', async () => {
    expect((await world.send(text('x'), { to: '+50370000999' })).status).toBe(200);
    expect(await failed()).toMatchObject({ status: 'failed', recipient_id: '50370000999', errors: [{ code: 131026 }] });
  });

  test.each(['/gone.png', '/a.html', '/large.png'])('a link that cannot be sent, %s: 131053', async (path) => {
    await anaWrites();
    await world.send({ type: 'image', image: { link: filesUrl + path } });
    expect(await failed()).toMatchObject({ errors: [{ code: 131053 }] });
  });

  test('a link that can', async () => {
    await anaWrites();
    await world.send({ type: 'image', image: { link: `${filesUrl}/a.png`, caption: 'Su caja' } });
    const [shown] = await world.control.waitFor({ author: 'business', state: 'read' });
    expect(shown).toMatchObject({ text: 'Su caja', media: [{ contentType: 'image/png' }] });
    expect(world.control.findMedia(shown?.media[0]?.id ?? '').bytes).toEqual(Buffer.from(PNG_BASE64, 'base64'));
  });
});

describe('faults', () => {
  test.each([
    { why: 'straight to read', statuses: { path: ['sent', 'read'] }, expected: ['sent', 'read'] },
    { why: 'in reverse', statuses: { order: 'reversed' }, expected: ['read', 'delivered', 'sent'] },
    { why: 'each twice', statuses: { path: ['sent'], copies: 2 }, expected: ['sent', 'sent'] },
    { why: 'failed after sent', statuses: { path: ['sent'], errorCode: 131049 }, expected: ['sent', 'failed'] },
  ] as const)('states $why', async ({ statuses, expected }) => {
    await anaWrites();
    world.control.setFaults({ statuses: JSON.parse(JSON.stringify(statuses)) });
    await world.sendText('x');
    expect((await told(expected.length)).map(({ status }) => status)).toEqual(expected);
  });

  test('all states in one POST, before the answer', async () => {
    await anaWrites();
    world.control.setFaults({ statuses: { isOnePost: true, isBeforeAnswer: true } });
    await world.sendText('x');
    expect(world.receiver.received).toHaveLength(1);
    expect(statusesOf(world.receiver.received)).toHaveLength(3);
  });

  test('an error by its code, for one person and for so many times', async () => {
    await anaWrites();
    world.control.setFaults({ api: { on: 'send', kind: 'status', code: 131056, person: ANA, times: 2 } });
    const codes = [];
    for (const to of [BETO, ANA, ANA, ANA]) codes.push((await world.send(text('x'), { to })).json.error?.code);
    expect(codes).toEqual([undefined, 131056, 131056, undefined]);
  });

  test('an uncertain outcome: 500, and yet it went out', async () => {
    await anaWrites();
    world.control.setFaults({ api: { on: 'send', kind: 'status', status: 500, takesEffect: true, times: 1 } });
    expect((await world.sendText('¿llegó?')).status).toBe(500);
    expect(await world.control.waitFor({ author: 'business', text: '¿llegó?' })).toHaveLength(1);
  });
});

describe('reading and typing', () => {
  test('marks the message and those before it, and types until the next message', async () => {
    await anaWrites('1');
    const id = await anaWrites('2');
    await anaWrites('3');
    const read = { messaging_product: 'whatsapp', status: 'read', message_id: id, typing_indicator: { type: 'text' } };
    expect(await world.graph('POST', `${ONE_ID}/messages`, read)).toEqual({ status: 200, json: { success: true } });
    expect(world.control.messages().map(({ isSeen }) => isSeen ?? false)).toEqual([true, true, false]);
    expect(world.control.typing()).toEqual([{ person: ANA, number: ONE }]);
    await world.sendText('x');
    expect(world.control.typing()).toEqual([]);
  });

  test('typing ends by itself after 25 s', async () => {
    const id = await anaWrites();
    world.control.setClockFrozen(true);
    await world.graph('POST', `${ONE_ID}/messages`, {
      status: 'read',
      message_id: id,
      typing_indicator: { type: 'text' },
    });
    world.control.advanceClock({ ms: 24_999 });
    expect(world.control.typing()).toHaveLength(1);
    world.control.advanceClock({ ms: 1 });
    expect(world.control.typing()).toEqual([]);
    world.control.setClockFrozen(false);
  });

  test.each([
    { why: 'an unknown message', path: ONE_ID, id: 'wamid.nobody', token: TOKEN },
    { why: 'a message to another number', path: IMPORTERS_ID, id: null, token: OTHER_TOKEN },
  ])('$why is refused', async ({ path, id, token }) => {
    const known = await anaWrites();
    const body = { status: 'read', message_id: id ?? known };
    expect(await world.graph('POST', `${path}/messages`, body, token)).toMatchObject({
      status: 400,
      json: { error: { code: 100 } },
    });
  });
});

test('a status at will, of a message that nobody sent', async () => {
  const order = {
    sid: 'wamid.nobody',
    status: 'failed',
    errorCode: 131049,
    person: ANA,
    number: ONE,
    callbackData: 'outbox:9',
  };
  await world.control.tellStatus(order);
  expect(statusesOf(world.receiver.received)).toMatchObject([
    { id: 'wamid.nobody', status: 'failed', biz_opaque_callback_data: 'outbox:9', errors: [{ code: 131049 }] },
  ]);
});

test('statuses are signed like messages', async () => {
  await anaWrites();
  await world.sendText('x');
  const [webhook] = await world.receiver.untilReceived(1);
  expect(webhook?.rawBody).toBe(encodeJson(JSON.parse(webhook?.rawBody ?? '')));
  expect(webhook?.headers['x-hub-signature-256']).toMatch(/^sha256=/);
});
