import { randomUUID } from 'node:crypto';
import type { FirestoreServer } from '@casillero/firestore-server';
import { deleteApp, initializeApp } from 'firebase/app';
import { connectFirestoreEmulator, type Firestore, getFirestore, terminate } from 'firebase/firestore';

/** Whom a Firestore believes its caller to be: claims of a token, or `owner`, whom no rule binds. */
type Caller = Record<string, string> | 'owner';

/** Works with a Firestore of its own, which has nothing cached that could answer in the server's place. */
export async function withOwnFirestore<Value>(
  { host, port }: Pick<FirestoreServer, 'host' | 'port'>,
  projectId: string,
  caller: Caller,
  work: (own: Firestore) => Promise<Value>,
): Promise<Value> {
  const app = initializeApp({ projectId }, randomUUID());
  const own = getFirestore(app);
  const mockUserToken = caller === 'owner' ? caller : { sub: 'memo', ...caller };
  connectFirestoreEmulator(own, host, port, { mockUserToken });
  try {
    return await work(own);
  } finally {
    await terminate(own);
    await deleteApp(app);
  }
}
