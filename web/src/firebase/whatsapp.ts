import { accountRecord } from '@casillero/domain/records/account-record';
import { paths } from '@casillero/domain/records/paths';
import { registrationRecord } from '@casillero/domain/records/registration-record';
import { linkRecord } from '@casillero/domain/records/routing-records';
import { phoneRecord } from '@casillero/domain/records/tenant-record';
import { collection, doc, type Firestore, orderBy, query, where } from 'firebase/firestore';
import type { AccountsPorts } from '../features/accounts/ports.ts';
import type { LinksPorts } from '../features/links/ports.ts';
import type { PhonesPorts } from '../features/phones/ports.ts';
import { liveDocument, liveDocuments } from './live-documents.ts';

/** An importer's phones, links and accounts, live. */
export const whatsappOver = (firestore: Firestore): PhonesPorts & LinksPorts & AccountsPorts => ({
  watchPhones: (tenantId) =>
    liveDocuments(collection(firestore, paths.phones(tenantId)), phoneRecord, (phones) =>
      phones.toSorted(
        (one, other) =>
          Number(other.isPrimary) - Number(one.isPrimary) || one.registeredAt.getTime() - other.registeredAt.getTime(),
      ),
    ),
  watchOpenRegistrations: (tenantId) =>
    liveDocuments(
      query(collection(firestore, paths.registrations(tenantId)), where('state', '==', 'waiting')),
      registrationRecord,
      (registrations) => registrations,
    ),
  watchRegistration: (tenantId, registrationId) =>
    liveDocument(doc(firestore, paths.registration(tenantId, registrationId)), registrationRecord),
  watchLinks: (tenantId) =>
    liveDocuments(
      query(collection(firestore, paths.links(tenantId)), orderBy('createdAt', 'desc')),
      linkRecord,
      (links) => links,
    ),
  watchAccounts: (tenantId) =>
    liveDocuments(
      query(collection(firestore, paths.accounts()), where('tenantId', '==', tenantId)),
      accountRecord,
      (accounts) => accounts,
    ),
  watchAllAccounts: () => liveDocuments(collection(firestore, paths.accounts()), accountRecord, (accounts) => accounts),
});
