import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type App, deleteApp, initializeApp } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LogIns } from '../usecases/members/ports.ts';
import { firebaseLogIns } from './firebase-log-ins.ts';

/**
 * The few calls of Identity Toolkit that log-ins need, answered as its reference describes them.
 * @see https://cloud.google.com/identity-platform/docs/reference/rest/v1/accounts
 */
type Account = {
  localId: string;
  email: string;
  customAttributes?: string;
  emailVerified?: boolean;
  validSince?: number;
  providerUserInfo?: object[];
  createdAt?: string;
  lastLoginAt?: string;
};
const accounts = new Map<string, Account>();
const sentCodes: Record<string, unknown>[] = [];
let server: Server;
let app: App;
let logIns: LogIns;

function answer(path: string, body: Record<string, unknown>): { status: number; json: unknown } {
  const byEmail = (email: unknown) => [...accounts.values()].find((each) => each.email === email);
  if (path.endsWith('/accounts:lookup')) {
    const [email] = (body.email as string[] | undefined) ?? [];
    const [uid] = (body.localId as string[] | undefined) ?? [];
    const found = email === undefined ? accounts.get(uid ?? '') : byEmail(email);
    return { status: 200, json: found === undefined ? {} : { users: [found] } };
  }
  if (path.endsWith('/accounts')) {
    if (byEmail(body.email)) return { status: 400, json: { error: { code: 400, message: 'EMAIL_EXISTS' } } };
    const made = { localId: `uid${accounts.size + 1}`, email: String(body.email) };
    accounts.set(made.localId, made);
    return { status: 200, json: made };
  }
  if (path.endsWith('/accounts:update')) {
    const account = accounts.get(String(body.localId));
    if (account === undefined) return { status: 400, json: { error: { code: 400, message: 'USER_NOT_FOUND' } } };
    accounts.set(account.localId, { ...account, ...(body as Partial<Account>) });
    return { status: 200, json: { localId: account.localId } };
  }
  if (path.endsWith('/accounts:sendOobCode')) {
    sentCodes.push(body);
    return { status: 200, json: { oobLink: 'https://casillero.example/__/auth/action?oobCode=x', email: body.email } };
  }
  return { status: 404, json: {} };
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>);
    const { status, json } = answer(new URL(request.url ?? '', 'http://x').pathname, body);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(json));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.FIREBASE_AUTH_EMULATOR_HOST = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  // The Admin SDK looks for the emulator when Auth is first asked for.
  app = initializeApp({ projectId: 'demo-log-ins' }, 'log-ins');
  logIns = firebaseLogIns(getAuth(app), () => 'https://casillero.example');
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await deleteApp(app);
  delete process.env.FIREBASE_AUTH_EMULATOR_HOST;
});

beforeEach(() => {
  accounts.clear();
  sentCodes.length = 0;
});

test('a log-in is made, found and given a role; whoever has none any more is signed out', async () => {
  expect(await logIns.findByEmail('ana@sol.example')).toBeNull();
  const made = await logIns.create('ana@sol.example', 'Ana');
  expect(made).toEqual({ uid: 'uid1', claims: null, isEmailVerified: false, hasSignedIn: false });
  await logIns.setClaims('uid1', { role: 'admin', tenantId: 'sol' });
  expect(await logIns.findByEmail('ana@sol.example')).toMatchObject({ claims: { role: 'admin', tenantId: 'sol' } });
  expect(accounts.get('uid1')?.validSince).toBeUndefined();
  await logIns.setClaims('uid1', null);
  expect(Number(accounts.get('uid1')?.validSince)).toBeGreaterThan(0);
  expect(await logIns.findByEmail('ana@sol.example')).toMatchObject({ claims: null });
});

test('made twice, at once or after a crash, it is one', async () => {
  const [a, b] = [await logIns.create('beto@sol.example', 'Beto'), await logIns.create('beto@sol.example', 'Beto')];
  expect(a.uid).toBe(b.uid);
});

test('the link is for choosing a password, and no e-mail is sent', async () => {
  expect(await logIns.passwordLink('ana@sol.example')).toMatch(/^https:/);
  expect(sentCodes).toEqual([
    expect.objectContaining({ requestType: 'PASSWORD_RESET', email: 'ana@sol.example', returnOobLink: true }),
  ]);
});

test('whoever could enter is shut out: another password, no other way in, no older token', async () => {
  accounts.set('squat', {
    localId: 'squat',
    email: 'c@sol.example',
    providerUserInfo: [{ providerId: 'facebook.com', rawId: '1' }],
  });
  await logIns.shutOut('squat');
  expect(accounts.get('squat')).toMatchObject({
    password: expect.stringMatching(/^.{40,}$/),
    deleteProvider: ['facebook.com'],
    validSince: expect.any(Number),
  });
});

test.each([
  ['never', {}, false],
  ['by the emulator’s word, as it was made', { createdAt: '1700000000000', lastLoginAt: '1700000000500' }, false],
  ['later', { createdAt: '1700000000000', lastLoginAt: '1700000900000' }, true],
  [
    'as it was made, by a provider that vouches for the address',
    { createdAt: '1700000000000', lastLoginAt: '1700000000500', emailVerified: true },
    true,
  ],
])('signed in %s', async (_when, times, hasSignedIn) => {
  accounts.set('times', { localId: 'times', email: 'times@sol.example', ...times });
  expect(await logIns.findByEmail('times@sol.example')).toMatchObject({ hasSignedIn });
});
