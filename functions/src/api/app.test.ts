import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail, ok } from '@casillero/domain/result';
import { aScreenshot, aTenant, standingDocuments } from '@casillero/domain/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ApiDeps, makeApi } from './app.ts';

const media = {
  path: 'tenants/cuscatlan/screenshots/s1/original.jpg',
  thumbnailPath: 'tenants/cuscatlan/screenshots/s1/thumbnail.webp',
  picturePath: null,
  contentType: 'image/jpeg' as const,
  sizeBytes: 3,
  width: 1,
  height: 1,
  sha256: '00',
};
const DOCUMENTS: Record<string, object> = {
  'tenants/cuscatlan': aTenant(),
  'tenants/cuscatlan/screenshots/s1': aScreenshot({ state: 'stored', media }),
  'tenants/cuscatlan/screenshots/fetching': aScreenshot(),
  'tenants/cuscatlan/screenshots/pdf': aScreenshot({
    state: 'stored',
    media: { ...media, contentType: 'application/pdf', thumbnailPath: null },
  }),
  'tenants/cuscatlan/screenshots/heic': aScreenshot({
    state: 'stored',
    media: { ...media, contentType: 'image/heic', picturePath: 'tenants/cuscatlan/screenshots/heic/picture.jpg' },
  }),
};
const TOKENS: Record<string, { uid: string; email?: string; claims: unknown }> = {
  operator: { uid: 'olga', email: 'olga@casillero.example', claims: { role: 'operator' } },
  admin: { uid: 'ada', claims: { role: 'admin', tenantId: 'cuscatlan' } },
  member: { uid: 'memo', claims: { role: 'member', tenantId: 'cuscatlan' } },
  other: { uid: 'iris', claims: { role: 'admin', tenantId: 'izalco' } },
  claimless: { uid: 'nadie', claims: {} },
  odd: { uid: 'odd', claims: { role: 'king' } },
};
const standings: Record<string, object> = standingDocuments(Object.values(TOKENS));

let origin: string;
let server: Server;
let retried: string[];
let retry: ApiDeps['retryScreenshot'];
const defects: unknown[] = [];

beforeAll(async () => {
  const app = makeApi({
    verifyToken: async (token) => TOKENS[token] ?? null,
    readDocument: async (path) => {
      if (path.endsWith('broken')) throw new Error('the secret is 1234');
      return ((DOCUMENTS[path] ?? standings[path]) as Record<string, unknown> | undefined) ?? null;
    },
    loadMedia: async (path) => new TextEncoder().encode(path.replace(/.*\/(\w+)\..*/, '$1')),
    retryScreenshot: (tenantId, screenshotId) => retry(tenantId, screenshotId),
    endpoints: [],
    onDefect: (error) => defects.push(error),
  });
  server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  retried = [];
  retry = async (tenantId, screenshotId) => {
    retried.push(`${tenantId}/${screenshotId}`);
    return ok('media');
  };
});

const call = (token: string | null, path: string, method = 'GET') =>
  fetch(`${origin}/api/v1${path}`, { method, headers: token === null ? {} : { Authorization: `Bearer ${token}` } });

test('health needs no token', async () => {
  expect(await (await call(null, '/health')).json()).toEqual({ status: 'ok' });
});

describe('who am I', () => {
  test.each([
    ['operator', { uid: 'olga', email: 'olga@casillero.example', role: 'operator', tenantId: null, tenant: null }],
    [
      'admin',
      { uid: 'ada', role: 'admin', tenantId: 'cuscatlan', tenant: { name: 'Importadora Cuscatlán', locale: 'es' } },
    ],
    ['claimless', { uid: 'nadie', role: null, tenantId: null, tenant: null }],
    ['odd', { uid: 'odd', role: null, tenantId: null, tenant: null }],
  ])('%s', async (token, expected) => {
    const answer = await call(token, '/me');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(await answer.json()).toMatchObject(expected);
  });
});

