import { createHmac } from 'node:crypto';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DIANA, PLATFORM, WAHA } from './provider-accounts.ts';
import { ProvidersWorld } from './world-providers.ts';

/* R93: whatever is wrong with one part of a payload, the answer is 200 and its neighbour takes effect. */

let world: ProvidersWorld;
beforeAll(async () => {
  world = await ProvidersWorld.start(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
});
afterAll(() => world.stop());

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
/** The same ones each time; MUTATIONS=1000 looks for others. */
const RUNS =
  process.env.MUTATIONS === undefined ? { numRuns: 12, seed: 2026 } : { numRuns: Number(process.env.MUTATIONS) };

const ODD: Json[] = [
  ...[null, true, 0, -1, 1e300, 2 ** 53, '', ' ', 'x', '\u0000', '\ud800', '../..', 'a/b', '__x__', 'x'.repeat(3_000)],
  ...([
    [],
    {},
    [[]],
    [null],
    { '': '' },
    { __proto__: 'x', constructor: 1 },
    { a: [[1, [2]]] },
    '9'.repeat(400),
    '-5',
    'NaN',
  ] as Json[]),
];
/** Every place in a value, as the way to it. */
const places = (value: Json, at: (string | number)[] = []): (string | number)[][] => [
  at,
  ...(Array.isArray(value)
    ? value.flatMap((each, i) => places(each, [...at, i]))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, each]) => places(each, [...at, name]))
      : []),
];
function changed(value: Json, [first, ...rest]: (string | number)[], to: Json): Json {
  if (first === undefined) return to;
  if (Array.isArray(value)) return value.map((each, i) => (i === first ? changed(each, rest, to) : each));
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, [first]: changed(value[first] ?? null, rest, to) };
}
const mutations = (sample: Json) =>
  fc.array(fc.tuple(fc.constantFrom(...places(sample).slice(1)), fc.constantFrom(...ODD)), {
    minLength: 1,
    maxLength: 3,
  });

const seconds = () => String(Math.floor(Date.now() / 1_000));
const by = { from: '50370000950', from_user_id: 'SV.950', timestamp: '1785000000' };
const context = { from: '15550110', id: 'wamid.OUT1' };
const MESSAGES: Json[] = [
  { ...by, id: 'w', type: 'text', text: { body: 'Hola' }, context },
  { ...by, id: 'w', type: 'image', image: { id: '9', mime_type: 'image/jpeg', sha256: 'x', caption: 'Ana' } },
  { ...by, id: 'w', type: 'audio', audio: { id: '9', mime_type: 'audio/ogg; codecs=opus', voice: true } },
  { ...by, id: 'w', type: 'location', location: { latitude: 13.6, longitude: -89.2, name: 'Bodega' } },
  {
    ...by,
    id: 'w',
    type: 'contacts',
    contacts: [{ name: { formatted_name: 'J' }, phones: [{ phone: '+503', wa_id: '5' }] }],
  },
  { ...by, id: 'w', type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: 'a', title: 'b' } } },
  {
    ...by,
    id: 'w',
    type: 'interactive',
    interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent' } },
  },
  { ...by, id: 'w', type: 'button', button: { payload: 'p', text: 'Sí' }, context },
  { ...by, id: 'w', type: 'reaction', reaction: { message_id: 'wamid.OUT1', emoji: '👍' } },
  {
    ...by,
    id: 'w',
    type: 'order',
    order: { catalog_id: '1', product_items: [{ product_retailer_id: 'A', quantity: 2 }] },
  },
  { ...by, id: 'w', type: 'system', system: { type: 'user_changed_number', wa_id: '50370000951', body: 'x' } },
  { ...by, id: 'w', type: 'edit', edit: { original_message_id: 'w0', message: { type: 'text', text: { body: 'x' } } } },
  { ...by, id: 'w', type: 'revoke', revoke: { original_message_id: 'w0' } },
  { ...by, id: 'w', type: 'unsupported', unsupported: { type: 'edit' }, errors: [{ code: 131051 }] },
];
const STATUS: Json = {
  ...{
    id: 'wamid.OUT1',
    status: 'failed',
    timestamp: '1785000000',
    recipient_id: '50370000950',
    recipient_user_id: 'SV.950',
  },
  biz_opaque_callback_data: 'o_1_send_0',
  errors: [{ code: 131047, title: 't', error_data: { details: 'd' } }],
};
const value = (message: Json): Json => ({
  metadata: { phone_number_id: PLATFORM.phoneNumberId, display_phone_number: '15550110' },
  contacts: [{ wa_id: '50370000950', user_id: 'SV.950', profile: { name: 'Marta' } }],
  messages: [message],
  statuses: [STATUS],
  errors: [{ code: 1, title: 't', error_data: { details: 'd' } }],
});
const CHANGES: Json[] = [
  ...MESSAGES.map((message): Json => ({ field: 'messages', value: value(message) })),
  {
    field: 'account_update',
    value: {
      event: 'DISABLED_UPDATE',
      ban_info: { waba_ban_state: 'X' },
      restriction_info: [{ restriction_type: 'R' }],
    },
  },
  {
    field: 'business_capability_update',
    value: { max_daily_conversations_per_business: 'TIER_2K', max_phone_numbers_per_business: 2 },
  },
  {
    field: 'phone_number_quality_update',
    value: { display_phone_number: '15550199', event: 'FLAGGED', current_limit: 'TIER_1K' },
  },
  {
    field: 'phone_number_name_update',
    value: { display_phone_number: '15550199', decision: 'APPROVED', requested_verified_name: 'N' },
  },
  {
    field: 'user_id_update',
    value: { user_id_update: [{ user_id: { previous: 'SV.1', current: 'SV.2' }, timestamp: '1' }] },
  },
  {
    field: 'smb_message_echoes',
    value: {
      metadata: { phone_number_id: PLATFORM.phoneNumberId },
      message_echoes: [
        { from: '15550110', to: '50370000950', id: 'e', timestamp: '1', type: 'text', text: { body: 'x' } },
      ],
    },
  },
];

