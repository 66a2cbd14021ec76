import type { RouteObject } from 'react-router-dom';
import { Outlet, ScrollRestoration } from 'react-router-dom';
import { paths } from '../routes/paths.ts';
import { Component as SignIn } from '../routes/sign-in.tsx';
import { withTexts } from '../texts/i18n.ts';
import { ErrorPage } from './error-page.tsx';
import { Frame } from './frame.tsx';
import type { AppPorts } from './ports.ts';
import { SignedInArea } from './signed-in-area.tsx';

/** Every page. Only the log-in form is part of the first load; each other page comes when it is gone to. */
export function dashboardRoutes({ loadWorkspace }: Pick<AppPorts, 'loadWorkspace'>): RouteObject[] {
  const errorElement = <ErrorPage />;
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
