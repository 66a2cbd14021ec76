import { customerRecord } from '@casillero/domain/records/customer-record';
import { paths } from '@casillero/domain/records/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { FindCustomersByName, FindPackagesOfCustomer } from '../usecases/customers/ports.ts';

/** Finds the tenant's customers by the key of their name. */
export const findCustomersByNameOn =
  (firestore: Firestore): FindCustomersByName =>
  async (tenantId, nameKey, limit) => {
    const found = await firestore
      .collection(paths.customers(tenantId))
      .where('nameKey', '==', nameKey)
      .limit(limit)
      .get();
    return found.docs.map((document) => ({ id: document.id, record: customerRecord.parse(document.data()) }));
  };

/** Finds the ids of a customer's packages; reads no fields. */
export const findPackagesOfCustomerOn =
  (firestore: Firestore): FindPackagesOfCustomer =>
  async (tenantId, customerId) => {
    const found = await firestore
      .collection(paths.packages(tenantId))
      .where('customerId', '==', customerId)
      .select()
      .get();
    return found.docs.map(({ id }) => id);
  };
