import { endpoint } from '@casillero/domain/api/endpoint';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { messageFileId } from '../features/media/message-file-id.ts';
import { makeApiClient } from './api-client.ts';
import { filesOver } from './file-client.ts';

/** A client whose server gives the answers in turn; an Error is a lost connection. */
function clientOf(...answers: readonly (Response | Error)[]) {
  const left = [...answers];
  const asked: string[] = [];
  const api = makeApiClient({
    apiBase: '/api/v1',
    idToken: async (isFresh) => (isFresh ? 'fresh' : 'kept'),
    async fetch(url, init) {
      asked.push(`${init?.method} ${url} ${new Headers(init?.headers).get('authorization')}`);
      const answer = left.shift();
      if (!answer || answer instanceof Error) throw answer ?? new Error('asked too often');
      return answer;
    },
  });
  return { client: { ...api, ...filesOver(api.call) }, asked };
}
const refusal = (status: number, code: string) => Response.json({ code, message: 'm', hint: 'h' }, { status });

test('a picture is fetched with the token', async () => {
  const { client, asked } = clientOf(new Response('bytes'));
  const loaded = await client.loadMedia('lempa', 'a/b', 'thumbnail');
  expect(loaded.ok && (await loaded.value.text())).toBe('bytes');
  expect(asked).toEqual(['GET /api/v1/tenants/lempa/screenshots/a%2Fb/media/thumbnail Bearer kept']);
});

test('a file of a message is fetched from its place', async () => {
  const { client, asked } = clientOf(new Response('bytes'));
  const loaded = await client.loadMedia('lempa', messageFileId('s1', 'm 1', 0), 'thumbnail');
  expect(loaded.ok && (await loaded.value.text())).toBe('bytes');
  expect(asked).toEqual(['GET /api/v1/tenants/lempa/conversations/s1/messages/m%201/media/0/thumbnail Bearer kept']);
});

test('a refused token is renewed once', async () => {
  const { client, asked } = clientOf(refusal(403, 'no-role'), new Response(null, { status: 202 }));
  expect((await client.retryScreenshot('lempa', 'a')).ok).toBe(true);
  expect(asked).toEqual([
    'POST /api/v1/tenants/lempa/screenshots/a/retry Bearer kept',
    'POST /api/v1/tenants/lempa/screenshots/a/retry Bearer fresh',
  ]);
});

test.each([
  { answers: [refusal(404, 'not-found')], code: 'not-found', isPassing: false },
  { answers: [refusal(401, 'not-signed-in'), refusal(401, 'not-signed-in')], code: 'not-signed-in', isPassing: false },
  { answers: [new Response('<html>', { status: 502 })], code: 'http-502', isPassing: true },
  { answers: [refusal(429, 'too-many')], code: 'too-many', isPassing: true },
  { answers: [new TypeError('Failed to fetch')], code: 'no-network', isPassing: true },
])('$code is passing: $isPassing', async ({ answers, code, isPassing }) => {
  const loaded = await clientOf(...answers).client.loadMedia('lempa', 'a', 'original');
  expect(loaded).toMatchObject({ ok: false, failure: { code }, isPassing });
});

describe('an endpoint is called', () => {
  const addLabel = endpoint({
    id: 'addLabel',
    method: 'POST',
    path: '/tenants/{tenantId}/labels',
    summary: 'Adds a label.',
    access: 'admin',
    params: z.object({ tenantId: z.string() }),
    query: z.object({ at: z.number().optional() }),
    body: z.object({ label: z.string() }),
    answer: z.object({ id: z.string() }),
    status: 201,
    failures: {},
    needsIdempotencyKey: true,
  });
  const call = { params: { tenantId: 'a/b' }, query: { at: 1 }, body: { label: 'ñ' } };

  test('with its parameters, query, body and key', async () => {
    const requests: Request[] = [];
    const client = makeApiClient({
      apiBase: 'https://casillero.example/api/v1',
      idToken: async () => 'kept',
      async fetch(url, init) {
        requests.push(new Request(url as string, init));
        return Response.json({ id: 'l1' }, { status: 201 });
      },
    });
    expect(await client.callEndpoint(addLabel, call, 'k1')).toEqual({ ok: true, value: { id: 'l1' } });
    const [request] = requests;
    expect(request?.method).toBe('POST');
    expect(request?.url).toBe('https://casillero.example/api/v1/tenants/a%2Fb/labels?at=1');
    expect(request?.headers.get('idempotency-key')).toBe('k1');
    expect(await request?.json()).toEqual({ label: 'ñ' });
  });

  test.each([
    { answer: refusal(409, 'label-taken'), code: 'label-taken' },
    { answer: Response.json({ identifier: 'l1' }, { status: 201 }), code: 'unexpected-answer' },
    { answer: new Response('<html>', { status: 201 }), code: 'unexpected-answer' },
    { answer: new TypeError('Failed to fetch'), code: 'no-network' },
  ])('$code', async ({ answer, code }) => {
    const called = await clientOf(answer).client.callEndpoint(addLabel, call);
    expect(called).toMatchObject({ ok: false, failure: { code } });
  });
});
