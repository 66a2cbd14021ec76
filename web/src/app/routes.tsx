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
  const errorElement = <ErrorPage />;
  const whatsapp = withTexts('whatsapp', () => import('../routes/whatsapp.tsx'));
  const packages = withTexts('packages', () => import('../routes/packages.tsx'));
  const parcel = withTexts('packages', () => import('../routes/package.tsx'));
  const customers = withTexts('packages', () => import('../routes/customers.tsx'));
  const customer = withTexts('packages', () => import('../routes/customer.tsx'));
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
            {
              path: paths.tracking.pattern,
              errorElement,
              lazy: withTexts('tracking', () => import('../routes/tracking.tsx')),
            },
          ],
        },
        {
          element: <SignedInArea loadWorkspace={loadWorkspace} />,
          children: [
            { path: paths.home.pattern, errorElement, lazy: () => import('../routes/home.tsx') },
            { path: paths.batches.pattern, errorElement, lazy: () => import('../routes/batches.tsx') },
            { path: paths.batch.pattern, errorElement, lazy: withTexts('review', () => import('../routes/batch.tsx')) },
            {
              path: paths.review.pattern,
              errorElement,
              lazy: withTexts('review', () => import('../routes/review.tsx')),
            },
            {
              path: paths.reviewOrder.pattern,
              errorElement,
              lazy: withTexts('review', () => import('../routes/review-order.tsx')),
            },
            {
              path: paths.accuracy.pattern,
              errorElement,
              lazy: withTexts('review', () => import('../routes/accuracy.tsx')),
            },
            {
              path: paths.tenantReview.pattern,
              errorElement,
              lazy: withTexts('review', () => import('../routes/review.tsx')),
            },
            {
              path: paths.tenantReviewOrder.pattern,
              errorElement,
              lazy: withTexts('review', () => import('../routes/review-order.tsx')),
            },
            {
              path: paths.tenantAccuracy.pattern,
              errorElement,
              lazy: withTexts('review', () => import('../routes/accuracy.tsx')),
            },
            { path: paths.tenants.pattern, errorElement, lazy: () => import('../routes/tenants.tsx') },
            { path: paths.tenantBatches.pattern, errorElement, lazy: () => import('../routes/batches.tsx') },
            {
              path: paths.tenantBatch.pattern,
              errorElement,
              lazy: withTexts('review', () => import('../routes/batch.tsx')),
            },
            { path: paths.packages.pattern, errorElement, lazy: packages },
            { path: paths.package.pattern, errorElement, lazy: parcel },
            { path: paths.customers.pattern, errorElement, lazy: customers },
            { path: paths.customer.pattern, errorElement, lazy: customer },
            {
              path: paths.warehouse.pattern,
              errorElement,
              lazy: withTexts('packages', () => import('../routes/warehouse.tsx')),
            },
            { path: paths.tenantPackages.pattern, errorElement, lazy: packages },
            { path: paths.tenantPackage.pattern, errorElement, lazy: parcel },
            { path: paths.tenantCustomers.pattern, errorElement, lazy: customers },
            { path: paths.tenantCustomer.pattern, errorElement, lazy: customer },
            { path: paths.whatsapp.pattern, errorElement, lazy: whatsapp },
            { path: paths.tenantWhatsapp.pattern, errorElement, lazy: whatsapp },
            {
              path: paths.printLinks.pattern,
              errorElement,
              lazy: withTexts('whatsapp', () => import('../routes/print-links.tsx')),
            },
            { path: '*', errorElement, lazy: () => import('../routes/not-found.tsx') },
          ],
        },
      ],
    },
  ];
}
