import { type ReactNode, useState } from 'react';
import { type AccountsPorts, AccountsProvider } from '../features/accounts/ports.ts';
import { type ConversationsPorts, ConversationsProvider } from '../features/conversations/ports.ts';
import { type ReplyBoxes, ReplyBoxesProvider, useLeaveGuard } from '../features/conversations/reply-boxes.ts';
import { type CustomersPorts, CustomersProvider } from '../features/customers/ports.ts';
import { type ExportsPorts, ExportsProvider } from '../features/exports/ports.ts';
import { type LinksPorts, LinksProvider } from '../features/links/ports.ts';
import { type MappingPorts, MappingProvider } from '../features/mapping/ports.ts';
import { type NumbersPorts, NumbersProvider } from '../features/numbers/ports.ts';
import { type OverviewPorts, OverviewProvider } from '../features/overview/ports.ts';
import { type PackagesPorts, PackagesProvider } from '../features/packages/ports.ts';
import { type PhonesPorts, PhonesProvider } from '../features/phones/ports.ts';
import { type ProblemsPorts, ProblemsProvider } from '../features/problems/ports.ts';
import { type PurchasesPorts, PurchasesProvider } from '../features/purchases/ports.ts';
import { type UnroutedPorts, UnroutedProvider } from '../features/unrouted/ports.ts';
import { type UploadsPorts, UploadsProvider } from '../features/uploads/ports.ts';

/** What the pages of an importer's WhatsApp settings work with. */
export type WhatsappPorts = PhonesPorts & LinksPorts & AccountsPorts;

/** What the operators' pages work with. */
export type OperatorsPorts = NumbersPorts &
  PurchasesPorts &
  UnroutedPorts &
  OverviewPorts &
  MappingPorts &
  ProblemsPorts;

/** What the pages of packages and customers, and the uploads and exports of lists, work with. */
export type ParcelsPorts = PackagesPorts & CustomersPorts & UploadsPorts & ExportsPorts;

/** Hands each of these features its ports. */
export function FeaturePorts({
  ports,
  children,
}: {
  ports: WhatsappPorts & OperatorsPorts & ParcelsPorts & ConversationsPorts;
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
                    <ProblemsProvider value={ports}>
                      <Conversations ports={ports}>
                        <Parcels ports={ports}>{children}</Parcels>
                      </Conversations>
                    </ProblemsProvider>
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

/** What is being written to contacts lives here: as long as its reader is signed in, whatever page is looked at. */
function Conversations({ ports, children }: { ports: ConversationsPorts; children: ReactNode }) {
  const [boxes] = useState<ReplyBoxes>(() => new Map());
  useLeaveGuard(boxes);
  return (
    <ConversationsProvider value={ports}>
      <ReplyBoxesProvider value={boxes}>{children}</ReplyBoxesProvider>
    </ConversationsProvider>
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
