import { describe, expect, test } from 'vitest';
import { createWebhookTargets } from './webhook-targets.ts';

describe('where webhooks go', () => {
  test.each([
    { target: 'http://127.0.0.1:5000', meta: 'http://127.0.0.1:5000/webhooks/meta' },
    { target: 'http://127.0.0.1:5000/webhooks/twilio#rc=3', meta: 'http://127.0.0.1:5000/webhooks/meta' },
    { target: 'http://127.0.0.1:5001/demo/us-central1/twilioWebhook', meta: 'http://127.0.0.1:5001/webhooks/meta' },
  ])('next to $target', ({ target, meta }) => expect(createWebhookTargets(target, undefined).of('meta')).toBe(meta));

  test.each([
    {
      url: 'https://casillero.example/webhooks/meta/izalco?x=1',
      local: 'http://127.0.0.1:5000/webhooks/meta/izalco?x=1',
    },
    { url: 'https://elsewhere.example/x', local: 'https://elsewhere.example/x' },
    { url: 'https://casillero.example.evil.example/x', local: 'https://casillero.example.evil.example/x' },
  ])('$url is served at $local', ({ url, local }) => {
    expect(createWebhookTargets('http://127.0.0.1:5000', 'https://casillero.example').toLocal(url)).toBe(local);
  });

  test.each(['nonsense', 'ftp://a'])('"%s" is refused with a sentence', (target) => {
    expect(() => createWebhookTargets(target, undefined)).toThrow(/is not a web address/);
  });
});
