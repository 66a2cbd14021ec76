import { z } from 'zod';
import { TENANT_ID_PATTERN } from '../tenant/tenant-id.ts';
import { endpoint } from './endpoint.ts';

const onScreenshot = z.object({
  tenantId: z.string().regex(TENANT_ID_PATTERN),
  screenshotId: z.string().regex(/^(?!__.*__$)[A-Za-z0-9_-]{1,100}$/),
});

export const getScreenshotMedia = endpoint({
  id: 'getScreenshotMedia',
  method: 'GET',
  path: '/tenants/{tenantId}/screenshots/{screenshotId}/media/{rendition}',
  summary:
    'The bytes of a screenshot: as it was sent, as a picture that every browser shows, or as a small WebP. The bytes of an id never change.',
  access: 'viewer',
  params: onScreenshot.extend({ rendition: z.enum(['original', 'picture', 'thumbnail']) }),
  query: z.object({}),
  body: z.void(),
  answer: z.void(),
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
  bytes: { answer: 'image/*' },
});

export const retryScreenshot = endpoint({
  id: 'retryScreenshot',
  method: 'POST',
  path: '/tenants/{tenantId}/screenshots/{screenshotId}/retry',
  summary: 'Tries again what failed for good on a screenshot: its download, or its reading.',
  access: 'member',
  params: onScreenshot,
  query: z.object({}),
  body: z.void(),
  answer: z.object({ retried: z.enum(['media', 'extraction']) }),
  status: 202,
  failures: { 'nothing-to-retry': 409 },
  needsIdempotencyKey: false,
});
