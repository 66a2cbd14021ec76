import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, OPEN_RULES, putRules, type TestServer } from './connect.ts';

let server: TestServer;
let database: string;

beforeAll(async () => {
  server = await connect();
  if (!server.isOurs) await putRules(server, OPEN_RULES);
  database = `projects/${server.projectId}/databases/(default)`;
});
afterAll(() => server.stop());

type Arrays = [number, unknown[]][];

/** A WebChannel client that does exactly what it is told, so that faults can be played. */
class Channel {
  readonly #url: URL;
  #rid = 1000;
  #mapId = 0;
  sid = '';
  lastArrayId = 0;

  constructor(kind: 'Listen' | 'Write') {
    this.#url = new URL(`http://${server.host}:${server.port}/google.firestore.v1.Firestore/${kind}/channel`);
    this.#url.search = new URLSearchParams({ VER: '8', database }).toString();
  }

  async handshake(messages: unknown[], headers = ''): Promise<unknown> {
    const form = this.#form(messages);
    form.set('headers', headers);
    const response = await this.#post(form, { CVER: '22', RID: String(this.#rid++) });
    const [[, hello]] = parseFrames(await response.text())[0] as Arrays as [[number, unknown[]]];
    this.sid = String(hello[1]);
    return hello[0];
  }

