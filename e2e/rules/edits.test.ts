import { aBatch } from '@casillero/domain/testing';
import { assertFails, assertSucceeds, type RulesTestEnvironment } from '@firebase/rules-unit-testing';
import {
  deleteDoc,
  doc,
  type Firestore,
  getDoc,
  serverTimestamp,
  setDoc,
  Timestamp,
  updateDoc,
} from 'firebase/firestore';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { EVERYBODY, firestoreAs, startRules } from './who.ts';

const BATCH = 'tenants/cuscatlan/batches/b1';
let environment: RulesTestEnvironment;

beforeAll(async () => {
  environment = await startRules('demo-rules-edits');
  await environment.withSecurityRulesDisabled(async (context) => {
    await setDoc(doc(context.firestore() as unknown as Firestore, BATCH), aBatch());
  });
});
afterAll(() => environment.cleanup());

describe('a batch is changed through the API alone', () => {
  test.each(EVERYBODY)('%s does not rename it past the API', async (who) => {
    const named = { customerName: 'José', searchTokens: ['jo', 'jos', 'jose'], updatedAt: serverTimestamp() };
    await assertFails(updateDoc(doc(firestoreAs(environment, who), BATCH), named));
  });

  test.each<[string, Record<string, unknown>]>([
    ['the name and the time', { customerName: 'José', updatedAt: serverTimestamp() }],
    ['the name alone', { customerName: 'José' }],
    ['what finds it', { searchTokens: ['jo'] }],
    ['the time', { updatedAt: Timestamp.fromMillis(0) }],
    ['the state', { state: 'ready' }],
    ['the sender', { senderId: 'x' }],
  ])('a member who sees it does not write %s', async (_what, fields) => {
    const own = doc(firestoreAs(environment, 'member'), BATCH);
    await assertSucceeds(getDoc(own));
    await assertFails(updateDoc(own, fields));
  });

  test('a member neither replaces, deletes nor makes one', async () => {
    const firestore = firestoreAs(environment, 'member');
    await assertFails(setDoc(doc(firestore, BATCH), aBatch({ customerName: 'José' })));
    await assertFails(deleteDoc(doc(firestore, BATCH)));
    await assertFails(setDoc(doc(firestore, 'tenants/cuscatlan/batches/b2'), aBatch()));
  });
});
