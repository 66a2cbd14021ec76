import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { downloadFromMeta } from '../src/provider/meta/download-media.ts';
import { downloadFromWaha } from '../src/provider/waha/download-media.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A provider, its media host, and somebody else; each notes who asked, with which credentials. */
class Host {
  readonly asked: { url: string; authorization: string | undefined; apiKey: string | undefined }[] = [];
  answer: Answer = (_request, response) => response.writeHead(404).end();
  readonly #server: Server = createServer((request, response) => {
    const apiKey = request.headers['x-api-key'];
    this.asked.push({
      url: request.url ?? '',
      authorization: request.headers.authorization,
      apiKey: String(apiKey ?? ''),
    });
    this.answer(request, response);
  });
  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const [api, media, stranger] = [new Host(), new Host(), new Host()];
const hosts = [api, media, stranger];
beforeAll(async () => {
  for (const host of hosts) await host.start();
});
afterAll(async () => {
  for (const host of hosts) await host.stop();
});
beforeEach(() => {
  for (const host of hosts) {
    host.asked.length = 0;
    host.answer = (_request, response) => response.writeHead(404).end();
  }
});

const json =
  (status: number, body: unknown): Answer =>
  (_request, response) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
const bytes: Answer = (_request, response) => response.end('bytes');
const redirect =
  (to: string): Answer =>
  (_request, response) =>
    response.writeHead(302, { Location: to }).end();

describe('R15: media of Meta', () => {
  const noted: unknown[] = [];
  const download = (url: string, maxBytes = 100) =>
    downloadFromMeta({
      access: () => ({ base: api.origin, version: 'v24.0' }),
      tokenOf: async () => ({ accountId: 'acc', token: 'EAAsecret' }),
      noteToken: async (...told) => void noted.push(told),
      mediaOrigins: () => [media.origin],
    })({ provider: 'meta', account: '770', url }, maxBytes);
  const told = (url: string) => json(200, { url, mime_type: 'image/jpeg' });

  test('by id, then from the media host, with the token on both', async () => {
    api.answer = told(`${media.origin}/file`);
    media.answer = bytes;
    expect(await download('990000000000000002')).toMatchObject({ ok: true });
    expect(api.asked).toMatchObject([
      { url: '/v24.0/990000000000000002?phone_number_id=770', authorization: 'Bearer EAAsecret' },
    ]);
    expect(media.asked).toMatchObject([{ authorization: 'Bearer EAAsecret' }]);
  });

  test('a redirect within Meta’s hosts gets no token', async () => {
    api.answer = told(`${media.origin}/file`);
    media.answer = (request, response) =>
      request.url === '/file' ? redirect('/moved')(request, response) : bytes(request, response);
    expect(await download('1')).toMatchObject({ ok: true });
    expect(media.asked[1]).toMatchObject({ url: '/moved', authorization: undefined });
  });

  test.each<[string, Answer, Answer, string]>([
    ['an address with a name in front', told('http://user@127.0.0.1/file'), bytes, 'not-allowed'],
    ['no address', json(200, {}), bytes, 'not-allowed'],
    ['an id that ran out', json(400, { error: { code: 100, error_subcode: 33 } }), bytes, 'gone'],
    ['404 right after the webhook', json(404, {}), bytes, 'gone'],
    ['Meta’s trouble', json(500, {}), bytes, 'unreachable'],
  ])('%s', async (_what, first, second, code) => {
    api.answer = first;
    media.answer = second;
    expect(await download('1')).toMatchObject({ ok: false, failure: { code } });
    expect(stranger.asked).toEqual([]);
  });

  test('an address at somebody else’s, and a redirect there, are not followed', async () => {
    stranger.answer = bytes;
    api.answer = told(`${stranger.origin}/file`);
    expect(await download('1')).toMatchObject({ failure: { code: 'not-allowed' } });
    api.answer = told(`${media.origin}/file`);
    media.answer = redirect(`${stranger.origin}/file`);
    expect(await download('1')).toMatchObject({ failure: { code: 'not-allowed' } });
    expect(stranger.asked).toEqual([]);
  });

  test.each([
    '../me',
    '1?fields=access_token',
    '',
    'http://169.254.169.254/',
    '1/2',
  ])('%j is no media id', async (id) => {
    expect(await download(id)).toMatchObject({ failure: { code: 'not-allowed' } });
    expect(api.asked).toEqual([]);
  });

  test('an expired token is noted with the account', async () => {
    api.answer = json(401, { error: { code: 190, error_subcode: 463, message: 'expired EAAsecret' } });
    expect(await download('1')).toMatchObject({
      failure: { code: 'unreachable', message: expect.not.stringContaining('EAAsecret') },
    });
    expect(noted.at(-1)).toMatchObject(['acc', 'expired', { code: 190 }]);
  });

  test('more than is allowed', async () => {
    api.answer = told(`${media.origin}/file`);
    media.answer = bytes;
    expect(await download('1', 3)).toMatchObject({ failure: { code: 'too-large' } });
  });
});

describe('R15: media of WAHA', () => {
  const download = (url: string) =>
    downloadFromWaha(() => ({ base: `${api.origin}/waha`, apiKey: 'key' }))(
      { provider: 'waha', account: 'sol', url },
      100,
    );
  const AGAIN = `#${encodeURIComponent('503@c.us')}/${encodeURIComponent('false_503@c.us_3EB0')}`;

  test('the host that WAHA names is not believed: it is our server', async () => {
    api.answer = bytes;
    expect(await download(`${stranger.origin}/api/files/sol/a.jpg${AGAIN}`)).toMatchObject({ ok: true });
    expect(api.asked).toMatchObject([{ url: '/waha/api/files/sol/a.jpg', apiKey: 'key' }]);
    expect(stranger.asked).toEqual([]);
  });

  test('what was deleted after 180 s is asked for again', async () => {
    api.answer = (request, response) => {
      if (request.url?.includes('/chats/'))
        return json(200, { media: { url: 'http://localhost:3000/api/files/sol/b.jpg' } })(request, response);
      return request.url?.endsWith('b.jpg') ? bytes(request, response) : void response.writeHead(404).end();
    };
    expect(await download(`http://localhost:3000/api/files/sol/a.jpg${AGAIN}`)).toMatchObject({ ok: true });
    expect(api.asked[1]?.url).toBe(
      `/waha/api/sol/chats/${encodeURIComponent('503@c.us')}/messages/${encodeURIComponent('false_503@c.us_3EB0')}?downloadMedia=true`,
    );
  });

  test('what was never kept is asked for at once', async () => {
    api.answer = (request, response) =>
      request.url?.includes('/chats/')
        ? json(200, { media: { url: '/api/files/sol/b.jpg' } })(request, response)
        : bytes(request, response);
    expect(await download(AGAIN)).toMatchObject({ ok: true });
  });

  test.each([
    ['a path that is no file', '/api/sessions'],
    ['a way up', '/api/files/%2e%2e%2fsessions'],
    ['a way up, escaped', '/api/files/..%2f..%2fsessions'],
  ])('%s', async (_what, path) => {
    expect(await download(`http://localhost:3000${path}${AGAIN}`)).toMatchObject({ failure: { code: 'not-allowed' } });
    expect(api.asked).toEqual([]);
  });

  test('a redirect is not followed', async () => {
    api.answer = redirect(`${stranger.origin}/file`);
    expect(await download(`http://localhost:3000/api/files/sol/a.jpg${AGAIN}`)).toMatchObject({
      failure: { code: 'not-allowed' },
    });
    expect(stranger.asked).toEqual([]);
  });
});
