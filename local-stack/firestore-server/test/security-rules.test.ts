import { readFileSync } from 'node:fs';
import {
  assertFails,
  assertSucceeds,
  initializeTestEnvironment,
  type RulesTestContext,
  type RulesTestEnvironment,
} from '@firebase/rules-unit-testing';
import {
  collection,
  deleteDoc,
  doc,
  type Firestore,
  getCountFromServer,
  getDoc,
  getDocs,
  onSnapshot,
  query,
  runTransaction,
  setDoc,
  setLogLevel,
  updateDoc,
  where,
  writeBatch,
} from 'firebase/firestore';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connect, putRules, type TestServer } from './connect.ts';
import { EventQueue } from './expectations.ts';

const RULES = readFileSync(new URL('security-rules.fixture.rules', import.meta.url), 'utf8');

let server: TestServer;
let environment: RulesTestEnvironment;
const firestoreOf = (context: RulesTestContext): Firestore => context.firestore() as unknown as Firestore;
const ana = () => firestoreOf(environment.authenticatedContext('ana', { team: 'red' }));
const bob = () => firestoreOf(environment.authenticatedContext('bob', { team: 'blue' }));
const stranger = () => firestoreOf(environment.unauthenticatedContext());

const seed = (path: string, fields: Record<string, unknown>) =>
  environment.withSecurityRulesDisabled((context) => setDoc(doc(firestoreOf(context), path), fields));

beforeAll(async () => {
  setLogLevel('silent');
  server = await connect();
  const { host, port, projectId } = server;
  environment = await initializeTestEnvironment({ projectId, firestore: { host, port, rules: RULES } });
});
afterEach(() => environment.clearFirestore());
afterAll(async () => {
  await environment.cleanup();
  await server.stop();
});

describe('reads', () => {
  test('a document is readable by whom the rules let read it', async () => {
    await seed('notes/n1', { owner: 'ana' });
    expect((await assertSucceeds(getDoc(doc(ana(), 'notes/n1')))).get('owner')).toBe('ana');
    await assertFails(getDoc(doc(bob(), 'notes/n1')));
    await assertFails(getDoc(doc(stranger(), 'notes/n1')));
    await assertFails(getDoc(doc(ana(), 'elsewhere/n1')));
  });

  test('a query is allowed when its filter proves the rule, whatever lies in the collection', async () => {
    await seed('notes/n1', { owner: 'ana' });
    await seed('notes/n2', { owner: 'bob' });
    const mine = query(collection(ana(), 'notes'), where('owner', '==', 'ana'));
    expect((await assertSucceeds(getDocs(mine))).size).toBe(1);
    await assertFails(getDocs(collection(ana(), 'notes')));
    await assertFails(getDocs(query(collection(bob(), 'notes'), where('owner', '==', 'ana'))));
  });

  test('aggregations follow the rules for list', async () => {
    const count = await assertSucceeds(
      getCountFromServer(query(collection(ana(), 'notes'), where('owner', '==', 'ana'))),
    );
    expect(count.data().count).toBe(0);
    await assertFails(getCountFromServer(collection(ana(), 'notes')));
  });

  test('a rule may look up another document', async () => {
    await seed('teams/red', { open: true });
    await seed('teams/blue', { open: false });
    await seed('boards/red', { text: 'hola' });
    await assertSucceeds(getDoc(doc(ana(), 'boards/red')));
    await assertFails(getDoc(doc(bob(), 'boards/blue')));
  });
});

describe('writes', () => {
  test('create, update and delete are told apart', async () => {
    const note = (db: Firestore) => doc(db, 'notes/w1');
    await assertFails(setDoc(note(bob()), { owner: 'ana', text: '' }));
    await assertSucceeds(setDoc(note(ana()), { owner: 'ana', text: '' }));
    await assertSucceeds(updateDoc(note(ana()), { text: 'new' }));
    await assertFails(updateDoc(note(ana()), { owner: 'bob' }));
    await assertFails(deleteDoc(note(ana())));
  });

  test('of a refused batch nothing is written', async () => {
    const db = ana();
    const batch = writeBatch(db);
    batch.set(doc(db, 'notes/good'), { owner: 'ana', text: '' });
    batch.set(doc(db, 'notes/bad'), { owner: 'bob', text: '' });
    await assertFails(batch.commit());
    const mine = query(collection(db, 'notes'), where('owner', '==', 'ana'));
    expect((await getDocs(mine)).size).toBe(0);
  });

  test('getAfter sees what the whole batch writes', async () => {
    const db = ana();
    const alone = writeBatch(db).set(doc(db, 'pairs/a'), { partner: 'b' });
    await assertFails(alone.commit());
    const both = writeBatch(db).set(doc(db, 'pairs/a'), { partner: 'b' }).set(doc(db, 'pairs/b'), { partner: 'a' });
    await assertSucceeds(both.commit());
  });

  test('transactions are checked for what they read and for what they write', async () => {
    await seed('notes/t1', { owner: 'ana', text: 'a' });
    const append = (db: Firestore) =>
      runTransaction(db, async (transaction) => {
        const note = await transaction.get(doc(db, 'notes/t1'));
        transaction.update(note.ref, { text: `${note.get('text')}!` });
      });
    await assertSucceeds(append(ana()));
    await assertFails(append(bob()));
  });
});

describe('listeners', () => {
  test('a document that stops being readable ends its listener with permission-denied', async () => {
    await seed('notes/l1', { owner: 'ana' });
    const outcomes = new EventQueue<string>();
    onSnapshot(
      doc(ana(), 'notes/l1'),
      (snapshot) => outcomes.push(`data ${snapshot.get('owner')}`),
      (error) => outcomes.push(error.code),
    );
    expect(await outcomes.next()).toBe('data ana');
    await seed('notes/l1', { owner: 'bob' });
    expect(await outcomes.next()).toBe('permission-denied');
  });

  test('a refused listener leaves the others alone', async () => {
    const db = ana();
    const outcomes = new EventQueue<string>();
    const mine = query(collection(db, 'notes'), where('owner', '==', 'ana'));
    const stop = onSnapshot(mine, (snapshot) => outcomes.push(`size ${snapshot.size}`));
    expect(await outcomes.next()).toBe('size 0');
    await assertFails(getDocs(collection(db, 'notes')));
    await seed('notes/l2', { owner: 'ana' });
    expect(await outcomes.next()).toBe('size 1');
    stop();
  });
});

test('rules with errors are refused with the place, and the rules in force stay', async () => {
  const answer = await putRules(server, "rules_version = '2';\nservice cloud.firestore { match /x { allow red; } }");
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.text).error.message).toMatch(/2/);
  await assertFails(getDoc(doc(bob(), 'elsewhere/e1')));
});
