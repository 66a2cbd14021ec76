import { assertFails, assertSucceeds, type RulesTestEnvironment } from '@firebase/rules-unit-testing';
import { collection, doc, type Firestore, getDoc, getDocs, query, setDoc, updateDoc, where } from 'firebase/firestore';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { EVERYBODY, firestoreAs, startRules, type Who } from './who.ts';

let environment: RulesTestEnvironment;

beforeAll(async () => {
  environment = await startRules('demo-rules-accounts');
  await environment.withSecurityRulesDisabled(async (context) => {
    const firestore = context.firestore() as unknown as Firestore;
    await setDoc(doc(firestore, 'accounts/own'), { tenantId: 'cuscatlan', label: 'Ours' });
    await setDoc(doc(firestore, 'accounts/platform-meta'), { tenantId: null, label: 'Platform' });
    await setDoc(doc(firestore, 'secrets/own'), { accessToken: 'v1.k1.x.y' });
  });
});
afterAll(() => environment.cleanup());

const verdict = (isAllowed: boolean, attempt: Promise<unknown>) =>
  isAllowed ? assertSucceeds(attempt) : assertFails(attempt);
const rows = (allowed: readonly Who[]) =>
  EVERYBODY.map((who) => [who, allowed.includes(who) ? 'allow' : 'deny'] as const);

describe('R51: an account of Cuscatlán', () => {
  test.each(rows(['operator', 'admin']))('%s gets it: %s', async (who, is) => {
    await verdict(is === 'allow', getDoc(doc(firestoreAs(environment, who), 'accounts/own')));
  });
  test.each(rows(['operator', 'admin']))('%s lists Cuscatlán’s: %s', async (who, is) => {
    const own = query(collection(firestoreAs(environment, who), 'accounts'), where('tenantId', '==', 'cuscatlan'));
    await verdict(is === 'allow', getDocs(own));
  });
  test.each(rows(['operator']))('%s lists everybody’s: %s', async (who, is) => {
    await verdict(is === 'allow', getDocs(collection(firestoreAs(environment, who), 'accounts')));
  });
  test.each(rows([]))('%s changes it: %s', async (who) => {
    await assertFails(updateDoc(doc(firestoreAs(environment, who), 'accounts/own'), { label: 'x' }));
  });
  test.each(rows([]))('%s reads its secrets: %s', async (who) => {
    await assertFails(getDoc(doc(firestoreAs(environment, who), 'secrets/own')));
  });
});

test.each(rows(['operator']))('%s gets the platform’s account: %s', async (who, is) => {
  await verdict(is === 'allow', getDoc(doc(firestoreAs(environment, who), 'accounts/platform-meta')));
});
