import type { ReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { paths } from '@casillero/domain/records/paths';
import { numberRecord } from '@casillero/domain/records/routing-records';
import type { Firestore } from 'firebase-admin/firestore';
import type { KnownNumber } from '../usecases/numbers/look-after-number.ts';

/** Far more than a platform has; a safety limit, not a page. */
const NUMBERS_MAX = 1_000;

/** All receiving numbers, by their keys. */
export const listNumbersOn = (firestore: Firestore) => async (): Promise<readonly KnownNumber[]> => {
  const found = await firestore.collection(paths.numbers()).limit(NUMBERS_MAX).get();
  return found.docs.map((document) => ({
    number: document.id as ReceivingNumber,
    record: numberRecord.parse(document.data()),
  }));
};
