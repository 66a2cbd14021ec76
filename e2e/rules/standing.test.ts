import { assertFails, assertSucceeds, type RulesTestEnvironment } from '@firebase/rules-unit-testing';
import { collection, deleteDoc, doc, type Firestore, getDoc, getDocs, onSnapshot, setDoc } from 'firebase/firestore';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRules } from './who.ts';

/** R71: a token tells for an hour what somebody was. The document of the own role tells what they are, at once. */
let environment: RulesTestEnvironment;

beforeAll(async () => {
  environment = await startRules('demo-rules-standing');
});
afterAll(() => environment.cleanup());

type Documents = Readonly<Record<string, Record<string, unknown>>>;
const pastTheRules = (work: (firestore: Firestore) => Promise<unknown>) =>
  environment.withSecurityRulesDisabled(async (context) => {
    await work(context.firestore() as unknown as Firestore);
  });
const write = (documents: Documents) =>
  pastTheRules((firestore) =>
    Promise.all(Object.entries(documents).map(([path, fields]) => setDoc(doc(firestore, path), fields))),
  );
const bearing = (uid: string, claims: Record<string, unknown>) =>
  environment.authenticatedContext(uid, claims).firestore() as unknown as Firestore;

const OPERATOR = { role: 'operator' };
const ADMIN = { role: 'admin', tenantId: 'cuscatlan' };
const MEMBER = { role: 'member', tenantId: 'cuscatlan' };
/** What each rank may read and the next lower may not. */
const REACH = { operator: 'outbox', admin: 'tenants/cuscatlan/audit', member: 'tenants/cuscatlan/batches' } as const;
type Rank = keyof typeof REACH;

const CASES: [string, Record<string, unknown>, (uid: string) => Documents, readonly Rank[]][] = [
  ['an admin', ADMIN, (uid) => own(uid, 'admin'), ['admin', 'member']],
  ['a member', MEMBER, (uid) => own(uid, 'member'), ['member']],
  ['a removed admin', ADMIN, () => ({}), []],
  ['a removed member', MEMBER, () => ({}), []],
  ['a demoted admin', ADMIN, (uid) => own(uid, 'member'), ['member']],
  ['a promoted member with the old token', MEMBER, (uid) => own(uid, 'admin'), ['member']],
  ['an admin who moved', ADMIN, (uid) => ({ [`tenants/izalco/members/${uid}`]: { role: 'admin' } }), []],
  ['a forged claim, with another tenant’s document', { ...ADMIN, tenantId: 'izalco' }, (uid) => own(uid, 'admin'), []],
  ['a claim of no tenant', { role: 'admin' }, (uid) => own(uid, 'admin'), []],
  ['a claim of a tenant that is no text', { role: 'admin', tenantId: 7 }, (uid) => own(uid, 'admin'), []],
  ['a role that nobody knows', { ...ADMIN, role: 'owner' }, (uid) => own(uid, 'admin'), []],
  ['a document without a role', ADMIN, (uid) => ({ [`tenants/cuscatlan/members/${uid}`]: { email: 'x' } }), []],
  ['a document with a role that nobody knows', ADMIN, (uid) => own(uid, 'owner'), []],
  ['a document and no claims', {}, (uid) => own(uid, 'admin'), []],
  ['an operator', OPERATOR, (uid) => user(uid, 'operator'), ['operator', 'admin', 'member']],
  ['an operator of no document', OPERATOR, () => ({}), []],
  ['a removed operator', OPERATOR, (uid) => user(uid, null), []],
  ['an operator who became an admin', OPERATOR, (uid) => ({ ...user(uid, 'admin'), ...own(uid, 'admin') }), []],
  ['an operator’s document and an admin’s claims', ADMIN, (uid) => user(uid, 'operator'), []],
  ['an operator’s claim with a member’s document', OPERATOR, (uid) => own(uid, 'operator'), []],
];
function own(uid: string, role: string): Documents {
  return { [`tenants/cuscatlan/members/${uid}`]: { role } };
}
function user(uid: string, role: string | null): Documents {
  return { [`users/${uid}`]: { role } };
}

describe('claims and document', () => {
  test.each(CASES)('%s', async (who, claims, documents, ranks) => {
    const uid = who.replaceAll(/\W+/g, '-');
    await write(documents(uid));
    const firestore = bearing(uid, claims);
    for (const [rank, path] of Object.entries(REACH)) {
      const verdict = ranks.includes(rank as Rank) ? assertSucceeds : assertFails;
      await verdict(getDocs(collection(firestore, path)));
      await verdict(getDoc(doc(firestore, path, 'any')));
    }
  });
});

describe('taking effect', () => {
  test('a token that was good is refused from the moment its document is gone, and is good again after', async () => {
    const firestore = bearing('temo', MEMBER);
    const list = () => getDocs(collection(firestore, REACH.member));
    await write(own('temo', 'member'));
    await assertSucceeds(list());
    await pastTheRules((past) => deleteDoc(doc(past, 'tenants/cuscatlan/members/temo')));
    await assertFails(list());
    await write(own('temo', 'member'));
    await assertSucceeds(list());
  });

  test.each<[string, Record<string, unknown>, string, Documents, Documents | null]>([
    ['a removed member’s', MEMBER, REACH.member, own('live', 'member'), null],
    ['a demoted admin’s', ADMIN, REACH.admin, own('live', 'admin'), own('live', 'member')],
    ['a removed operator’s', OPERATOR, REACH.operator, user('live', 'operator'), user('live', null)],
  ])('%s open list ends, with nothing of what comes after', async (_who, claims, path, before, after) => {
    await write(before);
    const firestore = bearing('live', claims);
    const told: string[] = [];
    const stop = onSnapshot(
      collection(firestore, path),
      (snapshot) => told.push(...snapshot.docChanges().map((change) => change.doc.id), '.'),
      (error) => told.push(error.code),
    );
    await expect.poll(() => told).toContain('.');
    await write({ [`${path}/before`]: { n: 1 } });
    await expect.poll(() => told).toContain('before');
    if (after === null) await pastTheRules((past) => deleteDoc(doc(past, Object.keys(before)[0] ?? '')));
    else await write(after);
    await write({ [`${path}/secret`]: { n: 2 } });
    await expect.poll(() => told.at(-1)).toBe('permission-denied');
    expect(told).not.toContain('secret');
    stop();
  });
});

describe('what one is oneself', () => {
  test.each([
    ['tenants/cuscatlan/members/nobody-any-more', 'nobody-any-more', assertSucceeds],
    ['users/nobody-any-more', 'nobody-any-more', assertSucceeds],
    ['tenants/cuscatlan/members/memo', 'nobody-any-more', assertFails],
    ['users/memo', 'nobody-any-more', assertFails],
  ])('%s is told to %s', async (path, uid, verdict) => {
    await verdict(getDoc(doc(bearing(uid, MEMBER), path)));
  });

  test('signed out, one is nobody', async () => {
    const stranger = environment.unauthenticatedContext().firestore() as unknown as Firestore;
    await assertFails(getDoc(doc(stranger, 'users/memo')));
    await assertFails(getDoc(doc(stranger, 'tenants/cuscatlan/members/memo')));
  });
});
