import { describe, expect, test } from 'vitest';
import { changesOf } from './envelope.ts';
import { parseMessage } from './parse-message.ts';
import { parseStatus } from './parse-status.ts';

const RECEIVED_AT = new Date('2026-08-01T12:00:00.500Z');
const SECONDS = 1785585600; // the same instant, in Unix seconds
const context = {
  phoneNumberId: '770000000000001',
  portfolioId: '900',
  receivedAt: RECEIVED_AT,
  signedBy: 'platform' as const,
};
const FROM = '50370000001';
const USER = 'SV.7001002003004005';
const contacts = [{ profile: { name: 'María P.' }, wa_id: FROM, user_id: USER }];

const parse = (over: Record<string, unknown>, cards: Record<string, unknown>[] = contacts, place = 0) =>
  parseMessage({ from: FROM, id: 'wamid.1', timestamp: String(SECONDS), type: 'text', ...over }, cards, context, place);
const message = (over: Record<string, unknown>, cards?: Record<string, unknown>[]) => {
  const parsed = parse(over, cards);
  if (parsed.kind !== 'message') throw new Error(JSON.stringify(parsed));
  return parsed.message;
};

describe('what every type becomes', () => {
  const reply = { providerMessageId: 'wamid.OUT9', relation: 'reply' };
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['text', { text: { body: ' Ana\n🌸 ' } }, { kind: 'text', text: ' Ana\n🌸 ' }],
    ['text with NUL and a lone surrogate', { text: { body: 'A\u0000\ud800' } }, { text: 'A\ufffd' }],
    [
      'an image with caption',
      {
        type: 'image',
        image: { id: '990000000000000002', mime_type: 'image/jpeg', caption: 'Ana', url: 'https://x/' },
      },
      { kind: 'image', text: 'Ana', media: [{ url: '990000000000000002', declaredType: 'image/jpeg' }] },
    ],
    [
      'a voice note, whose type has a parameter',
      { type: 'audio', audio: { id: '9', mime_type: 'audio/ogg; codecs=opus', voice: true } },
      { kind: 'audio', media: [{ url: '9', declaredType: 'audio/ogg' }] },
    ],
    [
      'a photo as document',
      { type: 'document', document: { id: '9', mime_type: 'image/JPEG', filename: '../a.jpg', caption: 'Beto' } },
      { kind: 'document', text: 'Beto', media: [{ url: '9', declaredType: 'image/jpeg' }] },
    ],
    [
      'a video',
      { type: 'video', video: { id: '9', mime_type: 'video/mp4' } },
      { media: [{ url: '9', declaredType: 'video/mp4' }] },
    ],
    ['a sticker', { type: 'sticker', sticker: { id: '9', mime_type: 'image/webp' } }, { kind: 'sticker' }],
    [
      'a place',
      { type: 'location', location: { latitude: 13.69, longitude: -89.21, name: 'Bodega', address: 'Calle 1' } },
      { kind: 'location', text: '', summary: '📍 Bodega · Calle 1 · 13.69, -89.21' },
    ],
    ['a place of nothing', { type: 'location', location: {} }, { kind: 'location', summary: '📍' }],
    [
      'contact cards, one without a name',
      {
        type: 'contacts',
        contacts: [
          { name: { formatted_name: 'José' }, phones: [{ phone: '+503 7000-0002' }] },
          { phones: [{ phone: '1' }] },
          7,
        ],
      },
      { kind: 'contacts', text: '', summary: '👤 José +503 7000-0002 · 1' },
    ],
    [
      'an order with quantities of both kinds',
      {
        type: 'order',
        order: {
          text: 'por favor',
          product_items: [
            { product_retailer_id: 'A', quantity: '2' },
            { product_retailer_id: 'B', quantity: 1 },
          ],
        },
      },
      { kind: 'order', text: 'por favor', summary: '🛒 2 × A · 1 × B' },
    ],
    [
      'a tapped button',
      {
        type: 'interactive',
        context: { id: 'wamid.OUT9' },
        interactive: { type: 'button_reply', button_reply: { id: 'ok:7', title: 'Sí' } },
      },
      { kind: 'interactive', text: 'Sí', about: reply },
    ],
    [
      'a tapped row',
      { type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: 'pkg:42', title: 'Paquete 42' } } },
      { text: 'Paquete 42', about: null },
    ],
    [
      'a flow',
      { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: { body: 'Sent', response_json: '{}' } } },
      { summary: 'Sent' },
    ],
    [
      'a template’s button',
      { type: 'button', button: { payload: 'p', text: 'Recoger' } },
      { kind: 'button', text: 'Recoger' },
    ],
    [
      'a reaction',
      { type: 'reaction', reaction: { message_id: 'wamid.OUT9', emoji: '👍🏽' } },
      { kind: 'reaction', text: '👍🏽', about: { providerMessageId: 'wamid.OUT9', relation: 'reaction' } },
    ],
    [
      'a reaction taken back',
      { type: 'reaction', reaction: { message_id: 'wamid.OUT9' } },
      { text: '', about: { providerMessageId: 'wamid.OUT9', relation: 'reaction' } },
    ],
    ['a reply', { text: { body: 'sí' }, context: { from: '1', id: 'wamid.OUT9' } }, { about: reply }],
    ['a forwarded text', { text: { body: 'x' }, context: { forwarded: true } }, { about: null }],
    [
      'an edit',
      { type: 'edit', edit: { original_message_id: 'wamid.A', message: { type: 'text', text: { body: 'Anita' } } } },
      { kind: 'edit', text: 'Anita', about: { providerMessageId: 'wamid.A', relation: 'edit' } },
    ],
    [
      'a deletion',
      { type: 'revoke', revoke: { original_message_id: 'wamid.A' } },
      { kind: 'revoke', about: { providerMessageId: 'wamid.A', relation: 'deletion' } },
    ],
    ['the first opening of the chat', { type: 'request_welcome' }, { kind: 'request_welcome', text: '' }],
    ['a type nobody knows', { type: 'hologram', hologram: {} }, { kind: 'unsupported:hologram', text: '', media: [] }],
    ['a type named as an object’s own', { type: 'constructor' }, { kind: 'unsupported:constructor' }],
    ['no type', { type: undefined }, { kind: 'unsupported' }],
    [
      'unsupported, with its type',
      { type: 'unsupported', unsupported: { type: 'edit' }, errors: [{ code: 131051 }] },
      { kind: 'unsupported:edit' },
    ],
    ['unsupported, without', { type: 'unknown', errors: [] }, { kind: 'unsupported' }],
    ['an image without its object', { type: 'image' }, { kind: 'unsupported:image' }],
    ['an image that is a list', { type: 'image', image: [] }, { kind: 'unsupported:image' }],
    ['a text whose body is a number', { text: { body: 7 } }, { kind: 'unsupported:text' }],
    ['an order without items', { type: 'order', order: {} }, { kind: 'order', summary: '🛒' }],
  ])('%s', (_what, over, expected) => {
    expect(message(over)).toMatchObject(expected);
  });

  test('all that was received is kept, whatever Firestore thinks of its shape', () => {
    const odd = { text: { body: 'x' }, future: [[1, [2]], { '': 1, __proto__x: 2 }] };
    expect(JSON.parse(String(message(odd).raw.json))).toMatchObject(odd);
  });
});