let count = 0;
test.each(CHANGES.map((change, i) => [i, change] as const))(
  'Meta, change %i',
  async (_i, change) => {
    await fc.assert(
      fc.asyncProperty(mutations(change), async (odds) => {
        count += 1;
        const id = `wamid.good${count}`;
        const bad = odds.reduce((made, [place, to]) => changed(made, place, to), change);
        const good = { from: DIANA.slice(1), id, timestamp: seconds(), type: 'text', text: { body: id } };
        const neighbour = {
          field: 'messages',
          value: { metadata: { phone_number_id: PLATFORM.phoneNumberId }, messages: [good] },
        };
        const entry = [{ id: PLATFORM.wabaId, changes: [bad, neighbour] }];
        const answer = await world.post({ object: 'whatsapp_business_account', entry });
        expect([answer.status, await answer.text()]).toEqual([200, 'EVENT_RECEIVED']);
        const found = await world.firestore.collection('inbox').where('providerMessageId', '==', id).get();
        expect(found.size).toBe(1);
      }),
      RUNS,
    );
  },
  120_000,
);

const waha = (event: string, payload: Json): Json => ({
  ...{ id: 'evt', timestamp: 1785000000000, event, session: WAHA.session, me: { id: '15550120@c.us' } },
  payload,
});
const from = { id: 'false_50370000950@c.us_3EB0A', timestamp: 1785000000, from: '50370000950@c.us', fromMe: false };
const _data = {
  notifyName: 'M',
  key: { remoteJidAlt: '50370000950@s.whatsapp.net' },
  Info: { PushName: 'M' },
  type: 'chat',
};
const EVENTS: Json[] = [
  waha('message.any', {
    ...from,
    body: 'Hola',
    hasMedia: true,
    media: { url: 'http://x/api/files/a.jpg', mimetype: 'image/jpeg' },
    replyTo: { id: '3EB0' },
    _data,
  }),
  waha('message', {
    ...from,
    body: '',
    location: { latitude: 1, longitude: 2 },
    vCards: ['BEGIN:VCARD\nFN:J\nEND:VCARD'],
    _data,
  }),
  waha('message.any', {
    ...from,
    id: 'true_50370000950@c.us_3EB0B',
    fromMe: true,
    to: '50370000950@c.us',
    source: 'app',
    body: 'x',
    _data,
  }),
  waha('message.reaction', { ...from, reaction: { text: '👍', messageId: 'true_50370000950@c.us_3EB0' } }),
  waha('message.edited', { ...from, editedMessageId: '3EB0', body: 'x' }),
  waha('message.revoked', { after: { ...from, body: '' }, before: { ...from, body: 'x' }, revokedMessageId: '3EB0' }),
  waha('message.ack', { id: 'true_50370000950@c.us_3EB0', ack: 2, ackName: 'DEVICE' }),
  waha('session.status', { name: WAHA.session, status: 'WORKING', statuses: [{ status: 'STARTING', timestamp: 1 }] }),
];
test.each(EVENTS.map((event, i) => [i, event] as const))(
  'WAHA, event %i',
  async (_i, event) => {
    await fc.assert(
      fc.asyncProperty(mutations(event), async (odds) => {
        const raw = JSON.stringify(odds.reduce((made, [place, to]) => changed(made, place, to), event));
        const answer = await fetch(`${world.origin}/webhooks/waha`, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            'X-Webhook-Hmac': createHmac('sha512', WAHA.hmacKey).update(raw, 'utf8').digest('hex'),
          },
          body: raw,
        });
        expect([answer.status, await answer.text()]).toEqual([200, '{}']);
      }),
      RUNS,
    );
  },
  120_000,
);
