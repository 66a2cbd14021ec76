import { aBatch, aConversation, aTenant } from '@casillero/domain/testing';
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
const TENANT = 'tenants/cuscatlan';
const CONVERSATION = 'tenants/cuscatlan/conversations/diana';
const MESSAGE = `${CONVERSATION}/messages/m1`;
let environment: RulesTestEnvironment;

beforeAll(async () => {
  environment = await startRules('demo-rules-edits');
  await environment.withSecurityRulesDisabled(async (context) => {
    const firestore = context.firestore() as unknown as Firestore;
    await setDoc(doc(firestore, BATCH), aBatch());
    await setDoc(doc(firestore, TENANT), aTenant());
    await setDoc(doc(firestore, CONVERSATION), aConversation({ kind: 'contact' }));
    await setDoc(doc(firestore, MESSAGE), { direction: 'out', text: 'hola', state: 'failed' });
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

describe('what contacts are told, and what is written to them, goes through the API alone', () => {
  test.each<[string, string, Record<string, unknown>]>([
    ['the welcome message', TENANT, { welcome: 'Hola' }],
    ['the business hours', TENANT, { hours: null }],
    ['that nothing is unread', CONVERSATION, { unreadCount: 0 }],
    ['an opt-out away', CONVERSATION, { optedOutAt: null }],
    ['the 24 hours longer', CONVERSATION, { lastInboundAt: serverTimestamp() }],
    ['a state that no provider told', MESSAGE, { state: 'read' }],
    ['other words into a message', MESSAGE, { text: 'adiós' }],
  ])('an admin who sees it does not write %s', async (_what, path, fields) => {
    const own = doc(firestoreAs(environment, 'admin'), path);
    await assertSucceeds(getDoc(own));
    await assertFails(updateDoc(own, fields));
  });

  test.each(EVERYBODY)('%s writes no message past the API', async (who) => {
    const message = { direction: 'out', text: 'gratis', state: 'queued', at: serverTimestamp() };
    await assertFails(setDoc(doc(firestoreAs(environment, who), `${CONVERSATION}/messages/m2`), message));
  });
});
