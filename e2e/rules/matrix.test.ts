import { assertFails, assertSucceeds, type RulesTestEnvironment } from '@firebase/rules-unit-testing';
import {
  addDoc,
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  type Firestore,
  getDoc,
  getDocs,
  setDoc,
  updateDoc,
} from 'firebase/firestore';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { EVERYBODY, firestoreAs, startRules, type Who } from './who.ts';

let environment: RulesTestEnvironment;
const as = new Map<Who, Firestore>();

/** Who may get and list the documents of a collection. Nobody may write any of them. */
const MAY_READ: Record<string, { get: readonly Who[]; list: readonly Who[] }> = {
  tenants: readers({ get: ['operator', 'admin', 'member'], list: ['operator'] }),
  'tenants/cuscatlan/members': everyoneInside(),
  'tenants/cuscatlan/phones': everyoneInside(),
  'tenants/cuscatlan/registrations': everyoneInside(),
  'tenants/cuscatlan/pointers': nobody(),
  'tenants/cuscatlan/links': everyoneInside(),
  'tenants/cuscatlan/batches': everyoneInside(),
  'tenants/cuscatlan/batches/cuscatlan/images': nobody(),
  'tenants/cuscatlan/screenshots': everyoneInside(),
  'tenants/cuscatlan/orders': everyoneInside(),
  'tenants/cuscatlan/orderNumbers': nobody(),
  'tenants/cuscatlan/accuracy': everyoneInside(),
  'tenants/cuscatlan/customers': everyoneInside(),
  'tenants/cuscatlan/customerPhones': nobody(),
  'tenants/cuscatlan/packages': everyoneInside(),
  'tenants/cuscatlan/uploads': nobody(),
  'tenants/cuscatlan/conversations': everyoneInside(),
  'tenants/cuscatlan/conversations/cuscatlan/messages': everyoneInside(),
  'tenants/cuscatlan/knowledge': everyoneInside(),
  'tenants/cuscatlan/broadcasts': everyoneInside(),
  'tenants/cuscatlan/usage': everyoneInside(),
  'tenants/cuscatlan/audit': readers({ get: ['operator', 'admin'], list: ['operator', 'admin'] }),
  'tenants/cuscatlan/apiKeys': nobody(),
  'tenants/cuscatlan/webhookEndpoints': nobody(),
  'tenants/cuscatlan/unheardOf': nobody(),
  numbers: operators(),
  accounts: operators(),
  wahaSessions: operators(),
  unprocessed: operators(),
  refusedEvents: operators(),
  senders: operators(),
  linkCodes: operators(),
  unrouted: operators(),
  'unrouted/cuscatlan/messages': operators(),
  senderConflicts: operators(),
  outbox: operators(),
  platform: operators(),
  purchases: operators(),
  audit: operators(),
  users: operators(),
  inbox: nobody(),
  verifications: nobody(),
  sentMessages: nobody(),
  mediaLinks: nobody(),
  secrets: nobody(),
  trackingPages: nobody(),
  idempotency: nobody(),
  rateLimits: nobody(),
  unheardOf: nobody(),
};

function readers(who: { get: readonly Who[]; list: readonly Who[] }) {
  return who;
}
function everyoneInside() {
  return readers({ get: ['operator', 'admin', 'member'], list: ['operator', 'admin', 'member'] });
}
function operators() {
  return readers({ get: ['operator'], list: ['operator'] });
}
function nobody() {
  return readers({ get: [], list: [] });
}

beforeAll(async () => {
  environment = await startRules('demo-rules-matrix');
  await environment.withSecurityRulesDisabled(async (context) => {
    const firestore = context.firestore() as unknown as Firestore;
    const written = Object.keys(MAY_READ).map((path) => setDoc(doc(firestore, path, 'cuscatlan'), { name: 'x' }));
    await Promise.all([...written, setDoc(doc(firestore, 'users/ada'), { name: 'Ada' })]);
  });
  for (const who of EVERYBODY) as.set(who, firestoreAs(environment, who));
});
afterAll(() => environment.cleanup());

const at = (who: Who): Firestore => {
  const firestore = as.get(who);
  if (firestore === undefined) throw new Error(`nobody is ${who}`);
  return firestore;
};
const verdict = (isAllowed: boolean, attempt: Promise<unknown>) =>
  isAllowed ? assertSucceeds(attempt) : assertFails(attempt);

describe.each(Object.entries(MAY_READ))('%s', (path, may) => {
  test.each(
    EVERYBODY.map((who) => [who, may.get.includes(who) ? 'allow' : 'deny'] as const),
  )('%s gets: %s', async (who, is) => {
    await verdict(is === 'allow', getDoc(doc(at(who), path, 'cuscatlan')));
  });
  test.each(
    EVERYBODY.map((who) => [who, may.list.includes(who) ? 'allow' : 'deny'] as const),
  )('%s lists: %s', async (who, is) => {
    await verdict(is === 'allow', getDocs(collection(at(who), path)));
  });
  test.each(EVERYBODY)('%s creates, replaces, updates, deletes: deny', async (who) => {
    const firestore = at(who);
    await assertFails(addDoc(collection(firestore, path), { name: 'y' }));
    await assertFails(setDoc(doc(firestore, path, 'cuscatlan'), { name: 'y' }));
    await assertFails(updateDoc(doc(firestore, path, 'cuscatlan'), { name: 'y' }));
    await assertFails(deleteDoc(doc(firestore, path, 'cuscatlan')));
  });
});

describe('across tenants', () => {
  test.each(EVERYBODY)('%s cannot list a collection group', async (who) => {
    await assertFails(getDocs(collectionGroup(at(who), 'batches')));
    await assertFails(getDocs(collectionGroup(at(who), 'screenshots')));
    await assertFails(getDocs(collectionGroup(at(who), 'messages')));
  });
});

describe('users', () => {
  test.each(EVERYBODY)('%s gets Ada’s own entry', async (who) => {
    await verdict(who === 'admin' || who === 'operator', getDoc(doc(at(who), 'users/ada')));
  });
});
