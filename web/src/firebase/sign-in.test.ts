// @vitest-environment happy-dom
import { claimsSchema } from '@casillero/domain/access/identity';
import { expect, test } from 'vitest';
import { SIGN_IN_FAILURES } from '../features/session/ports.ts';
import { readClaims } from './session.ts';
import { parseLocalStack } from './settings.ts';
import { signInFailure } from './sign-in-failures.ts';

test.each([
  {},
  { role: 'operator' },
  { role: 'operator', tenantId: 'lempa' },
  { role: 'admin', tenantId: 'lempa' },
  { role: 'member', tenantId: 'lempa', extra: 1 },
  { role: 'admin' },
  { role: 'member', tenantId: 7 },
  { role: 'owner', tenantId: 'lempa' },
  { tenantId: 'lempa' },
])('claims %j are read as the domain reads them', (claims) =>
  expect(readClaims(claims)).toEqual(claimsSchema.safeParse(claims).data ?? null));

test.each([
  { error: { code: 'auth/invalid-credential' }, code: 'wrong-credentials' },
  { error: { code: 'auth/user-not-found' }, code: 'wrong-credentials' },
  { error: { code: 'auth/user-disabled' }, code: 'user-disabled' },
  { error: { code: 'auth/network-request-failed' }, code: 'no-network' },
  { error: { code: 'auth/too-many-requests' }, code: 'too-many-attempts' },
  { error: { code: 'auth/popup-closed-by-user' }, code: 'popup-closed' },
  { error: { code: 'auth/operation-not-allowed' }, code: 'not-offered' },
  { error: { code: 'auth/something-new' }, code: 'unknown' },
  { error: new TypeError('broken'), code: 'unknown' },
  { error: null, code: 'unknown' },
])('$error ▶ $code', ({ error, code }) => {
  const { failure } = signInFailure(error);
  expect(failure.code).toBe(code);
  expect(SIGN_IN_FAILURES).toContain(failure.code);
});

const local = {
  localStack: 1,
  auth: { url: 'http://127.0.0.1:5003' },
  firestore: { host: '127.0.0.1', port: 5002 },
};

test('the local stack’s addresses are taken', () =>
  expect(parseLocalStack(local)).toEqual({ authUrl: local.auth.url, firestore: local.firestore }));

test.each([
  null,
  {},
  'x',
  { ...local, auth: {} },
  { ...local, firestore: { host: 'h', port: '1' } },
])('%j names no local stack', (body) => expect(parseLocalStack(body)).toBeNull());
