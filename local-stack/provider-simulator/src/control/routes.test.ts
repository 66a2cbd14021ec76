import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ANA, CASILLERO, PNG_BASE64, startWorld } from '../testing/start-world.ts';

let world: Awaited<ReturnType<typeof startWorld>>;
let fixturesDir: string;
beforeAll(async () => {
  fixturesDir = await mkdtemp(join(tmpdir(), 'samples-'));
  await writeFile(join(fixturesDir, 'order.png'), Buffer.from(PNG_BASE64, 'base64'));
  await writeFile(join(fixturesDir, 'notes.txt'), 'not a sample');
  world = await startWorld({ fixturesDir });
});
beforeEach(() => world.control.clear());
afterAll(async () => {
  await world.stop();
  await rm(fixturesDir, { recursive: true });
});

async function ask(method: string, path: string, body?: unknown) {
  const answer = await fetch(`${world.simulator.url}/control${path}`, {
    method,
    ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
}

describe('the control door over HTTP', () => {
  test('delivers a sample and tells how the webhook answered', async () => {
    const order = { from: ANA, to: CASILLERO, text: 'María', media: [{ fileName: 'order.png' }] };
    const { status, body } = await ask('POST', '/deliver', order);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 204, body: '', message: { text: 'María', state: 'accepted' } });
    const [media] = body.message.media;
    expect(media).toMatchObject({ contentType: 'image/png', fileName: 'order.png' });
    const picture = await fetch(`${world.simulator.url}/control/media/${media.id}`);
    expect(picture.headers.get('content-security-policy')).toContain('sandbox');
    expect(Buffer.from(await picture.arrayBuffer()).toString('base64')).toBe(PNG_BASE64);
    expect((await ask('GET', `/messages?person=${encodeURIComponent(ANA)}`)).body).toHaveLength(1);
    expect((await ask('GET', '/messages?person=none')).body).toEqual([]);
  });

  test('waits for a message that comes later', async () => {
    const waiting = ask('GET', '/messages/wait?author=person&text=tarde&timeoutMs=10000');
    await ask('POST', '/deliver-all', {
      messages: [{ from: ANA, to: CASILLERO, text: 'Más tarde' }],
      order: 'as-given',
    });
    expect(await waiting).toMatchObject({ status: 200, body: [{ text: 'Más tarde' }] });
  });

  test('a wait that is over is 408', async () => {
    const { status, body } = await ask('GET', '/messages/wait?text=nunca&timeoutMs=1');
    expect({ status, code: body.code }).toEqual({ status: 408, code: 'timed-out' });
  });

  test('faults are put, read and ended', async () => {
    const faults = {
      delivery: { copies: 2, spacing: 'at-once', delayMs: 5, order: 'reversed', signature: 'wrong' },
      media: { kind: 'not-yet', tries: 2 },
      api: { on: 'send', kind: 'status', status: 503, times: 2 },
      statuses: {
        path: ['sent', 'read'],
        order: 'reversed',
        copies: 2,
        isBeforeAnswer: true,
        errorCode: 63016,
        stepMs: 0,
      },
    };
    expect(await ask('PUT', '/faults', faults)).toEqual({ status: 200, body: faults });
    expect((await ask('GET', '/faults')).body).toEqual(faults);
    expect((await ask('DELETE', '/faults')).status).toBe(204);
    expect((await ask('GET', '/faults')).body).toEqual({});
  });

  test('the clock is moved and held', async () => {
    const before = new Date((await ask('POST', '/clock', { isFrozen: true })).body.now);
    const { body } = await ask('POST', '/clock', { advanceMs: 3_600_000 });
    expect(new Date(body.now).getTime() - before.getTime()).toBe(3_600_000);
    expect((await ask('POST', '/clock', { isFrozen: false })).body.isFrozen).toBe(false);
  });

  test('people are listed and added', async () => {
    expect((await ask('POST', '/people', { phone: '+50370000003', name: 'Eva' })).status).toBe(201);
    expect((await ask('GET', '/people')).body).toContainEqual({ phone: '+50370000003', name: 'Eva' });
    expect((await ask('GET', '/numbers')).body).toContainEqual({
      key: CASILLERO,
      phone: CASILLERO,
      name: 'Casillero',
      provider: 'twilio',
    });
  });

  test('the journal is told', async () => {
    await ask('POST', '/deliver', { from: ANA, to: CASILLERO, text: 'x' });
    await fetch(`${world.simulator.url}/2010-04-01/Accounts/AC1/Messages.json`);
    expect((await ask('GET', '/webhooks')).body).toMatchObject([{ status: 204, kind: 'message', attempt: 1 }]);
    expect((await ask('GET', '/api-calls')).body).toMatchObject([
      { method: 'GET', url: '/2010-04-01/Accounts/AC1/Messages.json' },
    ]);
    expect((await ask('GET', '/violations')).body).toMatchObject([{ code: 'bad-credentials' }]);
    expect((await ask('GET', '/alerts')).body).toEqual([]);
    expect((await ask('POST', '/clear')).status).toBe(204);
    expect((await ask('GET', '/webhooks')).body).toEqual([]);
  });

  test('samples are listed and served; nothing else of the folder is', async () => {
    expect((await ask('GET', '/samples')).body).toEqual([{ fileName: 'order.png', contentType: 'image/png' }]);
    for (const name of ['notes.txt', '..%2Fpackage.json', '%2e%2e%2fnotes.txt']) {
      expect((await ask('GET', `/samples/${name}`)).status).toBe(404);
    }
  });

  test('events are streamed', async () => {
    const gone = new AbortController();
    const stream = await fetch(`${world.simulator.url}/control/events`, { signal: gone.signal });
    expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/);
    await ask('POST', '/deliver', { from: ANA, to: CASILLERO, text: 'en vivo' });
    let seen = '';
    const decoder = new TextDecoder();
    for await (const chunk of stream.body ?? []) {
      seen += decoder.decode(chunk, { stream: true });
      if (seen.includes('"accepted"')) break;
    }
    expect(seen).toMatch(/event: message\ndata: \{"type":"message","message":\{.*"text":"en vivo"/);
    gone.abort();
  });
});

describe('bad requests', () => {
  test.each([
    { path: '/deliver', body: { to: CASILLERO }, why: /message.from must be a string/ },
    { path: '/deliver', body: { from: ANA, to: CASILLERO, txt: 'x' }, why: /does not know "txt"/ },
    { path: '/deliver', body: { from: 'Ana', to: CASILLERO }, why: /not a phone in E.164/ },
    { path: '/deliver', body: { from: ANA, to: CASILLERO, media: [{}] }, why: /media\[0\] needs/ },
    { path: '/deliver', body: { from: ANA, to: CASILLERO, place: { latitude: 91, longitude: 0 } }, why: /latitude/ },
    { path: '/deliver', body: { from: ANA, to: CASILLERO, faults: { delivery: { copies: 0 } } }, why: /copies/ },
    { path: '/deliver', body: [], why: /must be a JSON object/ },
    { path: '/deliver-all', body: { messages: {} }, why: /must be an array/ },
    { path: '/deliver-all', body: { messages: [], order: 'random' }, why: /must be one of: as-given/ },
    { path: '/clock', body: { advanceMs: -1 }, why: /advanceMs/ },
    { path: '/people', body: { phone: '7000-0003', name: 'Eva' }, why: /E.164/ },
  ])('$path $body', async ({ path, body, why }) => {
    const answer = await ask('POST', path, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'invalid-input', message: expect.stringMatching(why) });
  });

  test.each([
    { faults: { media: { kind: 'odd' } }, why: /media.kind must be one of/ },
    { faults: { api: { kind: 'status', status: 200 } }, why: /api.status/ },
    { faults: { statuses: { path: ['sent', 'lost'] } }, why: /path\[1\]/ },
    { faults: { delivery: { signature: 'none' } }, why: /signature/ },
  ])('faults $faults', async ({ faults, why }) => {
    const answer = await ask('PUT', '/faults', faults);
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringMatching(why) } });
    expect(world.control.faults()).toEqual({});
  });

  test('text that is not JSON is 400', async () => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(`${world.simulator.url}/control/deliver`, { method: 'POST', headers, body: '{' });
    expect(answer.status).toBe(400);
  });

  test('what does not exist is 404', async () => {
    expect((await ask('GET', '/nothing')).status).toBe(404);
    expect((await ask('GET', '/media/ME1')).status).toBe(404);
  });

  test("another site's page is refused", async () => {
    const headers = { 'Sec-Fetch-Site': 'cross-site' };
    const answer = await fetch(`${world.simulator.url}/control/clear`, { method: 'POST', headers });
    expect(answer.status).toBe(403);
  });
});
