import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { formFields } from './form-fields.ts';
import { isSignedByTwilio } from './verify-signature.ts';
import { isWebhookOf, webhookAddresses } from './webhook-addresses.ts';

const TOKEN = '0123456789abcdef0123456789abcdef';
const URL = 'https://hooks.example.com/twilio/inbound?tenant=7';
const FIELDS = {
  AccountSid: 'AC00000000000000000000000000000000',
  Body: '¡Hola! 📦 ¿dónde está?',
  From: 'whatsapp:+50377778888',
  MessageSid: 'SM00000000000000000000000000000001',
  NumMedia: '0',
  ProfileName: 'María',
  To: 'whatsapp:+50322221111',
  WaId: '50377778888',
};
/** Of the address without a port, and with Twilio's own standard port; both made by Twilio's package of another release. */
const PLAIN = 'VC/bokIX8WivMzHRi0oK49oJrsg=';
const WITH_PORT = 'Ww265oDCCT7MCsl17VhESB12Po4=';

/** As Twilio documents it, independently of the package. */
const sign = (fields: Record<string, string | string[]>, url = URL, token = TOKEN): string =>
  createHmac('sha1', token)
    .update(
      url +
        Object.keys(fields)
          .sort()
          .map((name) =>
            [...new Set([fields[name] ?? ''].flat())]
              .sort()
              .map((value) => name + value)
              .join(''),
          )
          .join(''),
    )
    .digest('base64');

describe('R92: X-Twilio-Signature', () => {
  test.each<[string, string | undefined, Record<string, string | string[]>, string[], boolean]>([
    ['emoji and accents', PLAIN, FIELDS, [TOKEN], true],
    ['signed with the standard port', WITH_PORT, FIELDS, [TOKEN], true],
    ['the old token, while it is changed', PLAIN, FIELDS, ['f'.repeat(32), TOKEN], true],
    ['another token', PLAIN, FIELDS, ['f'.repeat(32)], false],
    ['no token', PLAIN, FIELDS, [''], false],
    ['no signature', undefined, FIELDS, [TOKEN], false],
    ['an empty one', '', FIELDS, [TOKEN], false],
    ['one that is no base64', '=?=', FIELDS, [TOKEN], false],
    ['a longer one', `${PLAIN}AAAA`, FIELDS, [TOKEN], false],
    ['a field more', PLAIN, { ...FIELDS, New: '' }, [TOKEN], false],
    ['a blank less', sign({ ...FIELDS, Body: ' Ana ' }), { ...FIELDS, Body: 'Ana' }, [TOKEN], false],
    ['blanks around a value', sign({ ...FIELDS, Body: ' Ana ' }), { ...FIELDS, Body: ' Ana ' }, [TOKEN], true],
    ['only blanks', sign({ ...FIELDS, Body: '  ' }), { ...FIELDS, Body: '  ' }, [TOKEN], true],
    ['a field that nobody knows', sign({ ...FIELDS, Future: 'x' }), { ...FIELDS, Future: 'x' }, [TOKEN], true],
    ['a repeated field', sign({ ...FIELDS, T: ['b', 'a', 'b'] }), { ...FIELDS, T: ['b', 'a', 'b'] }, [TOKEN], true],
    ['names that objects have themselves', sign({ constructor: 'x' }), { constructor: 'x' }, [TOKEN], true],
  ])('%s', (_what, signature, fields, tokens, is) => {
    expect(isSignedByTwilio(signature, URL, fields, tokens)).toBe(is);
  });

  test('the fields are read as they are signed: a plus is a blank, an escaped one a plus', () => {
    const fields = formFields(new TextEncoder().encode('Body=+Ana+P.+&From=whatsapp%3A%2B50370000001&T=1&T=2&=x'));
    expect(fields).toMatchObject({ Body: ' Ana P. ', From: 'whatsapp:+50370000001', T: ['1', '2'], '': 'x' });
    expect(isSignedByTwilio(sign({ ...fields }), URL, fields, [TOKEN])).toBe(true);
  });

  test('a query that names a hash of the body does not switch to signing without fields', () => {
    const url = `${URL}&bodySHA256=${'0'.repeat(64)}`;
    expect(isSignedByTwilio(sign({}, url), url, FIELDS, [TOKEN])).toBe(false);
    expect(isSignedByTwilio(sign(FIELDS, url), url, FIELDS, [TOKEN])).toBe(true);
  });
});

test('the fragment is for Twilio alone: what is signed is the address before it', () => {
  const { callbackUrl, fallbackUrl } = webhookAddresses('https://casillero.example');
  expect(callbackUrl).toBe('https://casillero.example/webhooks/twilio#rc=3&rp=all');
  for (const url of [callbackUrl, fallbackUrl]) {
    expect(isWebhookOf('https://casillero.example', url)).toBe(true);
    const received = url.split('#')[0] ?? '';
    expect(isSignedByTwilio(sign(FIELDS, received), received, FIELDS, [TOKEN])).toBe(true);
  }
  expect(isWebhookOf('https://casillero.example', 'https://casillero.example.evil/webhooks/twilio')).toBe(false);
});