describe('R4: who sent it', () => {
  const phone = 'phone:+50370000001';
  const user = `bsuid:900:${USER}`;
  test.each<[string, Record<string, unknown>, Record<string, unknown>[], Record<string, unknown> | null]>([
    [
      'phone and user id',
      { from_user_id: USER },
      contacts,
      { alias: phone, otherAliases: [user], address: '+50370000001', profileName: 'María P.' },
    ],
    ['user id from the contact only', {}, contacts, { alias: phone, otherAliases: [user] }],
    ['no contacts', {}, [], { alias: phone, otherAliases: [], profileName: null }],
    [
      'an empty phone',
      { from: '', from_user_id: USER },
      [{ user_id: USER, profile: { name: 'M' } }],
      { alias: user, phone: null, address: USER, profileName: 'M' },
    ],
    ['no phone', { from: undefined, from_user_id: USER }, [], { alias: user, otherAliases: [] }],
    [
      'the phone in the contact only',
      { from: '', from_user_id: USER },
      contacts,
      { alias: phone, otherAliases: [user] },
    ],
    [
      'the first contact is another’s',
      {},
      [{ wa_id: '50370000002', profile: { name: 'Beto' } }, ...contacts],
      { profileName: 'María P.' },
    ],
    [
      'only another’s contact',
      {},
      [{ wa_id: '50370000002', user_id: 'SV.2', profile: { name: 'Beto' } }],
      { alias: phone, otherAliases: [], profileName: null },
    ],
    ['Mexico’s old form', { from: '5215512345678' }, [], { alias: 'phone:+525512345678', address: '+5215512345678' }],
    ['nobody', { from: '' }, [], null],
    ['something that is no phone', { from: 'abc' }, [], null],
  ])('%s', (_what, over, cards, sender) => {
    const parsed = parse({ text: { body: 'x' }, ...over }, cards);
    if (sender === null) expect(parsed.kind).toBe('unreadable');
    else expect(parsed).toMatchObject({ kind: 'message', message: { sender } });
  });
});

describe('when', () => {
  test.each([
    ['Unix seconds as text', '1785585000', '2026-08-01T11:50:00.000Z'],
    ['seconds as a number', 1785585000, '2026-08-01T11:50:00.000Z'],
    ['in the future', String(SECONDS + 60), RECEIVED_AT.toISOString()],
    ['zero', '0', RECEIVED_AT.toISOString()],
    ['missing', undefined, RECEIVED_AT.toISOString()],
    ['nonsense', 'yesterday', RECEIVED_AT.toISOString()],
  ])('%s', (_what, timestamp, at) => {
    expect(message({ timestamp, text: { body: 'x' } }).receivedAt.toISOString()).toBe(at);
  });

  test('messages of one second keep their order', () => {
    const at = (place: number) => {
      const parsed = parse({ timestamp: '1785585000', text: { body: 'x' } }, contacts, place);
      return parsed.kind === 'message' ? parsed.message.receivedAt.getTime() : 0;
    };
    expect(at(2)).toBeGreaterThan(at(1));
  });
});

