import { createHmac } from 'node:crypto';
import { screenshotRecord } from '@casillero/domain/records/intake-records';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aJpeg } from './pictures.ts';
import { startWorld } from './start-world.ts';
import { ACCOUNT, ANA, SHARED, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
});
afterEach(() => world.stop());

const FORM = 'application/x-www-form-urlencoded; charset=UTF-8';
const TEXT = {
  MessageSid: 'SM00000000000000000000000000000042',
  AccountSid: ACCOUNT.sid,
  From: `whatsapp:${ANA}`,
  To: `whatsapp:${SHARED}`,
  Body: 'María',
  NumMedia: '0',
};

/** Signs as Twilio documents it, independently of the package. */
function signed(fields: Record<string, string>, url = world.webhookUrl, token = ACCOUNT.authToken): string {
  const pairs = Object.keys(fields)
    .sort()
    .map((name) => name + fields[name]);
  return createHmac('sha1', token)
    .update(url + pairs.join(''))
    .digest('base64');
}

const post = (fields: Record<string, string>, headers: Record<string, string> = {}, url = world.webhookUrl) =>
  fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': FORM, 'X-Twilio-Signature': signed(fields, url), ...headers },
    body: new URLSearchParams(fields).toString(),
  });

const nothingIsStored = async () => expect(await world.documents('inbox')).toEqual([]);

describe('requests that are refused', () => {
  test.each<[string, number, string, () => Promise<Response>]>([
    [
      'a wrong signature',
      403,
      'signature-mismatch',
      () => post(TEXT, { 'X-Twilio-Signature': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' }),
    ],
    ['a signature of the wrong length', 403, 'signature-mismatch', () => post(TEXT, { 'X-Twilio-Signature': 'abc' })],
    ['an empty signature', 403, 'signature-mismatch', () => post(TEXT, { 'X-Twilio-Signature': '' })],
    [
      'a signature by another secret',
      403,
      'signature-mismatch',
      () => post(TEXT, { 'X-Twilio-Signature': signed(TEXT, world.webhookUrl, 'f'.repeat(32)) }),
    ],
    [
      'a signature of another URL',
      403,
      'signature-mismatch',
      () => post(TEXT, { 'X-Twilio-Signature': signed(TEXT, 'https://elsewhere.example/webhooks/twilio') }),
    ],
    [
      'a field changed after signing',
      403,
      'signature-mismatch',
      () => post({ ...TEXT, Body: 'José' }, { 'X-Twilio-Signature': signed(TEXT) }),
    ],
    [
      'the signature given twice',
      403,
      'signature-mismatch',
      () => post(TEXT, { 'X-Twilio-Signature': `${signed(TEXT)}, ${signed(TEXT)}` }),
    ],
    ['the wrong method', 405, 'method-not-allowed', () => fetch(world.webhookUrl)],
    ['JSON', 415, 'not-a-form', () => post(TEXT, { 'Content-Type': 'application/json' })],
    ['a body over 1 MB', 413, 'body-too-large', () => post({ ...TEXT, Body: 'x'.repeat(1_048_577) })],
  ])('%s ▶ %i %s, and nothing is left behind', async (_what, status, code, request) => {
    const answer = await request();
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
    await nothingIsStored();
  });

  test('405 says what is allowed', async () => {
    expect((await fetch(world.webhookUrl, { method: 'PUT' })).headers.get('allow')).toBe('POST');
  });

  test.each(['MessageSid', 'AccountSid', 'From', 'To'])('a signed form without %s ▶ 400', async (name) => {
    const { [name as keyof typeof TEXT]: _left, ...rest } = TEXT;
    const answer = await post(rest);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'missing-field', message: expect.stringContaining(name) });
    await nothingIsStored();
  });
});

