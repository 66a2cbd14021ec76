import { readFileSync } from 'node:fs';
import type { Claims } from '@casillero/domain/access/identity';
import { type FirestoreServer, startFirestoreServer } from '@casillero/firestore-server';
import { deleteApp, type FirebaseApp, initializeApp } from 'firebase/app';
import { connectFirestoreEmulator, deleteDoc, doc, type Firestore, getFirestore, setDoc } from 'firebase/firestore';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownRoleOver } from './own-role.ts';

/** The own role under the rules that are deployed: told also to those who have none any more. */
const MEMBER: Claims = { role: 'member', tenantId: 'cuscatlan' };
let server: FirestoreServer;
let past: Firestore;
const apps: FirebaseApp[] = [];

function open(mockUserToken: { sub: string } | 'owner'): Firestore {
  const app = initializeApp({ projectId: 'demo-own-role' }, `own-role-${apps.length}`);
  apps.push(app);
  const firestore = getFirestore(app);
  connectFirestoreEmulator(firestore, server.host, server.port, { mockUserToken });
  return firestore;
}

beforeAll(async () => {
  const rules = readFileSync(new URL('../../../firestore.rules', import.meta.url), 'utf8');
  server = await startFirestoreServer({ port: 0, rules });
  past = open('owner');
});
afterAll(async () => {
  await Promise.all(apps.map(deleteApp));
  await server.stop();
});

const MEMO = 'tenants/cuscatlan/members/memo';
const OLGA = 'users/olga';

test.each<[string, Claims, string, Record<string, unknown> | null, Claims['role'] | null]>([
  ['memo', MEMBER, MEMO, { role: 'member' }, 'member'],
  ['memo', MEMBER, MEMO, { role: 'admin' }, 'admin'],
  ['memo', MEMBER, MEMO, { role: 'operator' }, null],
  ['memo', MEMBER, MEMO, null, null],
  ['olga', { role: 'operator' }, OLGA, { role: 'operator' }, 'operator'],
  ['olga', { role: 'operator' }, OLGA, { role: 'admin' }, null],
  ['olga', { role: 'operator' }, OLGA, { role: null }, null],
  ['olga', { role: 'operator' }, OLGA, null, null],
])('%s with claims %j, %s is %j ▶ %j', async (uid, claims, path, fields, role) => {
  const document = doc(past, path);
  await (fields === null ? deleteDoc(document) : setDoc(document, fields));
  const source = ownRoleOver(open({ sub: uid, ...claims })).watchOwnRole(uid, claims);
  const end = source.subscribe(() => {});
  await expect.poll(() => source.getSnapshot()).toEqual({ status: 'ready', value: role });
  end();
});

test('a change is told while one watches', async () => {
  await setDoc(doc(past, MEMO), { role: 'member' });
  const source = ownRoleOver(open({ sub: 'memo', ...MEMBER })).watchOwnRole('memo', MEMBER);
  const told: unknown[] = [];
  const end = source.subscribe(() => told.push(source.getSnapshot()));
  await expect.poll(() => told).toEqual([{ status: 'ready', value: 'member' }]);
  await setDoc(doc(past, MEMO), { role: 'admin' });
  await expect.poll(() => told.at(-1)).toEqual({ status: 'ready', value: 'admin' });
  await deleteDoc(doc(past, MEMO));
  await expect.poll(() => told.at(-1)).toEqual({ status: 'ready', value: null });
  end();
});
