import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ANA, CASILLERO, DEMO_ACCOUNT, PNG_BASE64, startWorld } from '../testing/start-world.ts';
import { createClock } from '../world/clock.ts';
import type { MediaFault } from '../world/faults.ts';

const clock = createClock();
const OTHER_ACCOUNT = { sid: `AC${'2'.padStart(32, '0')}`, authToken: 'f'.repeat(32) };
const BYTES = Buffer.from(PNG_BASE64, 'base64');
let world: Awaited<ReturnType<typeof startWorld>>;
beforeAll(async () => {
  world = await startWorld({ clock, accounts: [DEMO_ACCOUNT, OTHER_ACCOUNT] });
});
beforeEach(() => {
  world.control.clear();
  world.receiver.received.length = 0;
});
afterAll(() => world.stop());

const basic = ({ sid, authToken }: { sid: string; authToken: string }) => ({
  Authorization: `Basic ${Buffer.from(`${sid}:${authToken}`).toString('base64')}`,
});

/** Ana sends a picture; its URL as the webhook tells it. */
async function mediaUrl(media?: MediaFault): Promise<string> {
  const faults = media ? { media } : {};
  const picture = { base64: PNG_BASE64, contentType: 'image/png' };
  const report = await world.control.deliver({ from: ANA, to: CASILLERO, media: [picture], faults });
  return report.attempts[0]?.fields.MediaUrl0 ?? '';
}

const redirectOf = (url: string) => fetch(url, { headers: basic(DEMO_ACCOUNT), redirect: 'manual' });
const fetchAll = (url: string) => fetch(url, { headers: basic(DEMO_ACCOUNT) });
const violations = () => world.control.journal().violations.map(({ code }) => code);

describe('media of a message', () => {
  test('are behind a redirect to another origin, which fetch follows without credentials', async () => {
    const url = await mediaUrl();
    const redirect = await redirectOf(url);
    expect(redirect.status).toBe(307);
    const location = new URL(redirect.headers.get('location') ?? '');
    expect(location.origin).toBe(world.simulator.cdnUrl);
    expect(location.origin).not.toBe(new URL(url).origin);
    const answer = await fetchAll(url);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await answer.arrayBuffer()).equals(BYTES)).toBe(true);
    expect(violations()).toEqual([]);
  });

  test('credentials that follow the redirect are refused and noted', async () => {
    const redirect = await redirectOf(await mediaUrl());
    const answer = await fetch(redirect.headers.get('location') ?? '', { headers: basic(DEMO_ACCOUNT) });
    expect(answer.status).toBe(400);
    expect(violations()).toEqual(['authorization-sent-to-cdn']);
  });

  test.each([
    { who: 'nobody', headers: {}, status: 401, violation: 'media-without-credentials' },
    {
      who: 'a wrong token',
      headers: basic({ ...DEMO_ACCOUNT, authToken: 'x' }),
      status: 401,
      violation: 'bad-credentials',
    },
    { who: 'another account', headers: basic(OTHER_ACCOUNT), status: 404, violation: 'media-of-other-account' },
  ])('$who gets $status', async ({ headers, status, violation }) => {
    const answer = await fetch(await mediaUrl(), { headers });
    expect(answer.status).toBe(status);
    expect(violations()).toEqual([violation]);
  });

  test('a link runs out with the simulated clock', async () => {
    const link = (await redirectOf(await mediaUrl())).headers.get('location') ?? '';
    expect((await fetch(link)).status).toBe(200);
    world.control.advanceClock({ ms: 5 * 60_000 });
    expect((await fetch(link)).status).toBe(403);
  });

  test('a link cannot be prolonged or moved to other media', async () => {
    const link = (await redirectOf(await mediaUrl())).headers.get('location') ?? '';
    const other = await mediaUrl();
    expect((await fetch(link.replace(/Expires=\d+/, 'Expires=9999999999'))).status).toBe(403);
    expect((await fetch(link.replace(/ME[0-9a-f]{32}/, other.slice(-34)))).status).toBe(403);
  });
});

describe('media that misbehave', () => {
  test('expired: 404', async () => {
    expect((await fetchAll(await mediaUrl({ kind: 'expired' }))).status).toBe(404);
  });

  test('not there yet: 404 so many times, then there', async () => {
    const url = await mediaUrl({ kind: 'not-yet', tries: 2 });
    const statuses = [await fetchAll(url), await fetchAll(url), await fetchAll(url)].map(({ status }) => status);
    expect(statuses).toEqual([404, 404, 200]);
  });

  test('a link that has run out: 403 after the redirect', async () => {
    const answer = await fetchAll(await mediaUrl({ kind: 'link-expired' }));
    expect({ status: answer.status, redirected: answer.redirected }).toEqual({ status: 403, redirected: true });
  });

  test('wrong bytes: the declared type stays', async () => {
    const answer = await fetchAll(await mediaUrl({ kind: 'wrong-bytes' }));
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(await answer.text()).toContain('<!doctype html>');
  });

  test('a wrong type: the bytes stay', async () => {
    const url = await mediaUrl({ kind: 'wrong-type', contentType: 'application/pdf' });
    expect(world.receiver.received[0]?.form.get('MediaContentType0')).toBe('application/pdf');
    const answer = await fetchAll(url);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(Buffer.from(await answer.arrayBuffer()).equals(BYTES)).toBe(true);
  });

  test('empty: zero bytes', async () => {
    expect((await (await fetchAll(await mediaUrl({ kind: 'empty' }))).arrayBuffer()).byteLength).toBe(0);
  });

  test('too large: begins with the real bytes and goes on', async () => {
    const answer = await fetchAll(await mediaUrl({ kind: 'too-large', sizeBytes: 1_000_000 }));
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.length).toBe(1_000_000);
    expect(bytes.subarray(0, BYTES.length).equals(BYTES)).toBe(true);
  });

  test('ends early: the connection breaks before the announced length', async () => {
    const answer = await fetchAll(await mediaUrl({ kind: 'ends-early' }));
    expect(answer.headers.get('content-length')).toBe(String(BYTES.length));
    await expect(answer.arrayBuffer()).rejects.toThrow();
  });

  test('a standing fault of the API wears off', async () => {
    const url = await mediaUrl();
    world.control.setFaults({ api: { on: 'media', kind: 'status', status: 503, times: 1 } });
    expect((await fetchAll(url)).status).toBe(503);
    expect((await fetchAll(url)).status).toBe(200);
    expect(world.control.faults()).toEqual({});
  });
});
