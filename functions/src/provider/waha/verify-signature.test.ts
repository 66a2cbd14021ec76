import { describe, expect, test } from 'vitest';
import { isSignedByWaha } from './verify-signature.ts';

/** The example of WAHA's own page. @see https://waha.devlike.pro/docs/how-to/events/#hmac-authentication */
const KEY = 'my-secret-key';
const BODY = Buffer.from('{"event":"message","session":"default","engine":"WEBJS"}');
const SIGNATURE =
  '208f8a55dde9e05519e898b10b89bf0d0b3b0fdf11fdbf09b6b90476301b98d8097c462b2b17a6ce93b6b47a136cf2e78a33a63f6752c2c1631777076153fa89';

describe('R92: X-Webhook-Hmac', () => {
  test.each<[string, string | undefined, string | undefined, string[], boolean]>([
    ['the documented example', SIGNATURE, 'sha512', [KEY], true],
    ['without the algorithm', SIGNATURE, undefined, [KEY], true],
    ['in capitals', SIGNATURE.toUpperCase(), 'SHA512', [KEY], true],
    ['the old key while it is changed', SIGNATURE, 'sha512', ['new', KEY], true],
    ['another key', SIGNATURE, 'sha512', ['other'], false],
    ['another algorithm', SIGNATURE, 'sha256', [KEY], false],
    ['one character less', SIGNATURE.slice(1), 'sha512', [KEY], false],
    ['twice', `${SIGNATURE}, ${SIGNATURE}`, 'sha512', [KEY], false],
    ['none', undefined, 'sha512', [KEY], false],
    ['no key', SIGNATURE, 'sha512', [], false],
    ['an empty key', SIGNATURE, 'sha512', [''], false],
  ])('%s ▶ believed?', (_what, header, algorithm, keys, is) => {
    expect(isSignedByWaha(header, algorithm, BODY, keys)).toBe(is);
  });
  test('a changed byte', () => {
    expect(isSignedByWaha(SIGNATURE, 'sha512', Buffer.from(BODY).fill('x', 0, 1), [KEY])).toBe(false);
  });
});
