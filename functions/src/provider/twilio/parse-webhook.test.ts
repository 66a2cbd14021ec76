import { accountsOf } from '@casillero/domain/sender/accounts';
import { describe, expect, test } from 'vitest';
import { formFields } from './form-fields.ts';
import { parseWebhook } from './parse-webhook.ts';

const NOW = new Date('2026-03-01T10:00:00.000Z');
const parse = (fields: Record<string, string>) => {
  const body = new URLSearchParams({ MessageSid: 'SM1', AccountSid: 'AC1', From: 'whatsapp:+15550100', ...fields });
  const parsed = parseWebhook(formFields(new TextEncoder().encode(body.toString())), NOW);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
};
const message = (fields: Record<string, string>) => {
  const webhook = parse({ To: 'whatsapp:+15550100', ...fields });
  if (webhook.kind !== 'message') throw new Error('It is no message.');
  return webhook.message;
};
const status = (fields: Record<string, string>) => {
  const webhook = parse({ To: 'whatsapp:+50370000001', ...fields });
  if (webhook.kind !== 'status') throw new Error('It is no status.');
  return webhook.status;
};

describe('who wrote: R4', () => {
  test.each([
    [
      'phone and user id',
      { From: 'whatsapp:+50370000001', WaId: '50370000001', ExternalUserId: 'whatsapp:SV.7001' },
      ['phone:+50370000001', 'bsuid:AC1:SV.7001'],
      '+50370000001',
    ],
    ['the phone alone', { From: 'whatsapp:+50370000001' }, ['phone:+50370000001'], '+50370000001'],
    ['a hidden phone', { From: 'whatsapp:SV.7001' }, ['bsuid:AC1:SV.7001'], null],
    [
      'a hidden phone, and the id again',
      { From: 'whatsapp:SV.7001', ExternalUserId: 'whatsapp:SV.7001' },
      ['bsuid:AC1:SV.7001'],
      null,
    ],
    [
      'written from the user id, with the phone',
      { From: 'whatsapp:SV.7001', WaId: '50370000001', ExternalUserId: 'whatsapp:SV.7001' },
      ['phone:+50370000001', 'bsuid:AC1:SV.7001'],
      '+50370000001',
    ],
    [
      'a WhatsApp id that is no phone',
      { From: 'whatsapp:+50370000001', WaId: 'unknown' },
      ['phone:+50370000001'],
      '+50370000001',
    ],
    [
      'a sender id longer than a document’s id',
      { From: `whatsapp:SV.${'7'.repeat(3_000)}` },
      [`bsuid:AC1:SV.${'7'.repeat(197)}`],
      null,
    ],
    [
      'an old form',
      { From: 'whatsapp:+5215512345678', WaId: '5215512345678' },
      ['phone:+525512345678'],
      '+525512345678',
    ],
  ])('%s', (_what, fields, aliases, phone) => {
    const { sender } = message(fields);
    expect([[sender.alias, ...sender.otherAliases], sender.phone]).toEqual([aliases, phone]);
    expect(sender.address).toBe(fields.From);
  });

  test.each<[string, Record<string, string>, string[]]>([
    ['the phone', { From: 'whatsapp:+5215512345678', WaId: '525512345678' }, ['+5215512345678']],
    ['a hidden id', { From: 'whatsapp:SV.7001' }, ['bsuid:AC1:SV.7001']],
    [
      'a hidden id with its phone beside it',
      { From: 'whatsapp:SV.7001', WaId: '5215512345678', ExternalUserId: 'whatsapp:SV.7001' },
      ['+5215512345678', 'bsuid:AC1:SV.7001'],
    ],
  ])('R54: whose possession it proves, from %s', (_what, fields, accounts) => {
    expect(accountsOf(message(fields))).toEqual(accounts);
  });
});

test.each([
  ['Ana', 'Ana'],
  ['\u202eanaiD\u202c\n\u2066 López', 'anaiD López'],
  ['A\u0000\ud800', 'A\ufffd'],
  ['', null],
  [' \n ', null],
  ['🌸'.repeat(201), '🌸'.repeat(200)],
])('R4: a name is one line, without direction overrides: %j', (ProfileName, name) => {
  expect(message({ From: 'whatsapp:+50370000001', ProfileName }).sender.profileName).toBe(name);
});

const MEDIUM = 'https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME';
test.each<[string, Record<string, string>, string[]]>([
  ['one', { NumMedia: '1', MediaUrl0: `${MEDIUM}0` }, ['ME0']],
  ['a count without URLs', { NumMedia: '3' }, []],
  ['fewer URLs than counted', { NumMedia: '3', MediaUrl0: `${MEDIUM}0`, MediaUrl1: `${MEDIUM}1` }, ['ME0', 'ME1']],
  ['more URLs than counted', { NumMedia: '1', MediaUrl0: `${MEDIUM}0`, MediaUrl1: `${MEDIUM}1` }, ['ME0', 'ME1']],
  ['no count', { MediaUrl0: `${MEDIUM}0` }, ['ME0']],
  ['a count of none', { NumMedia: '0', MediaUrl0: `${MEDIUM}0` }, ['ME0']],
  ['a count that is no number', { NumMedia: 'NaN', MediaUrl0: `${MEDIUM}0` }, ['ME0']],
  ['a gap', { NumMedia: '2', MediaUrl1: `${MEDIUM}1` }, ['ME1']],
  [
    'more than Twilio sends',
    Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`MediaUrl${i}`, `${MEDIUM}${i}`])),
    Array.from({ length: 10 }, (_, i) => `ME${i}`),
  ],
  ['an advertisement’s picture is no medium of the message', { NumMedia: '0', ReferralMediaUrl: `${MEDIUM}0` }, []],
])('media: %s', (_what, fields, names) => {
  expect(message(fields).media.map(({ url }) => url.split('/').at(-1))).toEqual(names);
});

