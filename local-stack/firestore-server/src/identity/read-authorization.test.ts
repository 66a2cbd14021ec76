import { expect, test } from 'vitest';
import { readAuthorization } from './read-authorization.ts';

const part = (json: unknown): string => Buffer.from(JSON.stringify(json)).toString('base64url');
const token = (claims: unknown): string => `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;

test.each([
  { header: undefined, caller: { isOwner: false, auth: null }, why: 'nobody' },
  { header: 'Bearer owner', caller: { isOwner: true, auth: null }, why: 'the owner' },
  {
    header: `Bearer ${token({ sub: 'ana', iat: 0, exp: 3600, team: 'red' })}`,
    caller: { isOwner: false, auth: { uid: 'ana', token: { sub: 'ana', iat: 0, exp: 3600, team: 'red' } } },
    why: 'a mock user, whose token has long expired',
  },
  {
    header: `bearer ${token({ user_id: 'bob' })}`,
    caller: { isOwner: false, auth: { uid: 'bob', token: { user_id: 'bob' } } },
    why: 'user_id in place of sub',
  },
])('$why', ({ header, caller }) => expect(readAuthorization(header)).toEqual(caller));

test.each([
  { header: 'Basic YTpi', why: 'another scheme' },
  { header: 'Bearer nonsense', why: 'no token' },
  { header: 'Bearer a.b!!.c', why: 'no JSON in it' },
  { header: `Bearer ${token({ iat: 0 })}`, why: 'nobody in it' },
  { header: `Bearer a.${part(7)}.`, why: 'no object in it' },
])('refused: $why', ({ header }) => {
  expect(() => readAuthorization(header)).toThrow(expect.objectContaining({ status: 'UNAUTHENTICATED' }));
});
