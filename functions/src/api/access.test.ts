import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Access, Endpoint } from '@casillero/domain/api/endpoint';
import { fail } from '@casillero/domain/result';
import { standingDocuments } from '@casillero/domain/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { makeApi } from './app.ts';
import type { Served } from './serve.ts';

process.env.GCLOUD_PROJECT ??= 'demo-access';
process.env.MEDIA_BUCKET ??= 'demo-access-media';
const { endpointsOfApi } = await import('../composition/api.ts');

/** Those that every API has answer by themselves; all others are answered here by whether they were reached. */
const BUILT_IN = ['getHealth', 'getOpenApi', 'getMe', 'getScreenshotMedia', 'retryScreenshot'];
const endpoints = endpointsOfApi().filter(({ id }) => !BUILT_IN.includes(id));
const reached = async () => fail('reached', 'Reached.', '');
/** The endpoint with a door and nothing behind it: whatever is sent, whoever is let in is told so. */
const door = (endpoint: Endpoint): Served => ({
  kind: 'json',
  endpoint: { ...endpoint, params: z.unknown(), query: z.unknown(), body: z.unknown(), needsIdempotencyKey: false },
  handle: reached,
});

const CALLERS: Record<string, { uid: string; claims: unknown } | null> = {
  nobody: null,
  claimless: { uid: 'nadie', claims: {} },
  operator: { uid: 'olga', claims: { role: 'operator' } },
  admin: { uid: 'ada', claims: { role: 'admin', tenantId: 'cuscatlan' } },
  member: { uid: 'memo', claims: { role: 'member', tenantId: 'cuscatlan' } },
  'other importer’s admin': { uid: 'iris', claims: { role: 'admin', tenantId: 'izalco' } },
  'operator and member in one token': { uid: 'odd', claims: { role: 'operator', tenantId: 'izalco' } },
};
const documents = standingDocuments(Object.values(CALLERS));

/** R92, written out: what each caller is told; null: let in. */
const TOLD: Readonly<Record<Access, Readonly<Record<string, number | null>>>> = {
  public: all(null),
  'signed-in': { ...all(null), nobody: 401 },
  viewer: {
    ...all(404),
    nobody: 401,
    operator: null,
    admin: null,
    member: null,
    'operator and member in one token': null,
  },
  member: {
    ...all(404),
    nobody: 401,
    operator: 403,
    admin: null,
    member: null,
    'operator and member in one token': 403,
  },
  admin: { ...all(404), nobody: 401, operator: 403, admin: null, member: 403, 'operator and member in one token': 403 },
  steward: {
    ...all(404),
    nobody: 401,
    operator: null,
    admin: null,
    member: 403,
    'operator and member in one token': null,
  },
  operator: { ...all(404), nobody: 401, operator: null, 'operator and member in one token': null },
};
function all(told: number | null): Record<string, number | null> {
  return Object.fromEntries(Object.keys(CALLERS).map((who) => [who, told]));
}

let origin: string;
let server: Server;
beforeAll(async () => {
  const app = makeApi({
    verifyToken: async (token) => CALLERS[decodeURIComponent(token)] ?? null,
    readDocument: async (path) => documents[path] ?? null,
    loadMedia: async () => null,
    retryScreenshot: reached as never,
    endpoints: endpoints.map(door),
    onDefect: () => undefined,
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

describe('R92: every endpoint, every caller', () => {
  test.each(
    endpoints.map((each) => [`${each.method} ${each.path} (${each.access})`, each] as const),
  )('%s', async (_name, { method, path, access }) => {
    const filled = path.replaceAll('{tenantId}', 'cuscatlan').replaceAll(/\{\w+\}/g, 'x');
    const told = await Promise.all(
      Object.keys(CALLERS).map(async (who) => {
        const headers = who === 'nobody' ? {} : { authorization: `Bearer ${encodeURIComponent(who)}` };
        const answer = await fetch(`${origin}${filled}`, { method, headers });
        const { code = '' } = (await answer.json()) as { code?: string };
        return [who, code === 'reached' ? null : answer.status] as const;
      }),
    );
    expect(Object.fromEntries(told)).toEqual(TOLD[access]);
  });
});

test('what belongs to an importer names it in its path, and nothing else is for its people', () => {
  const forPeople: readonly Access[] = ['viewer', 'member', 'admin', 'steward'];
  const wrong = endpointsOfApi().filter(
    ({ path, access }) => forPeople.includes(access) && !path.startsWith('/tenants/{tenantId}'),
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test('anybody may call only these', () => {
  expect(
    endpointsOfApi()
      .filter(({ access }) => access === 'public')
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['getHealth', 'getOpenApi', 'getOutgoingFile', 'getTrackingPage']);
});
