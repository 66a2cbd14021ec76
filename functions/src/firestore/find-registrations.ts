import { paths } from '@casillero/domain/records/paths';
import { phoneRecord } from '@casillero/domain/records/tenant-record';
import type { SenderAlias } from '@casillero/domain/sender/alias';
import type { Firestore } from 'firebase-admin/firestore';
import type { ListPhones } from '../usecases/phones/change-phone.ts';
import type { FindOverdueRegistrations } from '../usecases/registrations/end-registration.ts';

/** Overdue registrations of all tenants in one query. */
export const findOverdueRegistrationsOn =
  (firestore: Firestore): FindOverdueRegistrations =>
  async (now, limit) => {
    const found = await firestore
      .collectionGroup('registrations')
      .where('state', '==', 'waiting')
      .where('expiresAt', '<=', now)
      .orderBy('expiresAt')
      .limit(limit)
      .select()
      .get();
    return found.docs.flatMap(({ ref }) => {
      const tenantId = ref.parent.parent?.id;
      return tenantId === undefined ? [] : [{ tenantId, registrationId: ref.id }];
    });
  };

/** A tenant's registered phones, the oldest first. */
export const listPhonesOn =
  (firestore: Firestore): ListPhones =>
  async (tenantId) => {
    const found = await firestore.collection(paths.phones(tenantId)).orderBy('registeredAt').limit(200).get();
    return found.docs.map((document) => ({
      alias: document.id as SenderAlias,
      record: phoneRecord.parse(document.data()),
    }));
  };
