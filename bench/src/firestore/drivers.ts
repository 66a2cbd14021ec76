import { deleteApp, initializeApp } from 'firebase-admin/app';
import { initializeFirestore } from 'firebase-admin/firestore';
import type { Category, CategoryName, Measured } from './category.ts';
import { SDK_CATEGORIES } from './sdk-categories.ts';
import { seedByWire, WIRE_CATEGORIES } from './wire-categories.ts';
import { WireClient } from './wire-client.ts';

/**
 * Who puts the work before the server. `wire`: gRPC requests that were written beforehand, as HTTP/2 frames on a socket; the
 * client costs little, so that the server is measured. `sdk`: the unmodified admin SDK; what a program sees.
 */
export type DriverName = 'wire' | 'sdk';

/** One category as one driver does it. */
export type Work = { readonly driver: DriverName; readonly category: CategoryName; run(): Promise<Measured> };

/** Connects both drivers to a server, fills its collection, and hands the work to `measure`, one after another. */
export async function driveServer(host: string, measure: (work: Work) => Promise<void>): Promise<void> {
  const client = await WireClient.connect(host);
  const app = initializeApp({ projectId: 'demo-bench' }, 'bench-sdk');
  const db = initializeFirestore(app);
  db.settings({ host, ssl: false });
  try {
    await seedByWire(client);
    // What adds documents comes last, so that all else meets the same documents on both servers.
    const work = [...works('wire', client, WIRE_CATEGORIES), ...works('sdk', db, SDK_CATEGORIES)];
    for (const each of work) if (each.category !== 'set') await measure(each);
    for (const each of work) if (each.category === 'set') await measure(each);
  } finally {
    await client.close();
    await deleteApp(app);
  }
}

function works<Client>(driver: DriverName, client: Client, categories: readonly Category<Client>[]): Work[] {
  return categories.map(({ name, run }) => ({ driver, category: name, run: () => run(client) }));
}