describe('what is no text', () => {
  const PLACE = { Latitude: '13.69', Longitude: '-89.21' };
  test.each<[string, Record<string, string>, Record<string, unknown>]>([
    [
      'a named place',
      { ...PLACE, MessageType: 'location', Label: 'Bodega', Address: 'Calle 1' },
      { kind: 'location', text: '', summary: '📍 Bodega · Calle 1 · 13.69, -89.21' },
    ],
    ['a place without a name', PLACE, { kind: 'location', summary: '📍 13.69, -89.21' }],
    ['a place with words', { ...PLACE, Body: 'aquí' }, { text: 'aquí', summary: '📍 13.69, -89.21' }],
    ['a place that is nowhere', { Latitude: 'NaN', Longitude: '' }, { kind: 'unsupported', summary: null }],
    ['nothing at all', { Body: '', NumMedia: '0' }, { kind: 'unsupported', text: '', summary: null }],
    ['nothing, of a type that is not told on', { MessageType: 'poll', Body: '' }, { kind: 'unsupported:poll' }],
    ['nothing, of no type', { MessageType: 'unsupported' }, { kind: 'unsupported' }],
    ['an edit whose content is not told', { MessageType: 'edit', Body: '' }, { kind: 'unsupported:edit' }],
    ['a text without a word', { MessageType: 'text', Body: '' }, { kind: 'unsupported:text' }],
    [
      'a tap without a title',
      { MessageType: 'button', ButtonPayload: 'BAJA' },
      { kind: 'unsupported:button', text: '' },
    ],
    ['a hostile type', { MessageType: `x\u202e\n${'y'.repeat(99)}` }, { kind: `unsupported:x ${'y'.repeat(58)}` }],
    ['a reaction taken back', { MessageType: 'reaction', Body: '' }, { kind: 'reaction', text: '' }],
    ['a text of blanks', { MessageType: 'text', Body: ' ' }, { kind: 'text', text: ' ' }],
    ['a photo', { MessageType: 'image', MediaUrl0: `${MEDIUM}0` }, { kind: 'image', text: '' }],
  ])('%s', (_what, fields, expected) => expect(message(fields)).toMatchObject(expected));
});

test.each([
  ['a reply', { OriginalRepliedMessageSid: 'SM0' }, { providerMessageId: 'SM0', relation: 'reply' }],
  [
    'a reaction',
    { MessageType: 'reaction', Body: '👍', OriginalRepliedMessageSid: 'SM0' },
    { providerMessageId: 'SM0', relation: 'reaction' },
  ],
  ['a reaction to an unknown one', { MessageType: 'reaction' }, { providerMessageId: '', relation: 'reaction' }],
  ['a message of its own', { Body: 'hola' }, null],
])('%s', (_what, fields, about) => expect(message(fields).about).toEqual(about));

test.each<[string, Record<string, string>, string | null]>([
  ['STOP that Advanced Opt-Out took', { Body: 'STOP', OptOutType: 'STOP' }, 'stop'],
  ['START that it took', { Body: 'alta', OptOutType: 'START' }, 'start'],
  ['HELP that it took', { Body: 'HELP', OptOutType: 'HELP' }, null],
  ['STOP over WhatsApp that nobody took', { Body: 'STOP' }, null],
  ['STOP by SMS, which Twilio always takes', { Body: ' stop ', From: '+50370000900' }, 'stop'],
  ['UNSTOP by SMS', { Body: 'UNSTOP', From: '+50370000900' }, 'start'],
  ['BAJA by SMS, which it does not know', { Body: 'BAJA', From: '+50370000900' }, null],
  ['a name of every object', { Body: '__PROTO__', From: '+50370000900' }, null],
])('R35: %s', (_what, fields, word) => expect(message(fields).optOut ?? null).toBe(word));

describe('status callbacks: R30', () => {
  test.each<[string, string | null]>([
    ['queued', null],
    ['sending', null],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'read'],
    ['undelivered', 'failed'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ])('%s ▶ %s', (word, state) => expect(status({ MessageStatus: word })?.state ?? null).toBe(state));

  test.each(['unheard-of', '__proto__'])('%s is not understood, and kept apart', (word) => {
    expect(parse({ MessageStatus: word })).toMatchObject({
      kind: 'ignored',
      ignored: { providerMessageId: `SM1:status:${word}`, number: 'twilio:+15550100', why: 'status' },
    });
  });

  test.each(['delivered', 'sent', 'failed'])('told under the old name alone: %s', (word) => {
    expect(status({ SmsStatus: word })?.state).toBe(word);
  });
  test.each(['received', 'receiving', ''])('%j is a message', (word) => {
    expect(message({ SmsStatus: word, Body: 'Hola' }).text).toBe('Hola');
  });

  test('a failed one has the provider’s code and words, and names our number and the recipient', () => {
    const fields = { MessageStatus: 'undelivered', ErrorCode: '63016', ErrorMessage: 'Outside the window' };
    expect(status(fields)).toEqual({
      provider: 'twilio',
      account: 'AC1',
      number: 'twilio:+15550100',
      providerMessageId: 'SM1',
      state: 'failed',
      failure: { code: '63016', message: 'Outside the window' },
      recipientAliases: ['phone:+50370000001'],
      at: NOW,
    });
  });
});
