import { expect, test } from 'vitest';
import { encodeJson, signWebhook } from './sign-webhook.ts';

/** A worked example with a secret of its own: 419 bytes. */
const BODY =
  '{"object":"whatsapp_business_account","entry":[{"id":"10001","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"50322221111","phone_number_id":"20002"},"contacts":[{"profile":{"name":"Mar\\u00eda"},"wa_id":"50377778888"}],"messages":[{"from":"50377778888","id":"wamid.TEST1","timestamp":"1767225600","type":"text","text":{"body":"\\u00a1Hola! \\ud83d\\udce6"}}]}}]}]}';

test('the body is written as Meta writes it, and signed', () => {
  expect(encodeJson(JSON.parse(BODY))).toBe(BODY);
  expect(Buffer.byteLength(BODY)).toBe(419);
  expect(signWebhook('fedcba9876543210fedcba9876543210', BODY)).toBe(
    'sha256=fb6bc8f14454f0325d4aeaff2217f029a44209a1b6c2c813036930e93e99d297',
  );
});

test('slashes are escaped, and still mean slashes', () => {
  const written = encodeJson({ url: 'https://lookaside.fbsbx.com/a/' });
  expect(written).toBe('{"url":"https:\\/\\/lookaside.fbsbx.com\\/a\\/"}');
  expect(JSON.parse(written)).toEqual({ url: 'https://lookaside.fbsbx.com/a/' });
});
