import { randomBytes } from 'node:crypto';
import { startFirestoreServer } from '../src/server.ts';

/** The server a test file talks to: an emulator that is already running, else one of ours for this file alone. */
export type TestServer = {
  readonly host: string;
  readonly port: number;
  readonly isOurs: boolean;
  /** a project nobody else uses, so that test files may share one server */
  readonly projectId: string;
  stop(): Promise<void>;
};

// google-auth would look for a metadata server, and wait for it.
process.env.METADATA_SERVER_DETECTION = 'none';
const RUNNING_EMULATOR = process.env.FIRESTORE_EMULATOR_HOST;

export const OPEN_RULES = `rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    match /{document=**} { allow read, write: if true; }
  }
}`;

/** Connects to the emulator that FIRESTORE_EMULATOR_HOST names, or starts our server on a free port. */
export async function connect(): Promise<TestServer> {
  const projectId = `demo-${randomBytes(6).toString('hex')}`;
  if (RUNNING_EMULATOR) {
    const [host = '127.0.0.1', port = '8080'] = RUNNING_EMULATOR.split(':');
    return { host, port: Number(port), isOurs: false, projectId, stop: async () => {} };
  }
  const server = await startFirestoreServer({ port: 0 });
  return { host: server.host, port: server.port, isOurs: true, projectId, stop: server.stop };
}

/** Puts rules in force through the control endpoint, as rules-unit-testing does. @returns the answer's status and body */
export async function putRules(server: TestServer, rules: string): Promise<{ status: number; text: string }> {
  const response = await fetch(
    `http://${server.host}:${server.port}/emulator/v1/projects/${server.projectId}:securityRules`,
    {
      method: 'PUT',
      headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
      body: JSON.stringify({ rules: { files: [{ name: 'security.rules', content: rules }] } }),
    },
  );
  return { status: response.status, text: await response.text() };
}
