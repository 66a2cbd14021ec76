import type { PackageState } from '@casillero/domain/package/package-state';
import type { PackageRecord } from '@casillero/domain/records/package-record';
import { createContext, useContext } from 'react';
import type { LiveSource } from '../../live/live.ts';

export type Package = PackageRecord & { readonly id: string };

/** The packages that changed last; `hasMore` says that others were left out. */
export type PackagesPage = { readonly packages: readonly Package[]; readonly hasMore: boolean };

/** What of the packages is wanted; null: all. */
export type PackagesFilter = {
  readonly state: PackageState | null;
  /** as it is typed */
  readonly search: string;
  readonly customerId: string | null;
};

export type PackagesPorts = {
  /** Last change first. `count` is how many to show at most. */
  readonly watchPackages: (tenantId: string, filter: PackagesFilter, count: number) => LiveSource<PackagesPage>;
  /** One package; null if the importer has none of this id. */
  readonly watchPackage: (tenantId: string, packageId: string) => LiveSource<Package | null>;
};

const PackagesContext = createContext<PackagesPorts | null>(null);
export const PackagesProvider = PackagesContext.Provider;

/** The ports of this feature; there once somebody is signed in. */
export function usePackagesPorts(): PackagesPorts {
  const ports = useContext(PackagesContext);
  if (!ports) throw new Error('usePackagesPorts needs a PackagesProvider above it.');
  return ports;
}
