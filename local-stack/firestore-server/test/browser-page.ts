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
  /** keeps collections of several runs apart */
  readonly run: string;
};

export type PageApi = {
  runCase(settings: PageSettings, index: number): Promise<void>;
  manyClients(settings: PageSettings, count: number): Promise<void>;
  watch(settings: PageSettings, path: string): Promise<void>;
  lastSeen(): number | null;
  write(settings: PageSettings, path: string, n: number): Promise<void>;
};

declare global {
  var page: PageApi;
}

let clients = 0;

function open({ host, port, projectId, transport }: PageSettings) {
  const app = initializeApp({ projectId, apiKey: 'none', appId: '1:2:web:3' }, `client${clients++}`);
  const db = sdk.initializeFirestore(app, transport);
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
};
