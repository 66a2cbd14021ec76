/** What runs inside the browser; bundled by browser.ts. */
import { deleteApp, initializeApp } from 'firebase/app';
import * as sdk from 'firebase/firestore';
import { assertSame, EventQueue } from './expectations.ts';
import { WEB_CASES } from './web-behaviour.ts';

export type PageSettings = {
  readonly host: string;
  readonly port: number;
  readonly projectId: string;
  /** transport switches of the SDK */
  readonly transport: sdk.FirestoreSettings;
  /** keep documents in IndexedDB, shared by all tabs and over reloads */
  readonly isPersistent?: boolean;
  /** keeps collections of several runs apart */
  readonly run: string;
};

export type PageApi = {
  runCase(settings: PageSettings, index: number): Promise<void>;
  manyClients(settings: PageSettings, count: number): Promise<void>;
  watch(settings: PageSettings, path: string): Promise<void>;
  lastSeen(): number | null;
  write(settings: PageSettings, path: string, n: number): Promise<void>;
  increment(settings: PageSettings, path: string): Promise<void>;
  /** The ids a listener on a collection shows: first from the cache, then as the server knows it. */
  listenOnce(settings: PageSettings, path: string): Promise<{ cached: string[]; current: string[] }>;
};

declare global {
  var page: PageApi;
}

let clients = 0;

function open({ host, port, projectId, transport, isPersistent = false }: PageSettings) {
  // The cache of a persistent client is found again by the name of its app.
  const name = isPersistent ? 'persistent' : `client${clients++}`;
  const app = initializeApp({ projectId, apiKey: 'none', appId: '1:2:web:3' }, name);
  const cache = isPersistent
    ? { localCache: sdk.persistentLocalCache({ tabManager: sdk.persistentMultipleTabManager() }) }
    : {};
  const db = sdk.initializeFirestore(app, { ...transport, ...cache });
  sdk.connectFirestoreEmulator(db, host, port);
  return { app, db };
}

let watched: number | null = null;

globalThis.page = {
  async runCase(settings, index) {
    const one = open(settings);
    const two = open(settings);
    await WEB_CASES[index]?.run({ sdk, db: one.db, otherDb: two.db, collectionId: `${settings.run}-${index}` });
    await Promise.all([deleteApp(one.app), deleteApp(two.app)]);
  },

  /** Every client listens and writes; without rotation of back channels three of them would use up the connections. */
  async manyClients(settings, count) {
    const all = Array.from({ length: count }, () => open(settings));
    const path = `many-${settings.run}`;
    const listeners = all.map(({ db }) => {
      const events = new EventQueue<sdk.QuerySnapshot>();
      return { events, stop: sdk.onSnapshot(sdk.collection(db, path), events.push) };
    });
    await Promise.all(all.map(({ db }, i) => sdk.setDoc(sdk.doc(db, path, `d${i}`), { i })));
    const last = await Promise.all(listeners.map(({ events }) => events.until((snapshot) => snapshot.size === count)));
    assertSame(
      last.map((snapshot) => snapshot.size),
      all.map(() => count),
      'documents seen by each client',
    );
    for (const { stop } of listeners) stop();
    await Promise.all(all.map(({ app }) => deleteApp(app)));
  },

  async watch(settings, path) {
    const { db } = open(settings);
    await new Promise<void>((resolve, reject) => {
      sdk.onSnapshot(
        sdk.doc(db, path),
        (snapshot) => {
          watched = snapshot.get('n') ?? null;
          resolve();
        },
        reject,
      );
    });
  },

  lastSeen: () => watched,

  async write(settings, path, n) {
    const { db } = open(settings);
    await sdk.setDoc(sdk.doc(db, path), { n });
  },

  async increment(settings, path) {
    const { db } = open(settings);
    await sdk.setDoc(sdk.doc(db, path), { n: sdk.increment(1) });
  },

  listenOnce: (settings, path) =>
    new Promise((resolve, reject) => {
      let cached: string[] = [];
      sdk.onSnapshot(
        sdk.collection(open(settings).db, path),
        { includeMetadataChanges: true },
        (snapshot) => {
          const ids = snapshot.docs.map(({ id }) => id);
          if (snapshot.metadata.fromCache) cached = ids;
          else resolve({ cached, current: ids });
        },
        reject,
      );
    }),
};
