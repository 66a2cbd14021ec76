import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { paths } from '@casillero/domain/records/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { IsOurPhone } from '../usecases/work-off/held-back.ts';

/** Looks for a receiving number with this phone, at any provider; off the path of messages, since it is a query. */
export const isOurPhoneOn =
  (firestore: Firestore): IsOurPhone =>
  async (phone) => {
    const [told, named] = await Promise.all([
      firestore.collection(paths.numbers()).where('phone', '==', phone).limit(1).get(),
      // Twilio's numbers are named by their phone, also before the provider was asked about them.
      firestore.doc(paths.number(receivingNumber('twilio', phone))).get(),
    ]);
    return !told.empty || named.exists;
  };
