import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startFirestoreServer } from '@casillero/firestore-server';

export type FirestoreOptions = { readonly root: string; readonly port: number; readonly projectId: string };

/** Starts the local Firestore with the project's rules. Returns its stop. */
export async function startFirestore({ root, port, projectId }: FirestoreOptions): Promise<() => Promise<void>> {
  const rules = await readFile(join(root, 'firestore.rules'), 'utf8');
  const server = await startFirestoreServer({ port, projectId, rules });
  return () => server.stop();
}
