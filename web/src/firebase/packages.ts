import { customerRecord } from '@casillero/domain/records/customer-record';
import { packageRecord } from '@casillero/domain/records/package-record';
import { paths } from '@casillero/domain/records/paths';
import { isFound, parseSearch } from '@casillero/domain/search/search-tokens';
import { collection, doc, type Firestore, limit, orderBy, query, where } from 'firebase/firestore';
import type { CustomersPorts } from '../features/customers/ports.ts';
import type { PackagesPorts } from '../features/packages/ports.ts';
import { liveDocument, liveDocuments } from './live-documents.ts';

/**
 * An importer's packages and customers, live. A search asks the database for its longest word; what else it says, and a
 * filter beside it, is looked for among what was found.
 */
export const packagesOver = (firestore: Firestore): PackagesPorts & CustomersPorts => ({
  watchPackages(tenantId, filter, count) {
    const search = parseSearch(filter.search);
    const narrowed = search
      ? [where('searchTokens', 'array-contains', search.token)]
      : filter.customerId !== null
        ? [where('customerId', '==', filter.customerId)]
        : filter.state !== null
          ? [where('state', '==', filter.state)]
          : [];
    return liveDocuments(
      query(
        collection(firestore, paths.packages(tenantId)),
        ...narrowed,
        orderBy('updatedAt', 'desc'),
        limit(count + 1),
      ),
      packageRecord,
      (found, size) => ({
        packages: found
          .slice(0, count)
          .filter(
            (each) =>
              (search === null || isFound(search, each.searchTokens)) &&
              (filter.state === null || each.state === filter.state) &&
              (filter.customerId === null || each.customerId === filter.customerId),
          ),
        hasMore: size > count,
      }),
    );
  },
  watchPackage: (tenantId, packageId) =>
    liveDocument(doc(firestore, paths.package(tenantId, packageId)), packageRecord),
  watchCustomers(tenantId, typed, count) {
    const search = parseSearch(typed);
    return liveDocuments(
      query(
        collection(firestore, paths.customers(tenantId)),
        ...(search ? [where('searchTokens', 'array-contains', search.token)] : []),
        orderBy('nameKey'),
        limit(count + 1),
      ),
      customerRecord,
      (found, size) => ({
        customers: found.slice(0, count).filter((each) => search === null || isFound(search, each.searchTokens)),
        hasMore: size > count,
      }),
    );
  },
  watchCustomer: (tenantId, customerId) =>
    liveDocument(doc(firestore, paths.customer(tenantId, customerId)), customerRecord),
});
