import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router-dom';
import { Outlet, ScrollRestoration } from 'react-router-dom';
import { ApiProvider } from '../api/api-context.ts';
import { paths } from '../routes/paths.ts';
import { Component as SignIn } from '../routes/sign-in.tsx';
import { withTexts } from '../texts/i18n.ts';
import { ErrorPage } from './error-page.tsx';
import { Frame } from './frame.tsx';
import type { AppPorts } from './ports.ts';
import { SignedInArea } from './signed-in-area.tsx';

/** Every page. Only the log-in form is part of the first load; each other page comes when it is gone to. */
export function dashboardRoutes({
  loadWorkspace,
  callEndpoint,
}: Pick<AppPorts, 'loadWorkspace' | 'callEndpoint'>): RouteObject[] {
  // Pages that members and operators have at addresses of their own.
  const batches = () => import('../routes/batches.tsx');
  const batch = withTexts('review', () => import('../routes/batch.tsx'));
  const review = withTexts('review', () => import('../routes/review.tsx'));
  const reviewOrder = withTexts('review', () => import('../routes/review-order.tsx'));
  const accuracy = withTexts('review', () => import('../routes/accuracy.tsx'));
  const packages = withTexts('packages', () => import('../routes/packages.tsx'));
  const parcel = withTexts('packages', () => import('../routes/package.tsx'));
  const customers = withTexts('packages', () => import('../routes/customers.tsx'));
  const customer = withTexts('packages', () => import('../routes/customer.tsx'));
  const conversations = withTexts('conversations', () => import('../routes/conversations.tsx'));
  const whatsapp = withTexts('whatsapp', () => import('../routes/whatsapp.tsx'));
  return [
    {
      element: (
        <>
          <ScrollRestoration />
          <Outlet />
        </>
      ),
      errorElement: (
        <Frame>
          <ErrorPage />
        </Frame>
      ),
      HydrateFallback: () => null,
      children: [
        {
          path: paths.signIn.pattern,
          element: (
            <Frame>
              <SignIn />
            </Frame>
          ),
        },
        {
          element: (
            <ApiProvider value={callEndpoint}>
              <Frame>
                <Outlet />
              </Frame>
            </ApiProvider>
          ),
          children: [
            page(
              paths.tracking,
              withTexts('tracking', () => import('../routes/tracking.tsx')),
            ),
          ],
        },
        {
          element: <SignedInArea loadWorkspace={loadWorkspace} />,
          children: [
            page(paths.home, () => import('../routes/home.tsx')),
            page(paths.batches, batches),
            page(paths.tenantBatches, batches),
            page(paths.batch, batch),
            page(paths.tenantBatch, batch),
            page(paths.review, review),
            page(paths.tenantReview, review),
            page(paths.reviewOrder, reviewOrder),
            page(paths.tenantReviewOrder, reviewOrder),
            page(paths.accuracy, accuracy),
            page(paths.tenantAccuracy, accuracy),
            page(paths.packages, packages),
            page(paths.tenantPackages, packages),
            page(paths.package, parcel),
            page(paths.tenantPackage, parcel),
            page(paths.customers, customers),
            page(paths.tenantCustomers, customers),
            page(paths.customer, customer),
            page(paths.tenantCustomer, customer),
            page(
              paths.warehouse,
              withTexts('packages', () => import('../routes/warehouse.tsx')),
            ),
            page(paths.conversations, conversations),
            page(paths.tenantConversations, conversations),
            page(paths.whatsapp, whatsapp),
            page(paths.tenantWhatsapp, whatsapp),
            page(
              paths.printLinks,
              withTexts('whatsapp', () => import('../routes/print-links.tsx')),
            ),
            page(
              paths.tenants,
              withTexts('operators', () => import('../routes/tenants.tsx')),
            ),
            page(
              paths.numbers,
              withTexts('operators', () => import('../routes/numbers.tsx')),
            ),
            page(
              paths.buyNumber,
              withTexts('operators', () => import('../routes/buy-number.tsx')),
            ),
            page(
              paths.purchase,
              withTexts('operators', () => import('../routes/purchase.tsx')),
            ),
            page(
              paths.senders,
              withTexts('operators', () => import('../routes/senders.tsx')),
            ),
            page(
              paths.problems,
              withTexts('operators', () => import('../routes/problems.tsx')),
            ),
            page(
              paths.mapping,
              withTexts('operators', () => import('../routes/mapping.tsx')),
            ),
            page(
              paths.unrouted,
              withTexts('operators', () => import('../routes/unrouted.tsx')),
            ),
            page({ pattern: '*' }, () => import('../routes/not-found.tsx')),
          ],
        },
      ],
    },
  ];
}

/** A page with its own error page around it, fetched when it is gone to. */
const page = (
  { pattern }: { readonly pattern: string },
  lazy: () => Promise<{ readonly Component: ComponentType }>,
): RouteObject => ({ path: pattern, errorElement: <ErrorPage />, lazy });
