import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startFirestoreServer } from '@casillero/firestore-server';

export type FirestoreOptions = {
  readonly root: string;
  readonly port: number;
  readonly projectId: string;
  readonly functionsHost: string;
};

/** Starts the local Firestore with the project's rules and indexes. Returns its stop. */
export async function startFirestore({
  root,
  port,
  projectId,
  functionsHost,
}: FirestoreOptions): Promise<() => Promise<void>> {
  const [rules, indexes] = await Promise.all([
    readFile(join(root, 'firestore.rules'), 'utf8'),
    readFile(join(root, 'firestore.indexes.json'), 'utf8'),
  ]);
  const server = await startFirestoreServer({ port, projectId, rules, indexes, functionsHost });
  return () => server.stop();
}
