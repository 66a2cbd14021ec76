import { deleteApp, initializeApp } from 'firebase-admin/app';
import { type Auth, getAuth } from 'firebase-admin/auth';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import { DEMO_PASSWORD, DEMO_PEOPLE, type DemoPerson } from './demo-people.ts';
import { demoRecords } from './demo-records.ts';

/**
 * Puts the demo's log-ins and documents in place with the real Admin SDK. Doing it again changes nothing. Needs
 * FIRESTORE_EMULATOR_HOST and FIREBASE_AUTH_EMULATOR_HOST in the environment, and refuses to run without them.
 */
export async function seedDemo(projectId: string): Promise<void> {
  for (const name of ['FIRESTORE_EMULATOR_HOST', 'FIREBASE_AUTH_EMULATOR_HOST'])
    if (process.env[name] === undefined) throw new Error(`${name} is not set: the demo is for a local stack only.`);

  const app = initializeApp({ projectId }, 'demo');
  const auth = getAuth(app);
  const firestore = getFirestore(app);
  await Promise.all([putRecords(firestore), ...DEMO_PEOPLE.map((person) => putLogIn(auth, person))]);
  await firestore.terminate();
  await deleteApp(app);
}

/** All documents, or none where the first is there: people have gone on working with them since. */
async function putRecords(firestore: Firestore): Promise<void> {
  const records = demoRecords();
  const [first] = records;
  if (first === undefined || (await firestore.doc(first.path).get()).exists) return;
  const batch = firestore.batch();
  for (const { path, fields } of records) batch.set(firestore.doc(path), fields);
  await batch.commit();
}

async function putLogIn(auth: Auth, { uid, email, displayName, claims }: DemoPerson): Promise<void> {
  const profile = { email, displayName, password: DEMO_PASSWORD, emailVerified: true };
  const exists = (await auth.getUsers([{ uid }])).users.length > 0;
  await (exists ? auth.updateUser(uid, profile) : auth.createUser({ uid, ...profile }));
  await auth.setCustomUserClaims(uid, claims);
}
