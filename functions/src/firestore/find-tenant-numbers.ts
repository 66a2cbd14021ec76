import { paths } from '@casillero/domain/records/paths';
import { numberRecord } from '@casillero/domain/records/routing-records';
import { displayPhone } from '@casillero/domain/sender/display-phone';
import type { Firestore, QueryDocumentSnapshot } from 'firebase-admin/firestore';
import type { FindTenantNumbers, TenantNumber } from '../usecases/links/tenant-numbers.ts';

/** More numbers than one tenant, or the platform, ever shows on one page. */
const LIMIT = 50;

/** Finds a tenant's numbers over the Admin SDK. */
export const findTenantNumbersOn =
  (firestore: Firestore): FindTenantNumbers =>
  async (tenantId) => {
    const numbers = firestore.collection(paths.numbers());
    const [own, shared] = await Promise.all([
      numbers.where('tenantIds', 'array-contains', tenantId).limit(LIMIT).get(),
      numbers.where('mode', '==', 'shared').limit(LIMIT).get(),
    ]);
    return [...own.docs, ...shared.docs].flatMap(asTenantNumber);
  };

function asTenantNumber(document: QueryDocumentSnapshot): TenantNumber[] {
  const { status, display, phone, accountId = null } = numberRecord.parse(document.data());
  if (status !== 'online') return [];
  const shown = display !== '' ? display : phone === null ? '' : displayPhone(phone);
  return [{ key: document.id, display: shown, accountId }];
}
