import type { KnownPackage } from './write-packages.ts';

/**
 * The tenant's packages with one of these tracking numbers; if there is none, those whose number ends as the first
 * one does. At most `limit`.
 */
export type FindPackagesByNumber = (
  tenantId: string,
  numbers: readonly string[],
  limit: number,
) => Promise<readonly KnownPackage[]>;
