import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Access, endpoint } from '@casillero/domain/api/endpoint';
import { fail, ok } from '@casillero/domain/result';
import { standingDocuments } from '@casillero/domain/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { makeApi } from './app.ts';
import { limitRate, MOST_PER_MINUTE } from './rate-limit.ts';
import { serve } from './serve.ts';

const TOKENS: Record<string, { uid: string; claims: unknown }> = {
  operator: { uid: 'olga', claims: { role: 'operator' } },
  admin: { uid: 'ada', claims: { role: 'admin', tenantId: 'cuscatlan' } },
  member: { uid: 'memo', claims: { role: 'member', tenantId: 'cuscatlan' } },
  other: { uid: 'iris', claims: { role: 'admin', tenantId: 'izalco' } },
  claimless: { uid: 'nadie', claims: {} },
};
const documents = standingDocuments(Object.values(TOKENS));

/** Answers with what it was given, as one of each access. */
const boxes = (access: Access) =>
  endpoint({
    id: `put${access}`,
    method: 'PUT',
    path: `/${access}/{tenantId}/boxes/{box}`,
    summary: 'Puts something into a box.',
    access,
    params: z.object({ tenantId: z.string(), box: z.string().regex(/^[a-z]+$/) }),
    query: z.object({ times: z.coerce.number().int().default(1) }),
    body: z.object({ text: z.string().min(1) }),
    answer: z.object({ uid: z.string().nullable(), box: z.string(), text: z.string() }),
    status: 201,
    failures: { 'box-full': 422 },
    needsIdempotencyKey: false,
  });
const ACCESSES: Access[] = ['public', 'signed-in', 'viewer', 'member', 'admin', 'steward', 'operator'];

const defects: string[] = [];
let origin: string;
let server: Server;
let minute = 0;
beforeAll(async () => {
  const app = makeApi({
    verifyToken: async (token) => TOKENS[token] ?? null,
    readDocument: async (path) => documents[path] ?? null,
    loadMedia: async () => null,
    retryScreenshot: async () => fail('not-found', '', ''),
    endpoints: ACCESSES.map((access) =>
      serve(boxes(access), async ({ params, query, body }, { identity }) =>
        params.box === 'full'
          ? fail('box-full', 'The box is full.', 'Take another.')
          : ok({
              uid: identity?.uid ?? null,
              box: params.box,
              text: params.box === 'wrong' ? (7 as unknown as string) : body.text.repeat(query.times),
              secret: 'hush',
            }),
      ),
    ),
    limit: limitRate({ share: async () => 0, now: () => new Date(minute * 60_000) }),
    onDefect: (error) => defects.push(String(error)),
  });
  server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

// Calls are counted by the minute: each test has one of its own.
beforeEach(() => {
  minute += 1;
  defects.length = 0;
});

const put = (token: string | null, path: string, body: unknown = { text: 'x' }) =>
  fetch(`${origin}${path}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', ...(token === null ? {} : { Authorization: `Bearer ${token}` }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('R92: who may call', () => {
  const callers = [null, 'forged', 'claimless', 'other', 'member', 'admin', 'operator'] as const;
  const answers: Record<Access, readonly number[]> = {
    public: [201, 201, 201, 201, 201, 201, 201],
    'signed-in': [401, 401, 201, 201, 201, 201, 201],
    viewer: [401, 401, 404, 404, 201, 201, 201],
    member: [401, 401, 404, 404, 201, 201, 403],
    admin: [401, 401, 404, 404, 403, 201, 403],
    steward: [401, 401, 404, 404, 403, 201, 201],
    operator: [401, 401, 404, 404, 404, 404, 201],
  };
  test.each(
    ACCESSES.flatMap((access) => callers.map((who, i) => [access, who, answers[access][i] ?? 0] as const)),
  )('%s, %s ▶ %i', async (access, who, status) => {
    expect((await put(who, `/${access}/cuscatlan/boxes/a`)).status).toBe(status);
  });
});

test('parameters, query and body reach the handler parsed, with the caller', async () => {
  const answer = await put('admin', '/admin/cuscatlan/boxes/a?times=3', { text: 'ñ' });
  expect([answer.status, await answer.json()]).toEqual([201, { uid: 'ada', box: 'a', text: 'ñññ' }]);
});

describe('R93: bad input', () => {
  test.each<[string, string, unknown, number, string]>([
    ['a parameter of a wrong form names nothing', '/admin/cuscatlan/boxes/A1', { text: 'x' }, 404, 'not-found'],
    ['a query that does not fit', '/admin/cuscatlan/boxes/a?times=x', { text: 'x' }, 400, 'invalid-input'],
    ['a body that does not fit', '/admin/cuscatlan/boxes/a', { text: '' }, 400, 'invalid-input'],
    ['no JSON', '/admin/cuscatlan/boxes/a', '{', 400, 'invalid-request'],
    ['far too much', '/admin/cuscatlan/boxes/a', { text: 'x'.repeat(300_000) }, 413, 'invalid-request'],
    ['a failure of the handler', '/admin/cuscatlan/boxes/full', { text: 'x' }, 422, 'box-full'],
  ])('%s', async (_what, path, body, status, code) => {
    const answer = await put('admin', path, body);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
  });
});

test('what the contract does not name does not leave; what breaks it is a defect of ours', async () => {
  expect(await (await put('admin', '/admin/cuscatlan/boxes/a')).json()).toEqual({ uid: 'ada', box: 'a', text: 'x' });
  expect((await put('admin', '/admin/cuscatlan/boxes/wrong')).status).toBe(500);
  expect(defects).toEqual([expect.stringContaining('putadmin answers against its schema')]);
});

test('too many calls from one address are told when to come back; the signed-in are counted by themselves', async () => {
  let last = await put(null, '/public/cuscatlan/boxes/a');
  for (let i = 0; i < MOST_PER_MINUTE.stranger; i++) last = await put(null, '/public/cuscatlan/boxes/a');
  expect([last.status, last.headers.get('retry-after'), ((await last.json()) as { code: string }).code]).toEqual([
    429,
    '60',
    'too-many-calls',
  ]);
  expect((await put('forged', '/operator/cuscatlan/boxes/a')).status).toBe(429);
  expect((await put('admin', '/public/cuscatlan/boxes/a')).status).toBe(201);
});
