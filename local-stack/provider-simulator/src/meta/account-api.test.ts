import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  IMPORTERS,
  IMPORTERS_ID,
  IMPORTERS_WABA,
  ONE,
  ONE_ID,
  OTHER_TOKEN,
  PLATFORM_APP,
  startMetaWorld,
  TOKEN,
  TWO_ID,
  WABA,
} from '../testing/meta-world.ts';
import { ANA, PNG_BASE64 } from '../testing/start-world.ts';
import type { ReceivedWebhook } from '../testing/webhook-receiver.ts';

let world: Awaited<ReturnType<typeof startMetaWorld>>;
beforeAll(async () => {
  world = await startMetaWorld();
});
beforeEach(async () => {
  world.control.clear();
  await world.receiver.forget();
  world.receiver.answerWith(() => ({ status: 200 }));
});
afterAll(() => world.stop());

/** Answers handshakes as a webhook does whose token is this. */
const confirmWith = (verifyToken: string) => (received: ReceivedWebhook) => {
  const query = new URL(received.url, 'http://webhook').searchParams;
  if (received.method !== 'GET') return { status: 200 };
  if (query.get('hub.verify_token') !== verifyToken) return { status: 403 };
  return { status: 200, contentType: 'text/plain', body: query.get('hub.challenge') ?? '' };
};