describe('requests that are taken in', () => {
  const stored = async () =>
    (await world.documents('tenants/cuscatlan/conversations/ana/messages')) as { text: string }[];

  test.each([
    ['unknown fields', { FutureField: 'x', __proto__x: 'y', constructor: 'z' }, 'María'],
    ['a text of 4,096 characters', { Body: 'ñ'.repeat(4096) }, 'ñ'.repeat(4096)],
    ['emoji only', { Body: '🌸👩‍👩‍👧' }, '🌸👩‍👩‍👧'],
    ['blanks around it', { Body: '  María  ' }, '  María  '],
    ['NUL in it', { Body: 'Ma\u0000ría' }, 'María'],
    ['NumMedia that is no number', { NumMedia: 'NaN', MediaUrl0: 'http://169.254.169.254/' }, 'María'],
    ['NumMedia larger than the URLs present', { NumMedia: '7' }, 'María'],
    [
      'a field without a name, and names that Firestore keeps for itself',
      { '': 'x', __id__: 'y', 'a.b/c': 'z' },
      'María',
    ],
    ['a name longer than Firestore takes', { ['x'.repeat(2_000)]: 'y' }, 'María'],
    ['what a fallback says besides', { ErrorCode: '11200', ErrorUrl: 'https://a.example/' }, 'María'],
    [
      'an advertisement that was clicked',
      { ReferralSourceType: 'ad', ReferralSourceUrl: 'https://fb.me/x', ReferralNumMedia: '0', ReferralCtwaClid: '' },
      'María',
    ],
    ['a place', { Body: '', Latitude: '13.69', Longitude: '-89.21', Label: 'Bodega' }, '📍 Bodega · 13.69, -89.21'],
    ['nothing that Twilio passes on', { Body: '' }, ''],
  ])('%s ▶ 200', async (_what, over, text) => {
    const answer = await post({ ...TEXT, ...over });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/xml; charset=utf-8']);
    expect((await stored()).map((message) => message.text)).toEqual([text]);
    if (text === '') expect(await stored()).toMatchObject([{ kind: 'unsupported' }]);
  });

  test('fields given more than once are signed as Twilio signs them: each value once, sorted', async () => {
    const body = `${new URLSearchParams(TEXT)}&Tag=b&Tag=a&Tag=b`;
    const signature = signed({ ...TEXT, Tag: 'aTagb' });
    const answer = await fetch(world.webhookUrl, {
      method: 'POST',
      headers: { 'Content-Type': FORM, 'X-Twilio-Signature': signature },
      body,
    });
    expect(answer.status).toBe(200);
    expect(await stored()).toHaveLength(1);
  });

  test('what the database refuses for what it is, is kept for a person to look at', async () => {
    const many: Record<string, string> = {};
    for (let i = 0; i < 20; i++) many[`F${i}`] = 'x'.repeat(52_405);
    expect((await post({ ...TEXT, ...many })).status).toBe(200);
    expect(await world.documents('unprocessed')).toMatchObject([
      { provider: 'twilio', accountId: ACCOUNT.sid, reason: { code: 'not-taken-in' } },
    ]);
    await nothingIsStored();
  });

  test('the same message at its fallback address takes no effect twice', async () => {
    const url = `${world.webhookUrl}?fallback=1`;
    for (const each of [world.webhookUrl, url, url])
      expect((await post({ ...TEXT, ...(each === url ? { ErrorCode: '11200' } : {}) }, {}, each)).status).toBe(200);
    expect(await stored()).toHaveLength(1);
  });

  test('the query of the configured URL is signed and accepted', async () => {
    expect((await post(TEXT, {}, `${world.webhookUrl}?tag=caf%C3%A9`)).status).toBe(200);
  });

  test('a status callback to the same URL is acknowledged and changes nothing', async () => {
    expect((await post({ ...TEXT, MessageStatus: 'delivered' })).status).toBe(200);
    await nothingIsStored();
  });

  test('a sender without a phone is known by the provider’s id', async () => {
    const { WaId: _none, ...rest } = { ...TEXT, WaId: '' };
    expect((await post({ ...rest, From: 'whatsapp:SV.7001002003004005' })).status).toBe(200);
    expect(await world.documents('unrouted')).toMatchObject([
      { id: `bsuid:${ACCOUNT.sid}:SV.7001002003004005`, display: 'whatsapp:SV.7001002003004005' },
    ]);
  });
});

