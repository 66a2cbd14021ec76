import fc from 'fast-check';
import twilio from 'twilio';
import { describe, expect, test } from 'vitest';
import { encodeForm, signWebhook } from './sign-webhook.ts';

const TOKEN = '0123456789abcdef0123456789abcdef';
const WORKED_EXAMPLE = {
  AccountSid: 'AC00000000000000000000000000000000',
  Body: '¡Hola! 📦 ¿dónde está?',
  From: 'whatsapp:+50377778888',
  MessageSid: 'SM00000000000000000000000000000001',
  NumMedia: '0',
  ProfileName: 'María',
  To: 'whatsapp:+50322221111',
  WaId: '50377778888',
};

describe('signWebhook', () => {
  test.each([
    {
      why: 'accents and emoji, as UTF-8',
      url: 'https://hooks.example.com/twilio/inbound?tenant=7',
      fields: WORKED_EXAMPLE,
      expected: 'VC/bokIX8WivMzHRi0oK49oJrsg=',
    },
    {
      why: 'the port is part of the URL',
      url: 'https://hooks.example.com:443/twilio/inbound?tenant=7',
      fields: WORKED_EXAMPLE,
      expected: 'Ww265oDCCT7MCsl17VhESB12Po4=',
    },
    {
      why: 'the fragment is not signed',
      url: 'https://hooks.example.com/twilio/inbound?tenant=7#rc=3&rp=all',
      fields: WORKED_EXAMPLE,
      expected: 'VC/bokIX8WivMzHRi0oK49oJrsg=',
    },
    {
      why: 'a JSON body is signed by its hash in the URL',
      url: 'https://hooks.example.com/twilio/events?bodySHA256=c3f5720e65f32b95e0ac4ab05f966b0c66704900b325965d8842b6d8eafc27bf',
      fields: {},
      expected: 'hUX9TOR4800+2+pMB7w8fPny5hM=',
    },
  ])('$why ▶ $expected', ({ url, fields, expected }) => {
    expect(signWebhook(TOKEN, url, fields)).toBe(expected);
  });

  test('agrees with the twilio package for any fields, also repeated and blank ones', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }));
    const key = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,9}$/);
    fc.assert(
      fc.property(fc.dictionary(key, value), (fields) => {
        const url = 'https://hooks.example.com/webhooks/twilio?x=%27';
        expect(signWebhook(TOKEN, url, fields)).toBe(twilio.getExpectedTwilioSignature(TOKEN, url, fields));
      }),
    );
  });
});

describe('encodeForm', () => {
  test.each([
    { fields: { Body: 'Pedido de Ana' }, encoded: 'Body=Pedido+de+Ana', why: 'a blank is a plus' },
    {
      fields: { To: 'whatsapp:+50322221111' },
      encoded: 'To=whatsapp%3A%2B50322221111',
      why: 'a plus and a colon are escaped',
    },
    { fields: { ProfileName: 'María P.' }, encoded: 'ProfileName=Mar%C3%ADa+P.', why: 'UTF-8' },
    { fields: { A: ['1', '2'] }, encoded: 'A=1&A=2', why: 'a repeated field' },
    { fields: { Body: '' }, encoded: 'Body=', why: 'an empty value stays' },
  ])('$encoded ($why)', ({ fields, encoded }) => {
    expect(encodeForm(fields)).toBe(encoded);
  });
});
