import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MessageOrder } from '../control/parse-order.ts';
import {
  changesOf,
  IMPORTERS,
  IMPORTERS_APP,
  IMPORTERS_WABA,
  messagesOf,
  ONE,
  ONE_ID,
  PLATFORM_APP,
  startMetaWorld,
  TWO,
  TWO_ID,
  WABA,
} from '../testing/meta-world.ts';
import { ANA, BETO, PNG_BASE64 } from '../testing/start-world.ts';
import { signWebhook } from './sign-webhook.ts';

let world: Awaited<ReturnType<typeof startMetaWorld>>;
beforeAll(async () => {
  world = await startMetaWorld({ retryDelaysMs: [60_000, 600_000] });
});
beforeEach(async () => {
  world.control.clear();
  await world.receiver.forget();
  world.receiver.answerWith(() => ({ status: 200 }));
});
afterAll(() => world.stop());

const deliver = (order: Omit<MessageOrder, 'from' | 'to'> & { to?: string }) =>
  world.control.deliver({ from: ANA, to: ONE, ...order });
const lastMessage = () => messagesOf(world.receiver.received.at(-1))[0];

test('a text comes in Meta’s envelope, signed over the escaped bytes', async () => {
  const report = await deliver({ text: '¡Hola! 📦' });
  expect(report).toMatchObject({ status: 200, message: { state: 'accepted', provider: 'meta' } });
  const [webhook] = world.receiver.received;
  expect(webhook?.url).toBe('/webhooks/meta');
  expect(webhook?.rawBody).toContain('"body":"\\u00a1Hola! \\ud83d\\udce6"');
  expect(webhook?.headers['x-hub-signature-256']).toBe(signWebhook(PLATFORM_APP.secret, webhook?.rawBody ?? ''));
  expect(changesOf(webhook)).toEqual([
    {
      wabaId: WABA,
      field: 'messages',
      value: {
        messaging_product: 'whatsapp',
        metadata: { display_phone_number: '15550110', phone_number_id: ONE_ID },
        contacts: [{ profile: { name: 'Ana' }, wa_id: '50370000001', user_id: expect.stringMatching(/^SV\.\d{17}$/) }],
        messages: [
          {
            from: '50370000001',
            from_user_id: world.control.meta.userIdOf(ANA),
            id: expect.stringMatching(/^wamid\.[\w+/]+=*$/),
            timestamp: expect.stringMatching(/^\d{10}$/),
            type: 'text',
            text: { body: '¡Hola! 📦' },
          },
        ],
      },
    },
  ]);
});

const file = (contentType: string, fileName?: string) => [
  { base64: PNG_BASE64, contentType, ...(fileName !== undefined && { fileName }) },
];
const media = { id: expect.stringMatching(/^\d{18}$/), sha256: expect.stringMatching(/^[\w+/]{43}=$/) };

