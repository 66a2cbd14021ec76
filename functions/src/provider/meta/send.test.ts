import { describe, expect, test } from 'vitest';
import { classifySendError, isMissingObject, lacksPermission, tokenStateOf } from './errors.ts';
import type { GraphError } from './graph.ts';
import { messagePayload } from './message-payload.ts';

const error = (over: Partial<GraphError>): GraphError => ({
  status: 400,
  isUnsent: false,
  code: null,
  subcode: null,
  message: 'x',
  ...over,
});

describe('R91: what an answer means', () => {
  test.each<[string, Partial<GraphError>, ReturnType<typeof classifySendError>['code']]>([
    ['no answer', { status: null }, 'unknown'],
    ['never connected', { status: null, isUnsent: true }, 'temporary'],
    ['500 without a code', { status: 500 }, 'unknown'],
    ['502 of a proxy', { status: 502 }, 'unknown'],
    ['429', { status: 429 }, 'temporary'],
    ['400 without a code', { status: 400 }, 'permanent'],
    ['token refused: it waits for a new one', { status: 401, code: 190 }, 'number-down'],
    ...[1, 2, 4, 80007, 130429, 131000, 131016, 131056, 131057, 133004].map(
      (code) => [`${code}`, { code }, 'temporary'] as [string, Partial<GraphError>, 'temporary'],
    ),
    ...[33, 100, 131008, 131009, 131021, 131026, 131030, 131047, 131051, 131062, 130497].map(
      (code) => [`${code}`, { code }, 'permanent'] as [string, Partial<GraphError>, 'permanent'],
    ),
    ...[132000, 132001, 132005, 132007, 132012, 132015, 132016, 132068].map(
      (code) => [`${code}`, { code }, 'template-refused'] as [string, Partial<GraphError>, 'template-refused'],
    ),
    ...[3, 10, 200, 131005, 368, 131031, 131042, 131045, 131048, 133010].map(
      (code) => [`${code}`, { code }, 'number-down'] as [string, Partial<GraphError>, 'number-down'],
    ),
  ])('%s ▶ %o', (_what, over, code) => {
    expect(classifySendError(error(over)).code).toBe(code);
  });
});

describe('R51: what an answer says about the token', () => {
  test.each<[string, Partial<GraphError>, 'expired' | 'revoked' | null]>([
    ['ran out', { code: 190, subcode: 463 }, 'expired'],
    [
      'ran out, told in words',
      { code: 190, message: 'Error validating access token: Session has expired on' },
      'expired',
    ],
    ['password changed', { code: 190, subcode: 460, message: 'The session is invalid; expired' }, 'revoked'],
    ['app removed', { code: 190, subcode: 458 }, 'revoked'],
    ['malformed', { code: 190, message: 'Invalid OAuth access token' }, 'revoked'],
    ['authentication failed', { code: 0, status: 401 }, 'revoked'],
    ['a time-out', { status: null }, null],
    ['a permission', { code: 200, status: 403 }, null],
    ['a rate limit', { code: 130429 }, null],
  ])('%s', (_what, over, state) => {
    expect(tokenStateOf(error(over))).toBe(state);
  });
  test.each([
    [3, true],
    [10, true],
    [200, true],
    [299, true],
    [131005, true],
    [300, false],
    [190, false],
  ])('%i lacks a permission: %o', (code, is) => {
    expect(lacksPermission(error({ code }))).toBe(is);
  });
  test.each([
    [33, null, true],
    [100, 33, true],
    [100, null, false],
  ])('%i/%o names an object that is not there: %o', (code, subcode, is) => {
    expect(isMissingObject(error({ code, subcode }))).toBe(is);
  });
});

describe('what is sent', () => {
  const message = { id: 'o_1_send_0', number: 'meta:1', address: '+50370000001', text: 'Hola' };
  test.each<[string, object, Record<string, unknown>]>([
    [
      'a text, to a phone with its plus',
      {},
      {
        to: '+50370000001',
        type: 'text',
        text: { body: 'Hola', preview_url: false },
        biz_opaque_callback_data: 'o_1_send_0',
      },
    ],
    ['a phone that lost its plus', { address: '50370000001' }, { to: '+50370000001' }],
    ['a user id', { address: 'SV.7001002003004005' }, { recipient: 'SV.7001002003004005' }],
    ['an answer', { replyTo: 'wamid.A' }, { context: { message_id: 'wamid.A' } }],
    ['4,097 characters', { text: '🌸'.repeat(4_097) }, { text: { body: '🌸'.repeat(4_096), preview_url: false } }],
    [
      'a document by link, with caption',
      {
        media: {
          kind: 'document',
          source: { link: 'https://x/f.pdf' },
          contentType: 'application/pdf',
          fileName: 'f.pdf',
        },
      },
      { type: 'document', document: { link: 'https://x/f.pdf', caption: 'Hola', filename: 'f.pdf' } },
    ],
    [
      'an uploaded picture without caption',
      { text: '', media: { kind: 'image', source: { id: '99' }, contentType: 'image/png', fileName: 'x.png' } },
      { type: 'image', image: { id: '99' } },
    ],
    [
      'a voice note, which has no caption',
      { media: { kind: 'audio', source: { id: '9' }, contentType: 'audio/ogg', fileName: null } },
      { audio: { id: '9' } },
    ],
  ])('%s', (_what, over, expected) => {
    expect(messagePayload({ ...message, ...over })).toMatchObject(expected);
  });
  test('a user id never goes into `to`', () => {
    expect(messagePayload({ ...message, address: 'SV.7' })).not.toHaveProperty('to');
  });
});
