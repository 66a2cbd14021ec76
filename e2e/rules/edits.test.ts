import { aBatch } from '@casillero/domain/testing';
import { assertFails, assertSucceeds, type RulesTestEnvironment } from '@firebase/rules-unit-testing';
import { deleteField, doc, type Firestore, serverTimestamp, setDoc, Timestamp, updateDoc } from 'firebase/firestore';
import { afterAll, beforeAll, beforeEach, describe, test } from 'vitest';
import { EVERYBODY, firestoreAs, startRules } from './who.ts';

const BATCH = 'tenants/cuscatlan/batches/b1';
let environment: RulesTestEnvironment;

beforeAll(async () => {
  environment = await startRules('demo-rules-edits');
});
afterAll(() => environment.cleanup());
beforeEach(() =>
  environment.withSecurityRulesDisabled(async (context) => {
    await setDoc(doc(context.firestore() as unknown as Firestore, BATCH), aBatch());
  }),
);

const named = (customerName: unknown) => ({ customerName, updatedAt: serverTimestamp() });

describe('the customer’s name of a batch', () => {
  test.each(
    EVERYBODY.map((who) => [who, who === 'admin' || who === 'member' ? 'allow' : 'deny'] as const),
  )('%s renames: %s', async (who, is) => {
    const renaming = updateDoc(doc(firestoreAs(environment, who), BATCH), named('José'));
    await (is === 'allow' ? assertSucceeds(renaming) : assertFails(renaming));
  });

  test.each<[string, 'allow' | 'deny', Record<string, unknown>]>([
    ['a name of 80 characters', 'allow', named('ñ'.repeat(80))],
    ['a name of 81 characters', 'deny', named('ñ'.repeat(81))],
    ['an empty name', 'deny', named('')],
    ['a number for a name', 'deny', named(7)],
    ['no name any more', 'deny', named(deleteField())],
    ['a name with the time missing', 'deny', { customerName: 'José' }],
    ['a name with a time of its own', 'deny', { customerName: 'José', updatedAt: Timestamp.fromMillis(0) }],
    ['the state along with the name', 'deny', { ...named('José'), state: 'ready' }],
    ['the count along with the name', 'deny', { ...named('José'), screenshotCount: 5 }],
    ['a field that no batch has', 'deny', { ...named('José'), note: 'x' }],
    ['the sender', 'deny', { senderId: 'x', updatedAt: serverTimestamp() }],
  ])('a member writes %s: %s', async (_what, is, fields) => {
    const writing = updateDoc(doc(firestoreAs(environment, 'member'), BATCH), fields);
    await (is === 'allow' ? assertSucceeds(writing) : assertFails(writing));
  });
});
