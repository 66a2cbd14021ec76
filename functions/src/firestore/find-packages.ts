import { packageRecord } from '@casillero/domain/records/package-record';
import { paths } from '@casillero/domain/records/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { FindPackagesByNumber } from '../usecases/packages/ports.ts';

/** Finds the tenant's packages by their whole tracking number, else by its end. */
export const findPackagesByNumberOn =
  (firestore: Firestore): FindPackagesByNumber =>
  async (tenantId, numbers, limit) => {
    const packages = firestore.collection(paths.packages(tenantId));
    const whole = await packages.where('trackingNumber', 'in', numbers).limit(limit).get();
    const [typed = ''] = numbers;
    const found = whole.empty
      ? await packages.where('searchTokens', 'array-contains', typed.toLowerCase()).limit(limit).get()
      : whole;
    return found.docs
      .map((document) => ({ id: document.id, record: packageRecord.parse(document.data()) }))
      .filter(({ record }) => numbers.includes(record.trackingNumber ?? '') || record.trackingNumber?.endsWith(typed));
  };
