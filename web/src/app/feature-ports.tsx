import type { ReactNode } from 'react';
import { type AccountsPorts, AccountsProvider } from '../features/accounts/ports.ts';
import { type CustomersPorts, CustomersProvider } from '../features/customers/ports.ts';
import { type ExportsPorts, ExportsProvider } from '../features/exports/ports.ts';
import { type LinksPorts, LinksProvider } from '../features/links/ports.ts';
import { type MappingPorts, MappingProvider } from '../features/mapping/ports.ts';
import { type NumbersPorts, NumbersProvider } from '../features/numbers/ports.ts';
import { type OverviewPorts, OverviewProvider } from '../features/overview/ports.ts';
import { type PackagesPorts, PackagesProvider } from '../features/packages/ports.ts';
import { type PhonesPorts, PhonesProvider } from '../features/phones/ports.ts';
import { type PurchasesPorts, PurchasesProvider } from '../features/purchases/ports.ts';
import { type UnroutedPorts, UnroutedProvider } from '../features/unrouted/ports.ts';
import { type UploadsPorts, UploadsProvider } from '../features/uploads/ports.ts';

/** What the pages of an importer's WhatsApp settings work with. */
export type WhatsappPorts = PhonesPorts & LinksPorts & AccountsPorts;

/** What the operators' pages work with. */
export type OperatorsPorts = NumbersPorts & PurchasesPorts & UnroutedPorts & OverviewPorts & MappingPorts;

/** What the pages of packages and customers, and the uploads and exports of lists, work with. */
export type ParcelsPorts = PackagesPorts & CustomersPorts & UploadsPorts & ExportsPorts;

/** Hands each of these features its ports. */
export function FeaturePorts({
  ports,
  children,
}: {
  ports: WhatsappPorts & OperatorsPorts & ParcelsPorts;
  children: ReactNode;
}) {
  return (
    <PhonesProvider value={ports}>
      <LinksProvider value={ports}>
        <AccountsProvider value={ports}>
          <NumbersProvider value={ports}>
            <PurchasesProvider value={ports}>
              <UnroutedProvider value={ports}>
                <OverviewProvider value={ports}>
                  <MappingProvider value={ports}>
                    <Parcels ports={ports}>{children}</Parcels>
                  </MappingProvider>
                </OverviewProvider>
              </UnroutedProvider>
            </PurchasesProvider>
          </NumbersProvider>
        </AccountsProvider>
      </LinksProvider>
    </PhonesProvider>
  );
}

const Parcels = ({ ports, children }: { ports: ParcelsPorts; children: ReactNode }) => (
  <PackagesProvider value={ports}>
    <CustomersProvider value={ports}>
      <UploadsProvider value={ports}>
        <ExportsProvider value={ports}>{children}</ExportsProvider>
      </UploadsProvider>
    </CustomersProvider>
  </PackagesProvider>
);
