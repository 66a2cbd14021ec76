import { paths } from '@casillero/domain/records/paths';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { FieldPath, type Firestore } from 'firebase-admin/firestore';
import type { Tenant } from '../usecases/tenants/create-tenant.ts';

/** Importers in the order of their ids, a page at a time. */
export const listTenantsOn =
  (firestore: Firestore) =>
  async (after: string | null, limit: number): Promise<readonly Tenant[]> => {
    const byId = firestore.collection(paths.tenants()).orderBy(FieldPath.documentId()).limit(limit);
    const found = await (after === null ? byId : byId.startAfter(after)).get();
    return found.docs.map((document) => ({ id: document.id, record: tenantRecord.parse(document.data()) }));
  };
