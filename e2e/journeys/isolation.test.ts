import { deleteApp, type FirebaseApp, initializeApp } from 'firebase/app';
import { connectAuthEmulator, getAuth, signInWithEmailAndPassword } from 'firebase/auth';
import {
  collection,
  collectionGroup,
  connectFirestoreEmulator,
  doc,
  type Firestore,
  getDoc,
  getDocs,
  getFirestore,
} from 'firebase/firestore';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { PASSWORD } from './browser.ts';
import { deliver, repliesTo, violations } from './phone.ts';

/** What an importer's data is worth: nobody else reads it, by any door; and what a webhook is worth without a signature. */
const BETO = '+50370000002';
const DIANA = '+50370000900';

type Caller = { app: FirebaseApp; firestore: Firestore; token: string };

async function callerAs(email: string): Promise<Caller> {
  const { auth: authUrl, firestore: at, projectId } = inject('stack');
  const app = initializeApp({ projectId, apiKey: 'fake-api-key' }, email);
  const auth = getAuth(app);
  connectAuthEmulator(auth, authUrl, { disableWarnings: true });
  const firestore = getFirestore(app);
  connectFirestoreEmulator(firestore, at.host, at.port);
  const { user } = await signInWithEmailAndPassword(auth, email, PASSWORD);
  return { app, firestore, token: await user.getIdToken() };
}

const api = (path: string, token: string | null, init: RequestInit = {}) =>
  fetch(`${inject('stack').dashboard}/api/v1${path}`, {
    ...init,
    headers: token === null ? {} : { Authorization: `Bearer ${token}` },
  });

let admin: Caller;
let other: Caller;
let screenshotId: string;

const screenshotsOf = async () => (await getDocs(collection(admin.firestore, 'tenants/cuscatlan/screenshots'))).docs;

beforeAll(async () => {
  [admin, other] = await Promise.all([callerAs('admin@cuscatlan.example'), callerAs('admin@izalco.example')]);
  await deliver({ from: BETO, text: 'José Pérez', media: [{ fileName: 'orders-004.jpg' }] });
  await vi.waitFor(
    async () => expect((await screenshotsOf()).map((each) => each.get('caption'))).toContain('José Pérez'),
    { timeout: 20_000 },
  );
  screenshotId = (await screenshotsOf()).find((each) => each.get('caption') === 'José Pérez')?.id ?? '';
});
afterAll(() => Promise.all([deleteApp(admin.app), deleteApp(other.app)]));

describe('another importer’s admin', () => {
  test.each(['tenants/cuscatlan', 'tenants/cuscatlan/batches/any'])('is refused %s by the web SDK', async (path) => {
    await expect(getDoc(doc(other.firestore, path))).rejects.toMatchObject({ code: 'permission-denied' });
  });

  test.each([
    'tenants/cuscatlan/batches',
    'tenants/cuscatlan/screenshots',
    'tenants/cuscatlan/conversations',
    'inbox',
    'outbox',
    'senders',
  ])('is refused the list %s', async (path) => {
    await expect(getDocs(collection(other.firestore, path))).rejects.toMatchObject({ code: 'permission-denied' });
  });

  test('is refused all tenants’ batches at once', async () => {
    await expect(getDocs(collectionGroup(other.firestore, 'batches'))).rejects.toMatchObject({
      code: 'permission-denied',
    });
  });

  test.each([
    'thumbnail',
    'original',
  ])('gets 404 for the %s through the API, as if it did not exist', async (rendition) => {
    const path = `/tenants/cuscatlan/screenshots/${screenshotId}/media/${rendition}`;
    await expect.poll(async () => (await api(path, admin.token)).status, { timeout: 30_000 }).toBe(200);
    const refused = await api(path, other.token);
    expect([refused.status, await refused.json()]).toEqual([404, expect.objectContaining({ code: 'not-found' })]);
    expect((await api(path, null)).status).toBe(401);
  });

  test('cannot reach the bucket behind the API’s back', async () => {
    const { dashboard } = inject('stack');
    const storage = `${dashboard.replace(/\d+$/, (port) => String(Number(port) + 4))}/v0/b/demo-casillero-media/o`;
    const name = encodeURIComponent(`tenants/cuscatlan/screenshots/${screenshotId}/thumbnail.webp`);
    for (const Authorization of [`Firebase ${other.token}`, `Firebase ${admin.token}`])
      expect((await fetch(`${storage}/${name}?alt=media`, { headers: { Authorization } })).status).toBe(403);
  });

  test('knows who they are', async () => {
    expect(await (await api('/me', other.token)).json()).toMatchObject({ role: 'admin', tenantId: 'izalco' });
  });
});

describe('the webhook', () => {
  const inboxSize = async () => {
    const { firestore: at, projectId } = inject('stack');
    const listed = await fetch(
      `http://${at.host}:${at.port}/v1/projects/${projectId}/databases/(default)/documents/inbox?pageSize=1000`,
      { headers: { Authorization: 'Bearer owner' } },
    );
    return ((await listed.json()) as { documents?: unknown[] }).documents?.length ?? 0;
  };

  test.each([
    'wrong',
    'missing',
  ] as const)('answers a %s signature with 403, and nothing is left', async (signature) => {
    const before = await inboxSize();
    expect(await deliver({ from: BETO, text: 'falso', faults: { delivery: { signature } } })).toMatchObject({
      status: 403,
    });
    expect(await inboxSize()).toBe(before);
  });

  test('takes a message that is delivered twice in once', async () => {
    const before = await inboxSize();
    const twice = await deliver({ from: DIANA, text: 'hola', faults: { delivery: { copies: 2, spacing: 'at-once' } } });
    // The other copy goes to a process that may first have to start, for longer than the provider waits on a busy machine.
    const answers = twice.attempts.map((attempt) => attempt.status);
    expect(answers).toHaveLength(2);
    expect(answers).toContain(200);
    for (const status of answers) expect([200, null]).toContain(status);
    expect(await inboxSize()).toBe(before + 1);
  });

  test('R1.5: an unregistered phone is told how to register or to use a link', async () => {
    expect(await repliesTo(DIANA, 1)).toEqual([expect.stringMatching(/registren tu teléfono/)]);
  });

  test('sends credentials to no host but the provider’s own', async () => {
    expect(await violations()).toEqual([]);
  });
});
