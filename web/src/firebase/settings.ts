import type { FirebaseOptions } from 'firebase/app';

/** Where the emulators are; only the local stack says so. */
export type LocalStack = {
  readonly authUrl: string;
  readonly firestore: { readonly host: string; readonly port: number };
};

export type Settings = { readonly options: FirebaseOptions; readonly localStack: LocalStack | null };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

async function fetchJson(url: string): Promise<Readonly<Record<string, unknown>> | null> {
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  // A host without this address answers with the page itself.
  if (!response.ok || !response.headers.get('content-type')?.includes('application/json')) return null;
  const body: unknown = await response.json();
  return isRecord(body) ? body : null;
}

/**
 * Reads the project's settings from the host: Firebase Hosting and its emulator both serve them.
 * @see https://firebase.google.com/docs/hosting/reserved-urls#sdk_auto-configuration
 * @throws if the host does not know the project, or cannot be reached
 */
export async function loadSettings(isLoopback: boolean): Promise<Settings> {
  const [project, local] = await Promise.all([
    fetchJson('/__/firebase/init.json'),
    isLoopback ? fetchJson('/__/casillero/local-stack.json').catch(() => null) : null,
  ]);
  if (!project || typeof project.projectId !== 'string' || typeof project.apiKey !== 'string')
    throw new Error('The host does not serve /__/firebase/init.json.');
  return { options: project, localStack: parseLocalStack(local) };
}

/** Reads the local stack's addresses; null where they are missing or of another form. */
export function parseLocalStack(body: unknown): LocalStack | null {
  if (!isRecord(body) || !isRecord(body.auth) || !isRecord(body.firestore)) return null;
  const { url } = body.auth;
  const { host, port } = body.firestore;
  if (typeof url !== 'string' || typeof host !== 'string' || typeof port !== 'number') return null;
  return { authUrl: url, firestore: { host, port } };
}
