import type { Claims, Identity } from '@casillero/domain/access/identity';
import { createContext, useContext } from 'react';
import { useParams } from 'react-router-dom';
import { paths } from './paths.ts';

/** Somebody who is signed in and has a role. */
export type Reader = Identity & { readonly claims: Claims };

const ReaderContext = createContext<Reader | null>(null);
export const ReaderProvider = ReaderContext.Provider;

/** Who reads; there on every page behind the sign-in. */
export function useIdentity(): Reader {
  const reader = useContext(ReaderContext);
  if (!reader) throw new Error('useIdentity needs a ReaderProvider above it.');
  return reader;
}

/** Whose batches a page shows, and what the reader may do there. */
export type Scope = {
  readonly tenantId: string;
  /** Operators look, they do not change (R70). */
  readonly mayEdit: boolean;
  readonly listHref: string;
  readonly batchHref: (batchId: string) => string;
  readonly conversationsHref: string;
  readonly conversationHref: (senderId: string) => string;
  readonly packagesHref: string;
  readonly packageHref: (packageId: string) => string;
  readonly customersHref: string;
  readonly customerHref: (customerId: string) => string;
  readonly reviewHref: string;
  readonly orderHref: (orderId: string) => string;
  readonly accuracyHref: string;
};

/** The scope of the address; null where the address is not for this reader (a member of another importer, say). */
export function useScope(): Scope | null {
  const { claims } = useIdentity();
  const { tenantId } = useParams();
  if (claims.role === 'operator')
    return tenantId === undefined
      ? null
      : {
          tenantId,
          mayEdit: false,
          listHref: paths.tenantBatches.href(tenantId),
          batchHref: (batchId) => paths.tenantBatch.href(tenantId, batchId),
          conversationsHref: paths.tenantConversations.href(tenantId),
          conversationHref: (senderId) => paths.tenantConversation.href(tenantId, senderId),
          packagesHref: paths.tenantPackages.href(tenantId),
          packageHref: (packageId) => paths.tenantPackage.href(tenantId, packageId),
          customersHref: paths.tenantCustomers.href(tenantId),
          customerHref: (customerId) => paths.tenantCustomer.href(tenantId, customerId),
          reviewHref: paths.tenantReview.href(tenantId),
          orderHref: (orderId) => paths.tenantReviewOrder.href(tenantId, orderId),
          accuracyHref: paths.tenantAccuracy.href(tenantId),
        };
  if (tenantId !== undefined && tenantId !== claims.tenantId) return null;
  return {
    tenantId: claims.tenantId,
    mayEdit: true,
    listHref: paths.batches.href(),
    batchHref: paths.batch.href,
    conversationsHref: paths.conversations.href(),
    conversationHref: paths.conversation.href,
    packagesHref: paths.packages.href(),
    packageHref: paths.package.href,
    customersHref: paths.customers.href(),
    customerHref: paths.customer.href,
    reviewHref: paths.review.href(),
    orderHref: paths.reviewOrder.href,
    accuracyHref: paths.accuracy.href(),
  };
}