describe('numbers of an account', () => {
  test('with what was asked for', async () => {
    const fields = 'display_phone_number,verified_name,quality_rating,status,whatsapp_business_manager_messaging_limit';
    const { json } = await world.graph('GET', `${WABA}/phone_numbers?fields=${fields}&limit=100`);
    expect(json.data).toEqual([
      {
        id: ONE_ID,
        display_phone_number: ONE,
        verified_name: 'Casillero',
        quality_rating: 'GREEN',
        status: 'CONNECTED',
        whatsapp_business_manager_messaging_limit: 'TIER_2K',
      },
      expect.objectContaining({ id: TWO_ID }),
    ]);
    expect(await world.graph('GET', `${ONE_ID}?fields=verified_name`)).toEqual({
      status: 200,
      json: { id: ONE_ID, verified_name: 'Casillero' },
    });
  });

  test('page by page', async () => {
    const first = await world.graph('GET', `${WABA}/phone_numbers?limit=1`);
    expect(first.json.data).toMatchObject([{ id: ONE_ID }]);
    const next = await fetch(first.json.paging?.next ?? '', { headers: { Authorization: `Bearer ${TOKEN}` } });
    const page = (await next.json()) as { data: object[]; paging: object };
    expect(page.data).toMatchObject([{ id: TWO_ID }]);
    expect(page.paging).not.toHaveProperty('next');
  });

  test('change, and Meta tells of it at the app’s own URL', async () => {
    await world.control.meta.changeNumber(ONE_ID, {
      quality: 'RED',
      messagingLimit: 'TIER_250',
      name: 'Casilleros',
      status: 'BANNED',
    });
    const bodies = world.receiver.received.map(({ rawBody }) => JSON.parse(rawBody));
    expect(
      bodies.map(
        ({
          entry: [
            {
              id,
              changes: [{ field }],
            },
          ],
        }) => [id, field],
      ),
    ).toEqual([
      [WABA, 'phone_number_quality_update'],
      [WABA, 'phone_number_name_update'],
      [WABA, 'account_update'],
    ]);
    expect(bodies[0].entry[0]).toMatchObject({
      time: expect.any(Number),
      changes: [{ value: { display_phone_number: '15550110', event: 'FLAGGED', current_limit: 'TIER_250' } }],
    });
    expect((await world.graph('GET', `${ONE_ID}?fields=quality_rating,status`)).json).toMatchObject({
      quality_rating: 'RED',
      status: 'BANNED',
    });
    expect(await world.sendText('x')).toMatchObject({ status: 403, json: { error: { code: 131031 } } });
  });

  test('are registered with a PIN, and deregistered', async () => {
    expect(await world.graph('POST', `${ONE_ID}/deregister`, {})).toMatchObject({ json: { success: true } });
    expect(await world.sendText('x')).toMatchObject({ status: 400, json: { error: { code: 133010 } } });
    await expect(world.control.deliver({ from: ANA, to: ONE, text: 'x' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    expect(await world.graph('POST', `${ONE_ID}/register`, { pin: '12' })).toMatchObject({
      json: { error: { code: 131009 } },
    });
    expect(
      await world.graph('POST', `${ONE_ID}/register`, { messaging_product: 'whatsapp', pin: '123456' }),
    ).toMatchObject({
      json: { success: true },
    });
    expect(await world.control.deliver({ from: ANA, to: ONE, text: 'x' })).toMatchObject({ status: 200 });
  });

  test.each([
    { path: `${WABA}/phone_numbers`, token: OTHER_TOKEN },
    { path: ONE_ID, token: OTHER_TOKEN },
    { path: `${WABA}/subscribed_apps`, token: OTHER_TOKEN },
    { path: '12345/phone_numbers', token: TOKEN },
  ])('$path is not for everybody', async ({ path, token }) => {
    expect(await world.graph('GET', path, undefined, token)).toMatchObject({
      status: 400,
      json: { error: { code: 100, error_subcode: 33 } },
    });
  });

  test('a failure of reading', async () => {
    world.control.setFaults({ api: { on: 'read', kind: 'status', code: 80007 } });
    expect(await world.graph('GET', `${WABA}/phone_numbers`)).toMatchObject({
      status: 400,
      json: { error: { code: 80007 } },
    });
  });
});

test('templates of an account', async () => {
  const { json } = await world.graph('GET', `${WABA}/message_templates?limit=1`);
  expect(json.data).toMatchObject([{ name: 'paquete_listo', language: 'es', status: 'APPROVED', category: 'UTILITY' }]);
  expect(json.paging?.next).toContain('after=');
});

describe('subscriptions', () => {
  const deliver = () => world.control.deliver({ from: ANA, to: ONE, text: 'x' });

  test('without one, no webhook comes', async () => {
    await world.graph('DELETE', `${WABA}/subscribed_apps`);
    expect((await world.graph('GET', `${WABA}/subscribed_apps`)).json.data).toEqual([]);
    expect(await deliver()).toMatchObject({
      status: null,
      message: { state: 'refused', reason: { code: 'not-subscribed' } },
    });
    await world.graph('POST', `${WABA}/subscribed_apps`);
    expect((await world.graph('GET', `${WABA}/subscribed_apps`)).json.data).toMatchObject([
      { whatsapp_business_api_data: { id: PLATFORM_APP.id } },
    ]);
    expect(await deliver()).toMatchObject({ status: 200 });
  });

  test('number before account before app, each after a handshake', async () => {
    world.receiver.answerWith(confirmWith('the token'));
    const override = (path: string) => ({
      override_callback_uri: `${world.receiver.url}${path}`,
      verify_token: 'the token',
    });
    expect(await world.graph('POST', `${WABA}/subscribed_apps`, override('/waba'))).toMatchObject({
      json: { success: true },
    });
    expect(await world.graph('POST', ONE_ID, { webhook_configuration: override('/number') })).toMatchObject({
      json: { success: true },
    });
    await deliver();
    await world.control.deliver({ from: ANA, to: TWO_ID, text: 'x' });
    await world.control.deliver({ from: ANA, to: IMPORTERS, text: 'x' });
    const posts = () => world.receiver.received.filter(({ method }) => method === 'POST').map(({ url }) => url);
    expect(posts()).toEqual(['/number', '/waba', '/webhooks/meta']);
    const { json } = await world.graph('GET', `${ONE_ID}?fields=webhook_configuration`);
    expect(json).toMatchObject({ webhook_configuration: { phone_number: `${world.receiver.url}/number` } });
    await world.graph('POST', ONE_ID, { webhook_configuration: { override_callback_uri: '' } });
    await deliver();
    expect(posts().at(-1)).toBe('/waba');
  });

  test.each([
    { why: 'a wrong token', body: { override_callback_uri: '/x', verify_token: 'wrong' } },
    { why: 'no URL', body: { override_callback_uri: 'nonsense', verify_token: 'the token' } },
    { why: 'too long a URL', body: { override_callback_uri: `/${'x'.repeat(200)}`, verify_token: 'the token' } },
  ])('$why is refused', async ({ body }) => {
    world.receiver.answerWith(confirmWith('the token'));
    const uri = body.override_callback_uri.startsWith('/')
      ? world.receiver.url + body.override_callback_uri
      : body.override_callback_uri;
    const answer = await world.graph('POST', `${WABA}/subscribed_apps`, { ...body, override_callback_uri: uri });
    expect(answer).toMatchObject({ status: 400, json: { error: { code: 100 } } });
  });

  test('an override before subscribing is refused', async () => {
    await world.graph('DELETE', `${WABA}/subscribed_apps`);
    const body = { override_callback_uri: world.receiver.url, verify_token: 'x' };
    expect(await world.graph('POST', `${WABA}/subscribed_apps`, body)).toMatchObject({
      json: { error: { code: 100 } },
    });
  });
});

describe('the handshake', () => {
  test.each([
    { why: 'the right token', order: {}, confirmed: true, status: 200 },
    { why: 'a wrong token', order: { verifyToken: 'wrong' }, confirmed: false, status: 403 },
  ])('$why', async ({ order, confirmed, status }) => {
    world.receiver.answerWith(confirmWith(PLATFORM_APP.verifyToken));
    expect(await world.control.meta.handshake(order)).toMatchObject({ status, isConfirmed: confirmed });
    const query = new URL(world.receiver.received[0]?.url ?? '', 'http://x').searchParams;
    expect([query.get('hub.mode'), query.get('hub.challenge')]).toEqual([
      'subscribe',
      expect.stringMatching(/^\d{10}$/),
    ]);
  });
});

describe('media', () => {
  const picture = [{ base64: PNG_BASE64, contentType: 'image/png' }];
  const arrive = async (
    fault?: { kind: 'expired' } | { kind: 'not-yet'; tries: number } | { kind: 'link-expired' },
  ) => {
    const { message } = await world.control.deliver({
      from: ANA,
      to: ONE,
      media: picture,
      ...(fault && { faults: { media: fault } }),
    });
    return message.media[0]?.id ?? '';
  };
  const download = (url: string, token: string | null = TOKEN, agent = 'Casillero') =>
    fetch(url, { headers: { 'User-Agent': agent, ...(token !== null && { Authorization: `Bearer ${token}` }) } });

  test('is looked up by id, and fetched from another origin with the token', async () => {
    const id = await arrive();
    const { json } = await world.graph('GET', `${id}?phone_number_id=${ONE_ID}`);
    expect(json).toMatchObject({
      messaging_product: 'whatsapp',
      id,
      mime_type: 'image/png',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      file_size: Buffer.from(PNG_BASE64, 'base64').length,
    });
    expect(json.url?.startsWith(`${world.simulator.cdnUrl}/whatsapp_business/attachments/`)).toBe(true);
    const answer = await download(json.url ?? '');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(PNG_BASE64, 'base64'));
    expect((await download(json.url ?? '', null)).status).toBe(401);
    expect((await download(json.url ?? '', OTHER_TOKEN)).status).toBe(404);
    expect(world.control.journal().violations.map(({ code }) => code)).toEqual([
      'media-without-credentials',
      'media-of-other-account',
    ]);
    world.control.advanceClock({ ms: 5 * 60_000 + 1_000 });
    expect((await download(json.url ?? '')).status).toBe(404);
  });

  test('with the id of another number, or of another account’s token, is refused', async () => {
    const id = await arrive();
    expect(await world.graph('GET', `${id}?phone_number_id=${TWO_ID}`)).toMatchObject({
      status: 400,
      json: { error: { code: 100 } },
    });
    expect(await world.graph('GET', id, undefined, OTHER_TOKEN)).toMatchObject({
      status: 400,
      json: { error: { error_subcode: 33 } },
    });
  });

  test('lives 7 days', async () => {
    const id = await arrive();
    world.control.advanceClock({ ms: 7 * 86_400_000 });
    expect(await world.graph('GET', id)).toMatchObject({
      status: 400,
      json: { error: { code: 100, error_subcode: 33 } },
    });
  });

  test.each([
    { fault: { kind: 'not-yet', tries: 1 } as const, statuses: [404, 200] },
    { fault: { kind: 'link-expired' } as const, statuses: [404, 404] },
  ])('fault $fault.kind: $statuses', async ({ fault, statuses }) => {
    const url = (await world.graph('GET', await arrive(fault))).json.url ?? '';
    expect([(await download(url)).status, (await download(url)).status]).toEqual(statuses);
  });

  test('that has expired is an error of the Graph API', async () => {
    expect(await world.graph('GET', await arrive({ kind: 'expired' }))).toMatchObject({ status: 400 });
  });

  const upload = (file: Blob | null, more: Record<string, string> = { messaging_product: 'whatsapp' }) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(more)) form.set(name, value);
    if (file) form.set('file', file, 'caja.png');
    return fetch(`${world.simulator.graphUrl}/v24.0/${ONE_ID}/media`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${TOKEN}` },
      body: form,
    });
  };
  const png = new Blob([Buffer.from(PNG_BASE64, 'base64')], { type: 'image/png' });

  test('is uploaded, sent and deleted', async () => {
    await world.control.deliver({ from: ANA, to: ONE, text: 'hola' });
    const { id = '' } = (await (await upload(png)).json()) as { id?: string };
    expect(await world.send({ type: 'image', image: { id, caption: 'Su caja' } })).toMatchObject({ status: 200 });
    expect(await world.control.waitFor({ author: 'business' })).toMatchObject([
      { text: 'Su caja', media: [{ contentType: 'image/png' }] },
    ]);
    expect(await world.graph('DELETE', id)).toMatchObject({ json: { success: true } });
    expect(await world.send({ type: 'image', image: { id } })).toMatchObject({ json: { error: { code: 100 } } });
  });

  test.each([
    { why: 'no file', file: null, more: { messaging_product: 'whatsapp' } },
    { why: 'no product', file: png, more: {} },
    {
      why: 'a type that nobody carries',
      file: new Blob(['<html>'], { type: 'text/html' }),
      more: { messaging_product: 'whatsapp' },
    },
    {
      why: 'a picture of 6 MB',
      file: new Blob([Buffer.alloc(6 * 1024 * 1024)], { type: 'image/png' }),
      more: { messaging_product: 'whatsapp' },
    },
  ])('$why is refused', async ({ file, more }) => {
    expect((await upload(file, more as Record<string, string>)).status).toBe(400);
  });
});

test('an importer’s own account works with its own token', async () => {
  await world.control.deliver({ from: ANA, to: IMPORTERS, text: 'hola' });
  const body = { messaging_product: 'whatsapp', to: ANA, type: 'text', text: { body: 'Hola' } };
  expect(await world.graph('POST', `${IMPORTERS_ID}/messages`, body, OTHER_TOKEN)).toMatchObject({ status: 200 });
  expect((await world.graph('GET', `${IMPORTERS_WABA}/phone_numbers`, undefined, OTHER_TOKEN)).json.data).toHaveLength(
    1,
  );
});
