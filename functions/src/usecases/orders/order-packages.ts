import { packagesOfOrder } from '@casillero/domain/package/packages-of-order';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import type { OrderRecord } from '@casillero/domain/records/order-record';
import { type PackageRecord, packageRecord } from '@casillero/domain/records/package-record';
import { paths } from '@casillero/domain/records/paths';
import { effectiveOrder } from '@casillero/domain/review/effective-order';
import type { ReadDocuments } from '../documents.ts';

/** The packages that a confirmed order becomes (R18), each with its tracking page. */
export function makePackages(
  tenantId: string,
  orderId: string,
  record: OrderRecord,
  customer: { readonly id: string; readonly name: string },
  by: string,
  now: Date,
  newToken: () => string,
): { readonly packageIds: string[]; readonly writes: DocumentWrite[] } {
  const made = packagesOfOrder({ orderId, order: effectiveOrder(record), customer, by, now, newToken });
  return {
    packageIds: made.map(({ id }) => id),
    writes: made.flatMap(({ id, record: fields }): DocumentWrite[] => [
      { op: 'set', path: paths.package(tenantId, id), fields },
      { op: 'create', path: paths.trackingPage(fields.trackingToken), fields: { tenantId, packageId: id } },
    ]),
  };
}

/**
 * Takes an order's packages away again, if nobody has done anything with them: then they are a confirmation's mistake
 * and no history. @returns null if one of them was changed since
 */
export async function takePackagesAway(
  read: ReadDocuments,
  tenantId: string,
  packageIds: readonly string[],
): Promise<DocumentWrite[] | null> {
  const found = await read(packageIds.map((id) => paths.package(tenantId, id)));
  const writes: DocumentWrite[] = [];
  for (const [index, id] of packageIds.entries()) {
    const fields = found[index];
    if (!fields) continue;
    const record = packageRecord.parse(fields);
    if (!isUntouched(record)) return null;
    writes.push({ op: 'delete', path: paths.package(tenantId, id) });
    writes.push({ op: 'delete', path: paths.trackingPage(record.trackingToken) });
  }
  return writes;
}

const isUntouched = ({ history, notification, createdAt, updatedAt }: PackageRecord): boolean =>
  history.length === 1 && notification === null && updatedAt.getTime() === createdAt.getTime();
