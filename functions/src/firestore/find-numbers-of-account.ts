import type { ReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { numberRecord } from '@casillero/domain/records/routing-records';
import type { Firestore } from 'firebase-admin/firestore';
import type { FindNumbersOfAccount } from '../usecases/take-events/record-number-event.ts';

/** No account at Meta has more numbers; a safety limit, not a page. */
const NUMBERS_MAX = 200;

/** The numbers of one WhatsApp Business Account, as their documents say. */
export const findNumbersOfAccountOn =
  (firestore: Firestore): FindNumbersOfAccount =>
  async (wabaId) => {
    const found = await firestore.collection('numbers').where('account', '==', wabaId).limit(NUMBERS_MAX).get();
    return found.docs.map((document) => ({
      number: document.id as ReceivingNumber,
      record: numberRecord.parse(document.data()),
    }));
  };