describe('R92: token, role and tenant', () => {
  const thumbnail = '/tenants/cuscatlan/screenshots/s1/media/thumbnail';
  test.each<[string, string | null, string, string, number, string | null]>([
    ['no token', null, 'GET', '/me', 401, 'not-signed-in'],
    ['a token that is none', 'forged', 'GET', '/me', 401, 'not-signed-in'],
    ['no token', null, 'GET', thumbnail, 401, 'not-signed-in'],
    ['a member', 'member', 'GET', thumbnail, 200, null],
    ['an operator', 'operator', 'GET', thumbnail, 200, null],
    ['another tenant’s admin', 'other', 'GET', thumbnail, 404, 'not-found'],
    ['no claims', 'claimless', 'GET', thumbnail, 404, 'not-found'],
    ['a screenshot that is not', 'member', 'GET', thumbnail.replace('s1', 's2'), 404, 'not-found'],
    ['one without bytes yet', 'member', 'GET', thumbnail.replace('s1', 'fetching'), 404, 'not-found'],
    ['a PDF has no thumbnail', 'member', 'GET', thumbnail.replace('s1', 'pdf'), 404, 'not-found'],
    [
      'a PDF from before PDFs were drawn has no picture',
      'member',
      'GET',
      '/tenants/cuscatlan/screenshots/pdf/media/picture',
      404,
      'not-found',
    ],
    ['a rendition that is not', 'member', 'GET', thumbnail.replace('thumbnail', 'huge'), 404, 'not-found'],
    [
      'a way out of the path',
      'member',
      'GET',
      '/tenants/cuscatlan/screenshots/..%2F..%2Fx/media/original',
      404,
      'not-found',
    ],
    ['a bad escape', 'member', 'GET', '/tenants/%zz/screenshots/s1/media/original', 400, 'invalid-request'],
    ['an address that is not', 'member', 'GET', '/nowhere', 404, 'not-found'],
    ['a member retries', 'member', 'POST', '/tenants/cuscatlan/screenshots/s1/retry', 202, null],
    ['an operator retries', 'operator', 'POST', '/tenants/cuscatlan/screenshots/s1/retry', 403, 'members-only'],
    ['another tenant’s admin retries', 'other', 'POST', '/tenants/cuscatlan/screenshots/s1/retry', 404, 'not-found'],
  ])('%s (%s): %s %s ▶ %i %s', async (_what, token, method, path, status, code) => {
    const answer = await call(token, path, method);
    expect(answer.status).toBe(status);
    if (code !== null) {
      const body = (await answer.json()) as Record<string, string>;
      expect(Object.keys(body)).toEqual(['code', 'message', 'hint']);
      expect(body.code).toBe(code);
    }
    expect(retried).toEqual(status === 202 ? ['cuscatlan/s1'] : []);
  });
});

test.each([
  ['s1', 'original', 'image/jpeg', 'original'],
  ['s1', 'picture', 'image/jpeg', 'original'],
  ['s1', 'thumbnail', 'image/webp', 'thumbnail'],
  ['heic', 'original', 'image/heic', 'original'],
  ['heic', 'picture', 'image/jpeg', 'picture'],
])('of %s the %s is sent as %s, for this reader’s cache only', async (id, rendition, type, bytes) => {
  const answer = await call('member', `/tenants/cuscatlan/screenshots/${id}/media/${rendition}`);
  expect(answer.headers.get('content-type')).toBe(type);
  expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await answer.text()).toBe(bytes);
});

test('nothing to retry is a conflict that says so', async () => {
  retry = async () => fail('nothing-to-retry', 'Nothing has failed.', 'Wait.');
  const answer = await call('member', '/tenants/cuscatlan/screenshots/s1/retry', 'POST');
  expect([answer.status, await answer.json()]).toEqual([
    409,
    { code: 'nothing-to-retry', message: 'Nothing has failed.', hint: 'Wait.' },
  ]);
});

test('a defect of ours is logged and answered without its words', async () => {
  const answer = await call('member', '/tenants/cuscatlan/screenshots/broken/media/original');
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('1234');
  expect(defects).toEqual([expect.objectContaining({ message: 'the secret is 1234' })]);
});
