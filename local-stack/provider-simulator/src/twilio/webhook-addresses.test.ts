import { describe, expect, test } from 'vitest';
import type { TwilioNumber } from './account.ts';
import { createWebhookAddresses } from './webhook-addresses.ts';

const NUMBER: TwilioNumber = { provider: 'twilio', phone: '+15550100', name: 'One', accountSid: 'AC1' };
const DEPLOYED = 'http://127.0.0.1:5001/demo/us-central1/twilioWebhook';

describe('the webhook of a number', () => {
  test.each([
    { target: 'http://127.0.0.1:5000', postTo: 'http://127.0.0.1:5000/webhooks/twilio', why: 'a base' },
    { target: 'http://127.0.0.1:5000/webhooks', postTo: 'http://127.0.0.1:5000/webhooks/twilio', why: 'a base path' },
    { target: `${DEPLOYED}?x=1#rc=3`, postTo: `${DEPLOYED}?x=1#rc=3`, why: 'a URL of its own' },
    { target: 'http://h.test/#rc=3', postTo: 'http://h.test/webhooks/twilio#rc=3', why: 'a base with overrides' },
  ])('$target ▶ $postTo ($why)', ({ target, postTo }) => {
    expect(createWebhookAddresses(target, undefined).ofNumber(NUMBER)).toEqual({ postTo, signedUrl: postTo });
  });

  test('what is signed can differ from what is posted to', () => {
    const addresses = createWebhookAddresses(DEPLOYED, 'https://casillero.example');
    expect(addresses.ofNumber(NUMBER)).toEqual({
      postTo: DEPLOYED,
      signedUrl: 'https://casillero.example/webhooks/twilio',
    });
  });

  test('a URL of its own wins, and its public form is found on this machine', () => {
    const addresses = createWebhookAddresses(DEPLOYED, 'https://casillero.example');
    const own = { ...NUMBER, webhookUrl: 'https://casillero.example/webhooks/twilio?n=1' };
    expect(addresses.ofNumber(own)).toEqual({ postTo: `${DEPLOYED}?n=1`, signedUrl: own.webhookUrl });
  });

  test.each(['nonsense', 'ftp://h/x', ''])('"%s" is refused with a sentence', (target) => {
    expect(() => createWebhookAddresses(target, undefined)).toThrow(/is not a web address/);
  });
});

describe('a status callback', () => {
  const addresses = createWebhookAddresses(DEPLOYED, 'https://casillero.example');
  test.each([
    { url: 'https://casillero.example/webhooks/twilio/status', postTo: `${DEPLOYED}/status`, why: 'below the webhook' },
    { url: 'https://casillero.example/other', postTo: 'http://127.0.0.1:5001/other', why: 'on the same public origin' },
    { url: 'http://elsewhere.example/cb', postTo: 'http://elsewhere.example/cb', why: 'elsewhere' },
    {
      url: 'https://casillero.example.evil.example/x',
      postTo: 'https://casillero.example.evil.example/x',
      why: 'a longer host is another host',
    },
  ])('$url ▶ $postTo ($why)', ({ url, postTo }) => {
    expect(addresses.ofCallback(url)).toEqual({ postTo, signedUrl: url });
  });
});