describe('media that are not what they should be', () => {
  const deliver = async (media: object, faults = {}) => {
    await world.simulator.control.deliver({ from: ANA, to: SHARED, text: 'María' });
    await world.simulator.control.deliver({
      from: ANA,
      to: SHARED,
      media: [{ fileName: 'a.jpg', base64: await aJpeg(1), ...media }],
      faults,
    });
    await world.settle();
    const [fields] = await world.documents('tenants/cuscatlan/screenshots');
    const [batch] = await world.documents('tenants/cuscatlan/batches');
    return { screenshot: fields === undefined ? null : screenshotRecord.parse(fields), batch };
  };
  const text = (words: string) => ({ base64: Buffer.from(words).toString('base64') });

  test.each([
    [
      'an HTML page that claims to be a JPEG',
      text('<!doctype html><title>404</title>'),
      {},
      'not-usable',
      /JPG, PNG, WebP o HEIC/,
    ],
    [
      'an SVG with script',
      text('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      {},
      'not-usable',
      /JPG, PNG, WebP o HEIC/,
    ],
    [
      'a GIF',
      { base64: Buffer.from('GIF89a\u0001\u0000\u0001\u0000', 'latin1').toString('base64') },
      {},
      'not-usable',
      /JPG, PNG, WebP o HEIC/,
    ],
    [
      'half a JPEG header',
      { base64: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]).toString('base64') },
      {},
      'not-usable',
      /JPG, PNG, WebP o HEIC/,
    ],
    ['bytes other than declared', {}, { media: { kind: 'wrong-bytes' } }, 'not-usable', /JPG, PNG, WebP o HEIC/],
    ['no bytes', {}, { media: { kind: 'empty' } }, 'empty', /llegó vacío/],
    ['17 MB', {}, { media: { kind: 'too-large', sizeBytes: 17_000_000 } }, 'too-large', /demasiado grande/],
  ])('%s is refused with a reply that says what works', async (_what, media, faults, code, reply) => {
    const { screenshot, batch } = await deliver(media, faults);
    expect(screenshot).toMatchObject({ state: 'refused', failure: { code } });
    expect(batch).toMatchObject({ screenshotCount: 0, failedCount: 0, customerName: 'María' });
    expect(world.replies(ANA)).toContainEqual(expect.stringMatching(reply));
    expect(world.bucket.size).toBe(0);
  });

  test('a JPEG declared as something else is what its bytes are', async () => {
    const { screenshot } = await deliver({ contentType: 'application/octet-stream' });
    expect(screenshot).toMatchObject({ state: 'stored', media: { contentType: 'image/jpeg' } });
  });

  test('a medium that is not there yet is tried again', async () => {
    const { screenshot } = await deliver({}, { media: { kind: 'not-yet', tries: 2 } });
    expect(screenshot).toMatchObject({ state: 'stored', failure: null });
  });

  test.each([
    ['is gone', { kind: 'expired' }, 'gone'],
    ['breaks off', { kind: 'ends-early' }, 'unreachable'],
  ])('one that %s three times is a visible failed screenshot, and a retry heals it', async (_what, fault, code) => {
    world.simulator.control.setFaults({ media: fault as { kind: 'expired' } });
    const { screenshot, batch } = await deliver({});
    expect(screenshot).toMatchObject({ state: 'failed', failure: { code } });
    expect(batch).toMatchObject({ screenshotCount: 1, failedCount: 1 });
    expect(world.replies(ANA)).toContainEqual(expect.stringMatching(/no se pudo descargar/));
    expect(world.failures.map(({ isFinal }) => isFinal)).toEqual([false, false, true]);
  });

  test('a retry by hand fetches what failed, and counts it right', async () => {
    world.simulator.control.setFaults({ api: { on: 'media', kind: 'status', status: 503 } });
    const { screenshot } = await deliver({});
    expect(screenshot).toMatchObject({ state: 'failed' });
    world.simulator.control.setFaults({});
    expect(await world.retry('cuscatlan', `${screenshot?.messageId}-0`)).toEqual({ ok: true, value: 'media' });
    await world.settle();
    expect(await world.documents('tenants/cuscatlan/screenshots')).toMatchObject([
      { state: 'stored', extraction: 'read' },
    ]);
    expect(await world.documents('tenants/cuscatlan/batches')).toMatchObject([
      { screenshotCount: 1, failedCount: 0, orderCount: 1 },
    ]);
    expect(await world.retry('cuscatlan', `${screenshot?.messageId}-0`)).toMatchObject({
      ok: false,
      failure: { code: 'nothing-to-retry' },
    });
  });

  test.each([
    ['another host', 'http://169.254.169.254/latest/meta-data'],
    ['another account', (at: string) => `${at}/2010-04-01/Accounts/AC${'2'.repeat(32)}/Messages/MM1/Media/ME1`],
    ['a way out of the path', (at: string) => `${at}/2010-04-01/Accounts/${ACCOUNT.sid}/Messages/../../../x`],
    ['no URL', 'nonsense'],
  ])('a medium at %s is never fetched', async (_what, url) => {
    const MediaUrl0 = typeof url === 'string' ? url : url(world.simulator.url);
    const fields = { ...TEXT, NumMedia: '1', MediaUrl0, MediaContentType0: 'image/jpeg' };
    expect((await post(fields)).status).toBe(200);
    await world.settle();
    expect(await world.documents('tenants/cuscatlan/screenshots')).toMatchObject([
      { state: 'failed', failure: { code: 'not-allowed' } },
    ]);
  });
});
