import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startFirestoreServer } from '@casillero/firestore-server';
import { PARTS } from '../ports/port-layout.ts';

export type FirestoreOptions = { readonly root: string; readonly port: number; readonly projectId: string };

/** Starts the local Firestore with the project's rules and indexes. Returns its stop. */
export async function startFirestore({ root, port, projectId }: FirestoreOptions): Promise<() => Promise<void>> {
  const [rules, indexes] = await Promise.all([
    readFile(join(root, 'firestore.rules'), 'utf8'),
    readFile(join(root, 'firestore.indexes.json'), 'utf8'),
  ]);
  const functionsHost = `127.0.0.1:${port - PARTS.firestore.offset + PARTS.functions.offset}`;
  const server = await startFirestoreServer({ port, projectId, rules, indexes, functionsHost });
  return () => server.stop();
}
