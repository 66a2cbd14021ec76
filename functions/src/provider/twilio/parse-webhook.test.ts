import { describe, expect, test } from 'vitest';
import { formFields, parseWebhook } from './parse-webhook.ts';

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

describe('status callbacks: R30', () => {
  test.each<[string, string | null]>([
    ['queued', null],
    ['sending', null],
    ['unheard-of', null],
    ['__proto__', null],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'read'],
    ['undelivered', 'failed'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ])('%s ▶ %s', (word, state) => expect(status({ MessageStatus: word })?.state ?? null).toBe(state));

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
