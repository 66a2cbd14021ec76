import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { answerHandshake } from './handshake.ts';
import { isSignedByMeta } from './verify-signature.ts';

const SECRET = 'fedcba9876543210fedcba9876543210';
/** As Meta writes it: escaped, so that parsing and writing it again makes other bytes. */
const BODY = String.raw`{"object":"whatsapp_business_account","entry":[{"id":"10001","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"50322221111","phone_number_id":"20002"},"contacts":[{"profile":{"name":"Mar\u00eda"},"wa_id":"50377778888"}],"messages":[{"from":"50377778888","id":"wamid.TEST1","timestamp":"1767225600","type":"text","text":{"body":"\u00a1Hola! \ud83d\udce6"}}]}}]}]}`;
const SIGNATURE = 'fb6bc8f14454f0325d4aeaff2217f029a44209a1b6c2c813036930e93e99d297';
const bytes = Buffer.from(BODY, 'utf8');
const hmac = (body: string | Buffer, secret: string) => createHmac('sha256', secret).update(body).digest('hex');

describe('R92: X-Hub-Signature-256', () => {
  test.each<[string, string | undefined, Buffer, string[], boolean]>([
    ['the worked example, with escaped accents and emoji', `sha256=${SIGNATURE}`, bytes, [SECRET], true],
    ['upper-case hexadecimal', `sha256=${SIGNATURE.toUpperCase()}`, bytes, [SECRET], true],
    ['the old secret while it is changed', `sha256=${SIGNATURE}`, bytes, ['new'.repeat(10), SECRET], true],
    [
      'literal accents and emoji, signed as such',
      `sha256=${hmac('{"body":"¡Hola! 📦"}', SECRET)}`,
      Buffer.from('{"body":"¡Hola! 📦"}'),
      [SECRET],
      true,
    ],
    [
      'the same JSON written again',
      `sha256=${SIGNATURE}`,
      Buffer.from(JSON.stringify(JSON.parse(BODY))),
      [SECRET],
      false,
    ],
    ['another secret', `sha256=${hmac(bytes, 'other')}`, bytes, [SECRET], false],
    ['no header', undefined, bytes, [SECRET], false],
    ['an empty header', '', bytes, [SECRET], false],
    ['no sha256= in front', SIGNATURE, bytes, [SECRET], false],
    ['SHA-1', `sha1=${SIGNATURE.slice(0, 40)}`, bytes, [SECRET], false],
    ['too short', `sha256=${SIGNATURE.slice(0, 62)}`, bytes, [SECRET], false],
    ['twice', `sha256=${SIGNATURE}, sha256=${SIGNATURE}`, bytes, [SECRET], false],
    ['no secret at all', `sha256=${hmac(bytes, '')}`, bytes, [''], false],
    ['no secrets', `sha256=${hmac(bytes, '')}`, bytes, [], false],
    ['an empty body, signed', `sha256=${hmac('', SECRET)}`, Buffer.alloc(0), [SECRET], true],
  ])('%s ▶ believed?', (_what, header, body, secrets, is) => {
    expect(isSignedByMeta(header, body, secrets)).toBe(is);
  });
});

describe('the handshake', () => {
  const asked = (over: Record<string, string>) =>
    new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.challenge': '1158201444',
      'hub.verify_token': 'verify-me',
      ...over,
    }).toString();
  test.each<[string, string, string[], string | null]>([
    ['the account’s token', asked({}), ['verify-me'], '1158201444'],
    ['the platform’s token', asked({ 'hub.verify_token': 'platform' }), ['verify-me', 'platform'], '1158201444'],
    ['a wrong token', asked({ 'hub.verify_token': 'verify-mf' }), ['verify-me'], null],
    ['an empty token where none is set', asked({ 'hub.verify_token': '' }), [''], null],
    ['no token', 'hub.mode=subscribe&hub.challenge=1', ['verify-me'], null],
    ['another mode', asked({ 'hub.mode': 'unsubscribe' }), ['verify-me'], null],
    ['no challenge', 'hub.mode=subscribe&hub.verify_token=verify-me', ['verify-me'], null],
    ['markup for a challenge', asked({ 'hub.challenge': '<script>alert(1)</script>' }), ['verify-me'], null],
    ['nothing', '', ['verify-me'], null],
  ])('%s', (_what, query, tokens, answer) => {
    const result = answerHandshake(query, tokens);
    expect(result.ok ? result.value : null).toBe(answer);
  });
});
