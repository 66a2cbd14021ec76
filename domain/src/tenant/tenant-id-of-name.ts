import { parseTenantId, type TenantId } from './tenant-id.ts';

/** Leaves room for the number that tells two importers of one name apart. */
const LENGTH_MAX = 36;

/**
 * An id made of an importer's name: `Importadora Cuscatlán, S.A.` is importadora-cuscatlan-s-a. Null where the name has
 * too few Latin letters and digits for one.
 */
export function tenantIdOfName(name: string): TenantId | null {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LENGTH_MAX)
    .replaceAll(/^-+|-+$/g, '');
  return parseTenantId(plain);
}

/** The ids to try for a name, the plain one first: cuscatlan, cuscatlan-2 ... cuscatlan-20. */
export function tenantIdsToTry(name: string): readonly TenantId[] {
  const plain = tenantIdOfName(name);
  if (plain === null) return [];
  return [plain, ...Array.from({ length: 19 }, (_, i) => `${plain}-${i + 2}` as TenantId)];
}