describe('what is no message of a person', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['a group', { group_id: 'g', text: { body: 'x' } }, { kind: 'ignored', ignored: { why: 'group', kind: 'text' } }],
    ['no id', { id: undefined }, { kind: 'unreadable' }],
    ['an endless id', { id: 'w'.repeat(1_001) }, { kind: 'unreadable' }],
    [
      'a change of number',
      { type: 'system', system: { type: 'user_changed_number', wa_id: '50370000009', body: 'x' } },
      {
        kind: 'alias-change',
        change: { from: 'phone:+50370000001', to: 'phone:+50370000009', relation: 'moved', eventId: 'wamid.1' },
      },
    ],
    [
      'a change of number of somebody who hides it',
      { type: 'system', from: '', from_user_id: USER, system: { wa_id: '50370000009' } },
      { kind: 'alias-change', change: { from: `bsuid:900:${USER}`, to: 'phone:+50370000009', relation: 'moved' } },
    ],
    [
      'a new user id after the old one',
      { type: 'system', from_user_id: USER, system: { type: 'user_changed_user_id', user_id: 'SV.9' } },
      { kind: 'alias-change', change: { from: `bsuid:900:${USER}`, to: 'bsuid:900:SV.9', relation: 'moved' } },
    ],
    [
      'a new user id of a known phone',
      { type: 'system', system: { type: 'user_changed_user_id', user_id: 'SV.9' } },
      { kind: 'alias-change', change: { from: 'phone:+50370000001', to: 'bsuid:900:SV.9', relation: 'same-person' } },
    ],
    ['a system message of a new kind', { type: 'system', system: { type: 'x' } }, { kind: 'unreadable' }],
    [
      'a change of number of nobody',
      { type: 'system', from: '', system: { wa_id: '50370000009' } },
      { kind: 'unreadable' },
    ],
  ])('%s', (_what, over, expected) => {
    expect(parse(over, [])).toMatchObject(expected);
  });
});

describe('R30: statuses', () => {
  test.each([
    [131031, true],
    [131048, true],
    [132015, true],
    [132016, true],
    [130497, false],
    [131026, false],
  ])('failed with %i: not for its recipient: %s', (code, isOurTrouble) => {
    const failed = parseStatus({ id: 'wamid.9', status: 'failed', errors: [{ code, title: 'x' }] }, context);
    expect(failed?.status.isOurTrouble ?? false).toBe(isOurTrouble);
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown> | null]>([
    ['sent', {}, { state: 'sent', failure: null, recipientAliases: ['phone:+50370000001', `bsuid:900:${USER}`] }],
    ['delivered', { status: 'delivered' }, { state: 'delivered' }],
    ['played counts as read', { status: 'played' }, { state: 'read' }],
    [
      'failed, with Meta’s reason',
      {
        status: 'failed',
        errors: [{ code: 131047, title: 'Re-engagement message', error_data: { details: 'More than 24 hours.' } }],
      },
      { state: 'failed', failure: { code: '131047', message: 'More than 24 hours.' } },
    ],
    ['failed without a reason', { status: 'failed' }, { failure: { code: 'unknown' } }],
    ['without recipient', { recipient_id: undefined, recipient_user_id: undefined }, { recipientAliases: [] }],
    ['a state nobody knows', { status: 'warning' }, null],
    ['no id', { id: '' }, null],
  ])('%s', (_what, over, expected) => {
    const item = {
      id: 'wamid.OUT1',
      status: 'sent',
      timestamp: '1785585000',
      recipient_id: FROM,
      recipient_user_id: USER,
      ...over,
    };
    const parsed = parseStatus(item, context);
    if (expected === null) expect(parsed).toBeNull();
    else expect(parsed?.status).toMatchObject(expected);
  });
  test('what we gave along comes back', () => {
    expect(parseStatus({ id: 'w', status: 'sent', biz_opaque_callback_data: 'o_1_send_0' }, context)?.outboxId).toBe(
      'o_1_send_0',
    );
  });
});

describe('the envelope', () => {
  test.each<[string, unknown, number | null]>([
    ['of another product', { object: 'page', entry: [] }, null],
    ['a list', [], null],
    ['null', null, null],
    ['without entries', { object: 'whatsapp_business_account' }, 0],
    ['entries that are no objects', { object: 'whatsapp_business_account', entry: [null, 7, 'x', []] }, 0],
    [
      'a value that is null beside a good one',
      {
        object: 'whatsapp_business_account',
        entry: [
          {
            id: '1',
            changes: [
              { field: 'messages', value: null },
              { field: 'messages', value: {} },
            ],
          },
        ],
      },
      1,
    ],
  ])('%s', (_what, body, count) => {
    expect(changesOf(body)?.changes.length ?? null).toBe(count);
  });
});
