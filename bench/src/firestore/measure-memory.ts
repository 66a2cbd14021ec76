import { deleteApp, initializeApp } from 'firebase-admin/app';
import { initializeFirestore } from 'firebase-admin/firestore';
import { MeasuredServer } from './measured-server.ts';
import { seed } from './sdk-categories.ts';
import { smallDocument } from './small-document.ts';

const DOCUMENTS = 100_000;

/** What 100,000 small documents take in our server: heap and buffers after a garbage collection, less those of before. */
export async function measureMemory() {
  const server = await MeasuredServer.start('ours');
  const app = initializeApp({ projectId: 'demo-bench' }, 'bench-memory');
  const db = initializeFirestore(app);
  db.settings({ host: server.host, ssl: false });
  const before = await server.memory();
  await seed(db, DOCUMENTS);
  const bytes = (await server.memory()) - before;
  await deleteApp(app);
  await server.stop();
  return {
    measured: 'memory',
    documents: DOCUMENTS,
    fieldsPerDocument: Object.keys(smallDocument(0)).length,
    megabytes: Math.round(bytes / 1e6),
    bytesPerDocument: Math.round(bytes / DOCUMENTS),
  };
}