test.each<{ why: string; order: Omit<MessageOrder, 'from' | 'to'> & { to?: string }; message: object }>([
  {
    why: 'an image with a caption',
    order: { text: 'Ana', media: file('image/jpeg') },
    message: { type: 'image', image: { ...media, mime_type: 'image/jpeg', caption: 'Ana' } },
  },
  {
    why: 'a document',
    order: { media: file('application/pdf', 'factura.pdf') },
    message: { type: 'document', document: { ...media, mime_type: 'application/pdf', filename: 'factura.pdf' } },
  },
  {
    why: 'a HEIC photo, which only goes as a document',
    order: { media: file('image/heic', 'a.heic') },
    message: { type: 'document', document: { ...media, mime_type: 'image/heic', filename: 'a.heic' } },
  },
  {
    why: 'a voice note',
    order: { media: file('audio/ogg') },
    message: { type: 'audio', audio: { ...media, mime_type: 'audio/ogg; codecs=opus', voice: true } },
  },
  {
    why: 'a video',
    order: { media: file('video/mp4') },
    message: { type: 'video', video: { ...media, mime_type: 'video/mp4' } },
  },
  {
    why: 'a sticker',
    order: { media: file('image/webp') },
    message: { type: 'sticker', sticker: { ...media, mime_type: 'image/webp', animated: false } },
  },
  {
    why: 'a named place',
    order: { place: { latitude: 13.69, longitude: -89.21, label: 'Bodega' } },
    message: { type: 'location', location: { latitude: 13.69, longitude: -89.21, name: 'Bodega' } },
  },
  {
    why: 'a tapped button',
    order: { act: { kind: 'button', id: 'ok:7', title: 'Sí' }, replyTo: 'wamid.X' },
    message: {
      type: 'interactive',
      context: { from: '15550110', id: 'wamid.X' },
      interactive: { type: 'button_reply', button_reply: { id: 'ok:7', title: 'Sí' } },
    },
  },
  {
    why: 'a tapped row',
    order: { act: { kind: 'list-row', id: 'pkg:42', title: 'Paquete 42', description: 'En aduana' } },
    message: {
      type: 'interactive',
      interactive: { type: 'list_reply', list_reply: { id: 'pkg:42', title: 'Paquete 42', description: 'En aduana' } },
    },
  },
  {
    why: 'a tapped template button',
    order: { act: { kind: 'template-button', payload: 'p', title: 'Recoger' } },
    message: { type: 'button', button: { payload: 'p', text: 'Recoger' } },
  },
  {
    why: 'a reaction',
    order: { act: { kind: 'reaction', messageId: 'wamid.X', emoji: '👍🏽' } },
    message: { type: 'reaction', reaction: { message_id: 'wamid.X', emoji: '👍🏽' } },
  },
  {
    why: 'a reaction taken back',
    order: { act: { kind: 'reaction', messageId: 'wamid.X', emoji: '' } },
    message: { type: 'reaction', reaction: { message_id: 'wamid.X' } },
  },
  {
    why: 'contacts, one without a name',
    order: { act: { kind: 'contacts', contacts: [{ name: 'Eva', phones: ['+50370000050'] }, { phones: [] }] } },
    message: {
      type: 'contacts',
      contacts: [
        {
          name: { formatted_name: 'Eva', first_name: 'Eva' },
          phones: [{ phone: '+50370000050', wa_id: '50370000050', type: 'CELL' }],
        },
        { phones: [] },
      ],
    },
  },
  {
    why: 'an edit at a pure Cloud API number',
    order: { text: 'nuevo', act: { kind: 'edit', messageId: 'wamid.X' } },
    message: { type: 'unsupported', unsupported: { type: 'edit' }, errors: [{ code: 131051 }] },
  },
  {
    why: 'an edit at a coexistence number',
    order: { to: TWO, text: 'nuevo', act: { kind: 'edit', messageId: 'wamid.X' } },
    message: {
      type: 'edit',
      edit: { original_message_id: 'wamid.X', message: { type: 'text', text: { body: 'nuevo' } } },
    },
  },
  {
    why: 'a deletion at a coexistence number',
    order: { to: TWO, act: { kind: 'delete', messageId: 'wamid.X' } },
    message: { type: 'revoke', revoke: { original_message_id: 'wamid.X' } },
  },
  {
    why: 'something unsupported',
    order: { act: { kind: 'unsupported', subType: 'poll_creation' } },
    message: { type: 'unsupported', unsupported: { type: 'poll_creation' } },
  },
  { why: 'a type from the future', order: { act: { kind: 'new-type', type: 'hologram' } }, message: { hologram: {} } },
  { why: 'an opened chat', order: { act: { kind: 'welcome' } }, message: { type: 'request_welcome' } },
  {
    why: 'a forwarded answer that began with an ad',
    order: {
      text: 'Hola',
      forwarded: 'often',
      ad: { sourceId: '1', sourceUrl: 'https://fb.example/1', clickId: 'click' },
    },
    message: {
      context: { frequently_forwarded: true },
      referral: { source_type: 'ad', source_url: 'https://fb.example/1', ctwa_clid: 'click' },
    },
  },
  {
    why: 'a message made odd by hand',
    order: { text: 'Hola', raw: { type: 'image', text: null, timestamp: '0' } },
    message: { type: 'image', timestamp: '0' },
  },
])('$why', async ({ order, message }) => {
  await deliver(order);
  expect(lastMessage()).toMatchObject(message);
  if (order.raw) expect(lastMessage()).not.toHaveProperty('text');
});

test('a changed phone is told by a system message without contacts', async () => {
  await deliver({ act: { kind: 'changed-number', phone: '+50370000077' } });
  expect(changesOf(world.receiver.received[0])[0]?.value).not.toHaveProperty('contacts');
  expect(lastMessage()).toMatchObject({
    from: '50370000001',
    type: 'system',
    system: { type: 'user_changed_number', wa_id: '50370000077' },
  });
  expect(world.control.people()).toContainEqual(expect.objectContaining({ phone: '+50370000077', name: 'Ana' }));
});

