import { readFileSync } from 'node:fs';
import { standingDocuments } from '@casillero/domain/testing';
import type {} from '@casillero/firestore-server/vitest';
import { initializeTestEnvironment, type RulesTestEnvironment } from '@firebase/rules-unit-testing';
import { doc, type Firestore, setDoc } from 'firebase/firestore';
import { inject } from 'vitest';

/** Everybody who may knock at Firestore's door. */
export const WHO = {
  operator: { uid: 'olga', claims: { role: 'operator' } },
  admin: { uid: 'ada', claims: { role: 'admin', tenantId: 'cuscatlan' } },
  member: { uid: 'memo', claims: { role: 'member', tenantId: 'cuscatlan' } },
  'other tenant’s admin': { uid: 'iris', claims: { role: 'admin', tenantId: 'izalco' } },
  'signed in without claims': { uid: 'nadie', claims: {} },
  'signed out': null,
} as const;
export type Who = keyof typeof WHO;
export const EVERYBODY = Object.keys(WHO) as Who[];

/** A test environment of its own project on the local Firestore, with the rules that are deployed; everybody is who they claim to be. */
export async function startRules(projectId: string): Promise<RulesTestEnvironment> {
  const [host = '', port = ''] = inject('firestoreHost').split(':');
  const rules = readFileSync(new URL('../../firestore.rules', import.meta.url), 'utf8');
  const environment = await initializeTestEnvironment({ projectId, firestore: { host, port: Number(port), rules } });
  await environment.withSecurityRulesDisabled(async (context) => {
    const firestore = context.firestore() as unknown as Firestore;
    const documents = Object.entries(standingDocuments(Object.values(WHO)));
    await Promise.all(documents.map(([path, fields]) => setDoc(doc(firestore, path), fields)));
  });
  return environment;
}

/** Firestore through the client SDK, as one of them. */
export function firestoreAs(environment: RulesTestEnvironment, who: Who): Firestore {
  const person = WHO[who];
  const context =
    person === null
      ? environment.unauthenticatedContext()
      : environment.authenticatedContext(person.uid, { ...person.claims });
  // rules-unit-testing hands out the compat type of the same object.
  return context.firestore() as unknown as Firestore;
}
