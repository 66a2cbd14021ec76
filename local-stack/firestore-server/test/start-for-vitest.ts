import type { TestProject } from 'vitest/node';
import { startFirestoreServer } from '../src/server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** host:port of the Firestore that tests use */
    firestoreHost: string;
  }
}

/** Starts one Firestore for all tests, unless FIRESTORE_EMULATOR_HOST names one already (the official emulator, say). */
export default async function startFirestore(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.FIRESTORE_EMULATOR_HOST;
  if (given) {
    project.provide('firestoreHost', given);
    return undefined;
  }
  const server = await startFirestoreServer({ port: 0 });
  project.provide('firestoreHost', `${server.host}:${server.port}`);
  return () => server.stop();
}