test('who hides the phone is known by the user id alone, which differs per portfolio', async () => {
  world.control.addPerson({ phone: '+50370000060', name: 'Flor', username: 'flor.p', hidesPhone: true });
  for (const to of [ONE, IMPORTERS]) await world.control.deliver({ from: '+50370000060', to, text: 'hola' });
  const [ours, theirs] = world.receiver.received.map((webhook) => changesOf(webhook)[0]?.value);
  expect(ours?.contacts).toEqual([
    { profile: { name: 'Flor', username: 'flor.p' }, user_id: world.control.meta.userIdOf('+50370000060') },
  ]);
  expect(ours?.messages?.[0]).not.toHaveProperty('from');
  expect(theirs?.messages?.[0]?.from_user_id).toBe(world.control.meta.userIdOf('+50370000060', IMPORTERS_WABA));
  expect(theirs?.messages?.[0]?.from_user_id).not.toBe(ours?.messages?.[0]?.from_user_id);
});

describe('several messages', () => {
  test('in one POST are grouped by account and number; an app of its own gets its own POST', async () => {
    const orders = [
      { from: ANA, to: ONE, text: '1' },
      { from: BETO, to: ONE, text: '2' },
      { from: ANA, to: TWO, text: '3' },
      { from: ANA, to: IMPORTERS, text: '4' },
    ];
    const reports = await world.control.deliverAll(orders, 'one-post');
    expect(reports.map(({ message }) => [message.text, message.state])).toEqual([
      ['1', 'accepted'],
      ['2', 'accepted'],
      ['3', 'accepted'],
      ['4', 'accepted'],
    ]);
    expect(world.receiver.received).toHaveLength(2);
    const ours = world.receiver.received.find(({ headers, rawBody }) => {
      return headers['x-hub-signature-256'] === signWebhook(PLATFORM_APP.secret, rawBody);
    });
    const theirs = world.receiver.received.find((webhook) => webhook !== ours);
    expect(changesOf(ours).map(({ value }) => [value.metadata.phone_number_id, value.messages?.length])).toEqual([
      [ONE_ID, 2],
      [TWO_ID, 1],
    ]);
    expect(changesOf(ours)[0]?.value.contacts).toHaveLength(2);
    expect(theirs?.headers['x-hub-signature-256']).toBe(signWebhook(IMPORTERS_APP.secret, theirs?.rawBody ?? ''));
  });

  test('one medium per message', async () => {
    const media = [...file('image/png'), ...file('image/png')];
    await expect(deliver({ media })).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('retries', () => {
  test.each([204, 302, 404, 500])('%i is no success: tried again, later, until 200', async (status) => {
    world.receiver.answerWith((_received, index) => ({ status: index < 2 ? status : 200 }));
    const report = await deliver({ text: 'hola' });
    expect(report).toMatchObject({ status, message: { state: 'refused' } });
    world.control.advanceClock({ ms: 60_000 });
    await untilJournal(2);
    world.control.advanceClock({ ms: 600_000 });
    await world.control.waitFor({ person: ANA, state: 'accepted' });
    const ids = world.receiver.received.map((webhook) => messagesOf(webhook)[0]?.id);
    expect(ids).toEqual([report.message.id, report.message.id, report.message.id]);
    expect(world.control.journal().webhooks.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  test('what came in one POST comes back one by one', async () => {
    world.receiver.answerWith((_received, index) => ({ status: index === 0 ? 500 : 200 }));
    await world.control.deliverAll(
      ['1', '2', '3'].map((text) => ({ from: ANA, to: ONE, text })),
      'one-post',
    );
    expect(messagesOf(world.receiver.received[0])).toHaveLength(3);
    world.control.advanceClock({ ms: 60_000 });
    await untilJournal(4);
    expect(world.receiver.received.slice(1).map((webhook) => messagesOf(webhook).length)).toEqual([1, 1, 1]);
  });
});

/** Resolves when so many webhooks have been answered. */
function untilJournal(count: number): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (world.control.journal().webhooks.length < count) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = world.control.subscribe(check);
    check();
  });
}

test.each([
  { signature: 'wrong', right: false, old: false },
  { signature: 'old-secret', right: false, old: true },
] as const)('signature $signature', async ({ signature, right, old }) => {
  await deliver({ text: 'x', faults: { delivery: { signature } } });
  const [webhook] = world.receiver.received;
  const header = webhook?.headers['x-hub-signature-256'];
  const body = webhook?.rawBody ?? '';
  expect(header).toMatch(/^sha256=[0-9a-f]{64}$/);
  expect({
    right: header === signWebhook(PLATFORM_APP.secret, body),
    old: header === signWebhook(PLATFORM_APP.previousSecret, body),
  }).toEqual({ right, old });
});

test('copies and a missing signature', async () => {
  await deliver({ text: 'x', faults: { delivery: { copies: 3, spacing: 'at-once', signature: 'missing' } } });
  expect(world.receiver.received).toHaveLength(3);
  expect(new Set(world.receiver.received.map(({ rawBody }) => rawBody)).size).toBe(1);
  expect(world.receiver.received[0]?.headers).not.toHaveProperty('x-hub-signature-256');
});