  /** @param repeat sends the very same request again, as after a lost reply */
  async forward(messages: unknown[], repeat = 1): Promise<[number, number, number]> {
    const form = this.#form(messages);
    const rid = String(this.#rid++);
    let reply: unknown;
    for (let i = 0; i < repeat; i++) {
      const response = await this.#post(form, { SID: this.sid, RID: rid, AID: String(this.lastArrayId) });
      reply = parseFrames(await response.text())[0];
    }
    return reply as [number, number, number];
  }

  /** Opens a back channel and reads until the condition holds; then drops the connection without a word. */
  readUntil(condition: (arrays: Arrays) => boolean, extra: Record<string, string> = {}): Promise<Arrays> {
    const url = this.#with({
      SID: this.sid,
      RID: 'rpc',
      AID: String(this.lastArrayId),
      CI: '0',
      TYPE: 'xmlhttp',
      ...extra,
    });
    return new Promise((resolve, reject) => {
      const request = httpRequest(url, { agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        const finish = (): void => {
          const arrays = parseFrames(text).flat() as Arrays;
          this.lastArrayId = arrays.at(-1)?.[0] ?? this.lastArrayId;
          resolve(arrays);
        };
        response.on('data', (chunk: string) => {
          text += chunk;
          if (!condition(parseFrames(text).flat() as Arrays)) return;
          request.destroy();
          finish();
        });
        response.on('end', finish);
      });
      request.on('error', reject);
      request.end();
    });
  }

  terminate = () =>
    fetch(this.#with({ SID: this.sid, RID: String(this.#rid++), TYPE: 'terminate' }), { method: 'POST' });
  forwardRaw = (sid: string) => this.#post(this.#form([]), { SID: sid, RID: '1' });

  #form(messages: unknown[]): URLSearchParams {
    const form = new URLSearchParams({ count: String(messages.length), ofs: String(this.#mapId) });
    messages.forEach((message, i) => {
      form.set(`req${i}___data__`, JSON.stringify(message));
    });
    this.#mapId += messages.length;
    return form;
  }

  #post(form: URLSearchParams, query: Record<string, string>): Promise<Response> {
    return fetch(this.#with(query), { method: 'POST', body: form, headers: { origin: 'http://localhost:5173' } });
  }

  #with(query: Record<string, string>): URL {
    const url = new URL(this.#url);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    return url;
  }
}

/** `<length>\n<JSON>` repeated; an unfinished frame at the end is left out. */
function parseFrames(text: string): unknown[] {
  const frames: unknown[] = [];
  let at = 0;
  for (;;) {
    const newline = text.indexOf('\n', at);
    const length = Number(text.slice(at, newline));
    if (newline < 0 || newline + 1 + length > text.length) return frames;
    frames.push(JSON.parse(text.slice(newline + 1, newline + 1 + length)));
    at = newline + 1 + length;
  }
}

const listenTo = (collectionId: string, targetId: number) => ({
  database,
  addTarget: { targetId, query: { parent: `${database}/documents`, structuredQuery: { from: [{ collectionId }] } } },
});
const put = (path: string, fields: object = {}) => ({ update: { name: `${database}/documents/${path}`, fields } });
const commit = async (write: unknown) => {
  const url = `http://${server.host}:${server.port}/v1/${database}/documents:commit`;
  expect((await fetch(url, { method: 'POST', body: JSON.stringify({ writes: [write] }) })).status).toBe(200);
};
const has = (word: string) => (arrays: Arrays) => JSON.stringify(arrays).includes(word);

test('a target goes ADD, documents, CURRENT, snapshot; text outside of ASCII keeps its length', async () => {
  await commit(put('flow/d', { text: { stringValue: 'señal 😀' } }));
  const channel = new Channel('Listen');
  expect(await channel.handshake([listenTo('flow', 2)])).toBe('c');
  const arrays = await channel.readUntil(has('"resumeToken"'));
  const changes = arrays.map(([, [message]]) => Object(message));
  expect(changes.map((change) => change.targetChange?.targetChangeType ?? Object.keys(change)[0])).toEqual([
    'ADD',
    'documentChange',
    'CURRENT',
    'targetChange',
  ]);
  expect(changes[1].documentChange.document.fields.text.stringValue).toBe('señal 😀');
  expect(arrays.map(([id]) => id)).toEqual([1, 2, 3, 4]);
  await channel.terminate();
});

test('a streaming back channel says something at once', async () => {
  const channel = new Channel('Listen');
  await channel.handshake([]);
  expect(await channel.readUntil((arrays) => arrays.length > 0)).toEqual([[1, ['noop']]]);
  await channel.terminate();
});

test('after a cut the client gets everything it has not acknowledged, and nothing twice', async () => {
  const channel = new Channel('Listen');
  await channel.handshake([listenTo('cut', 2)]);
  await channel.readUntil(has('"CURRENT"'));
  const before = channel.lastArrayId;
  await commit(put('cut/missed'));
  const arrays = await channel.readUntil(has('cut/missed'));
  expect(arrays[0]?.[0]).toBe(before + 1);
  // The arrays of the last read are not acknowledged when the client says so.
  channel.lastArrayId = before;
  expect(await channel.readUntil(has('cut/missed'))).toEqual(expect.arrayContaining([arrays[0]]));
  await channel.terminate();
});

test('a repeated forward request takes effect once', async () => {
  const channel = new Channel('Write');
  await channel.handshake([{ database }]);
  const [hello] = await channel.readUntil(has('streamToken'));
  const { streamToken } = Object(hello?.[1][0]);
  const increment = {
    streamToken,
    writes: [
      { ...put('once/d'), updateMask: {}, updateTransforms: [{ fieldPath: 'n', increment: { integerValue: '1' } }] },
    ],
  };
  await channel.forward([increment], 2);
  await channel.readUntil(has('writeResults'));
  const got = await fetch(`http://${server.host}:${server.port}/v1/${database}/documents/once/d`);
  expect(Object(await got.json()).fields).toEqual({ n: { integerValue: '1' } });
  await channel.terminate();
});

test('a failed write is an error in the channel, with the name of its status', async () => {
  const channel = new Channel('Write');
  await channel.handshake([{ database }]);
  const [hello] = await channel.readUntil(has('streamToken'));
  const { streamToken } = Object(hello?.[1][0]);
  await channel.forward([{ streamToken, writes: [{ ...put('fails/d'), currentDocument: { exists: true } }] }]);
  const arrays = await channel.readUntil(has('"error"'));
  expect(Object(arrays.at(-1)?.[1][0]).error).toMatchObject({ status: 'NOT_FOUND', code: 404 });
});

test('a long poll ends with its first answer', async () => {
  const channel = new Channel('Listen');
  await channel.handshake([listenTo('poll', 2)]);
  const arrays = await channel.readUntil(() => false, { CI: '1' });
  expect(JSON.stringify(arrays)).toContain('CURRENT');
  const quiet = await channel.readUntil(() => false, { CI: '1', TO: '50' });
  expect(quiet.map(([, data]) => data)).toEqual([['noop']]);
  await channel.terminate();
});

test('an unknown session is told so, with a status the client understands', async () => {
  const response = await new Channel('Listen').forwardRaw('nobody');
  expect(response.status).toBe(400);
  expect((await response.text()).indexOf('Unknown SID')).toBeGreaterThan(0);
});

test('answers may be read by the page that asked, with credentials', async () => {
  const response = await new Channel('Listen').forwardRaw('nobody');
  expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
  expect(response.headers.get('access-control-allow-credentials')).toBe('true');
  expect(response.headers.get('access-control-expose-headers')).toMatch(/X-HTTP-Session-Id/i);
});

test('a bad query removes its target and leaves the channel open', async () => {
  const channel = new Channel('Listen');
  await channel.handshake([listenTo('__bad__', 2)]);
  const arrays = await channel.readUntil(has('REMOVE'));
  expect(Object(arrays.at(-1)?.[1][0]).targetChange).toMatchObject({ targetIds: [2], cause: { code: 3 } });
  await channel.forward([listenTo('good', 4)]);
  await channel.readUntil(has('CURRENT'));
  await channel.terminate();
});
