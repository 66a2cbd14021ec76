import { z } from 'zod';
import { CARRIERS } from '../order/order.ts';
import { PACKAGE_STATES } from '../package/package-state.ts';
import { LOCALES } from '../tenant/locale.ts';
import { endpoint } from './endpoint.ts';

/** What anybody with the link sees of a package: nothing of its customer (R18). */
export const getTrackingPage = endpoint({
  id: 'getTrackingPage',
  method: 'GET',
  path: '/tracking-pages/{token}',
  summary: 'The public tracking page of a package, by the token of its link.',
  access: 'public',
  params: z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{20,40}$/) }),
  query: z.object({}),
  body: z.void(),
  answer: z.object({
    importer: z.string(),
    locale: z.enum(LOCALES),
    shop: z.string().nullable(),
    carrier: z.enum(CARRIERS).nullable(),
    /** the last four characters of the tracking number */
    trackingEnd: z.string().nullable(),
    state: z.enum(PACKAGE_STATES),
    history: z.array(z.object({ state: z.enum(PACKAGE_STATES), at: z.iso.datetime() })),
  }),
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});
