import { paths } from '@casillero/domain/records/paths';
import type { Firestore, Query } from 'firebase-admin/firestore';
import type { Counts, ListedTenant } from '../usecases/stats/count-stats.ts';

/** A safety limit, not a page. */
const TENANTS_MAX = 10_000;

const countOf = async (query: Query): Promise<number> => (await query.count().get()).data().count;

/** Counts by aggregation queries. @see https://firebase.google.com/docs/firestore/query-data/aggregation-queries */
export const countsOn = (firestore: Firestore): Counts => ({
  senders: () => countOf(firestore.collection('senders')),
  staffPhones: () => countOf(firestore.collection('senders').where('staffOf', '>', '')),
  numbers: () => countOf(firestore.collection(paths.numbers())),
  linkCodes: () => countOf(firestore.collection('linkCodes').where('isActive', '==', true)),
  unrouted: () => countOf(firestore.collection('unrouted')),
  contactsOf: (tenantId) =>
    countOf(firestore.collection(`${paths.tenant(tenantId)}/conversations`).where('kind', '==', 'contact')),
});

/** All importers, as far as the figures name them. */
export const listedTenantsOn = (firestore: Firestore) => async (): Promise<readonly ListedTenant[]> => {
  const found = await firestore.collection(paths.tenants()).select('name', 'status').limit(TENANTS_MAX).get();
  return found.docs.map((document) => ({
    id: document.id,
    name: String(document.get('name') ?? document.id),
    status: document.get('status') === 'suspended' ? 'suspended' : 'active',
  }));
};
