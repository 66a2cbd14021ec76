import { mayActForTenant, maySeeTenant } from '@casillero/domain/access/identity';
import type { Fields } from '@casillero/domain/records/document-write';
import { type MediaRecord, screenshotRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { TENANT_ID_PATTERN } from '@casillero/domain/tenant/tenant-id';
import express, { type Express } from 'express';
import { z } from 'zod';
import type { RetryScreenshot } from '../usecases/retry-screenshot/retry-screenshot.ts';
import type { LoadMedia } from '../usecases/work-off/ports.ts';
import { callerOf, identify, identityOf, requireSignedIn, type VerifyToken } from './authenticate.ts';
import { answerProblems, notFound, Problem } from './problem.ts';
import { endpointRoutes, type Served } from './serve.ts';

export type ApiDeps = {
  readonly verifyToken: VerifyToken;
  readonly readDocument: (path: string) => Promise<Fields | null>;
  readonly loadMedia: LoadMedia;
  readonly retryScreenshot: RetryScreenshot;
  /** all endpoints of @casillero/domain/api, each with what answers it */
  readonly endpoints: readonly Served[];
  readonly onDefect: (error: unknown) => void;
};

const screenshotParams = z.object({
  tenantId: z.string().regex(TENANT_ID_PATTERN),
  screenshotId: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/),
});
const mediaParams = screenshotParams.extend({ rendition: z.enum(['original', 'picture', 'thumbnail']) });

/** The HTTP API under /api/v1: everything with consequences, and the bytes of media, for signed-in people. */
export function makeApi(deps: ApiDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);

  app.get('/api/v1/health', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });

  app.use('/api/v1', (_request, response, next) => {
    response.set({ 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' });
    next();
  });
  app.use('/api/v1', identify(deps.verifyToken));
  app.use('/api/v1', endpointRoutes(deps.endpoints, callerOf));
  app.use('/api/v1', requireSignedIn);

  app.get('/api/v1/me', async (_request, response) => {
    const { uid, email, claims } = identityOf(response);
    const tenantId = claims !== null && claims.role !== 'operator' ? claims.tenantId : null;
    const fields = tenantId === null ? null : await deps.readDocument(paths.tenant(tenantId));
    const tenant = fields === null ? null : tenantRecord.parse(fields);
    response.json({
      uid,
      email,
      role: claims?.role ?? null,
      tenantId,
      tenant: tenant && { name: tenant.name, locale: tenant.locale, timeZone: tenant.timeZone, status: tenant.status },
    });
  });

  app.get('/api/v1/tenants/:tenantId/screenshots/:screenshotId/media/:rendition', async (request, response) => {
    const { tenantId, screenshotId, rendition } = parsed(mediaParams, request.params);
    if (!maySeeTenant(identityOf(response), tenantId)) throw notFound();
    const fields = await deps.readDocument(paths.screenshot(tenantId, screenshotId));
    const media = fields === null ? null : screenshotRecord.parse(fields).media;
    const found = media === null ? null : renditionOf(media, rendition);
    const bytes = found === null ? null : await deps.loadMedia(found.path);
    if (found === null || bytes === null) throw notFound();
    response
      .set({
        'Content-Type': found.contentType,
        // The bytes of an id never change; `private` keeps them out of shared caches.
        'Cache-Control': 'private, max-age=31536000, immutable',
        'Content-Disposition': 'inline',
        'Content-Security-Policy': "default-src 'none'; sandbox",
      })
      .send(Buffer.from(bytes));
  });

  app.post('/api/v1/tenants/:tenantId/screenshots/:screenshotId/retry', async (request, response) => {
    const { tenantId, screenshotId } = parsed(screenshotParams, request.params);
    const identity = identityOf(response);
    if (!maySeeTenant(identity, tenantId)) throw notFound();
    if (!mayActForTenant(identity, tenantId))
      throw new Problem(
        403,
        'members-only',
        'Operators look and do not touch.',
        'Ask one of the importer’s own people.',
      );
    const retried = await deps.retryScreenshot(tenantId, screenshotId);
    if (!retried.ok) {
      const { code, message, hint } = retried.failure;
      throw new Problem(code === 'not-found' ? 404 : 409, code, message, hint);
    }
    response.status(202).json({ retried: retried.value });
  });

  app.use(() => {
    throw notFound();
  });
  app.use(answerProblems(deps.onDefect));
  return app;
}

/** Where a rendition lies, and its type: the file as sent, a picture that every browser shows, a small one. Null: none. */
function renditionOf(
  media: MediaRecord,
  rendition: 'original' | 'picture' | 'thumbnail',
): { readonly path: string; readonly contentType: string } | null {
  const original = { path: media.path, contentType: media.contentType };
  switch (rendition) {
    case 'original':
      return original;
    case 'picture':
      if (media.picturePath !== null) return { path: media.picturePath, contentType: 'image/jpeg' };
      return isShownByBrowsers(media) ? original : null;
    case 'thumbnail':
      return media.thumbnailPath === null ? null : { path: media.thumbnailPath, contentType: 'image/webp' };
  }
}

const isShownByBrowsers = ({ contentType }: MediaRecord): boolean =>
  contentType !== 'image/heic' && contentType !== 'application/pdf';

/** Path parameters of a wrong form name nothing. */
function parsed<Value>(schema: z.ZodType<Value>, params: unknown): Value {
  const result = schema.safeParse(params);
  if (!result.success) throw notFound();
  return result.data;
}
