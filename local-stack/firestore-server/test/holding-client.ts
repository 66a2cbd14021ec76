/** A client of its own process: reads a document in a transaction, says so, and stays in the transaction for good. */
import { initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';

const [host, projectId, path] = process.argv.slice(2);
if (!host || !projectId || !path) throw new Error('Usage: holding-client.ts HOST:PORT PROJECT DOCUMENT');
const db = getFirestore(initializeApp({ projectId }));
db.settings({ host, ssl: false, customHeaders: { Authorization: 'Bearer owner' } });
await db.runTransaction(async (transaction) => {
  await transaction.get(db.doc(path));
  console.log('holding');
  await new Promise((resolve) => setInterval(resolve, 2 ** 30));
});
