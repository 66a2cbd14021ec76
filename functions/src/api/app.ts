import { randomBytes } from 'node:crypto';
import type { Fields } from '@casillero/domain/records/document-write';
import express, { type Express } from 'express';
import type { RetryScreenshot } from '../usecases/retry-screenshot/retry-screenshot.ts';
import type { LoadMedia } from '../usecases/work-off/ports.ts';
import { callerOf, identify, requireSignedIn, type VerifyToken } from './authenticate.ts';
import type { RunOnce } from './idempotency.ts';
import { servePlatform } from './platform/serve-platform.ts';
import { answerProblems, notFound } from './problem.ts';
import type { LimitRate } from './rate-limit.ts';
import { endpointRoutes } from './routes.ts';
import { serveScreenshotMedia } from './screenshot-media/serve-screenshot-media.ts';
import type { Served } from './serve.ts';

export type ApiDeps = {
  readonly verifyToken: VerifyToken;
  readonly readDocument: (path: string) => Promise<Fields | null>;
  readonly loadMedia: LoadMedia;
  readonly retryScreenshot: RetryScreenshot;
  /** all endpoints of @casillero/domain/api but those that every API has, each with what answers it */
  readonly endpoints: readonly Served[];
  /** left out: nobody is limited */
  readonly limit?: LimitRate;
  /** left out: calls that need an Idempotency-Key work each time */
  readonly runOnce?: RunOnce;
  readonly onDefect: (error: unknown) => void;
};

/** All that an API serves: the endpoints given, and those that every API has. */
export function allServed(
  deps: Pick<ApiDeps, 'readDocument' | 'loadMedia' | 'retryScreenshot' | 'endpoints'>,
): Served[] {
  const all: Served[] = [
    ...servePlatform({ readDocument: deps.readDocument, endpoints: () => all.map(({ endpoint }) => endpoint) }),
    ...serveScreenshotMedia(deps),
    ...deps.endpoints,
  ];
  return all;
}

/** The HTTP API under /api/v1: everything with consequences, and the bytes of media. */
export function makeApi(deps: ApiDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use('/api/v1', (_request, response, next) => {
    response.set({ 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' });
    next();
  });
  app.use('/api/v1', identify(deps.verifyToken, deps.readDocument));
  app.use(
    '/api/v1',
    endpointRoutes(allServed(deps), {
      identify: callerOf,
      limit: deps.limit ?? (async () => undefined),
      runOnce: deps.runOnce ?? ((_actId, _asked, work) => work()),
      newActId: () => randomBytes(20).toString('hex'),
    }),
  );
  app.use('/api/v1', requireSignedIn);
  app.use(() => {
    throw notFound();
  });
  app.use(answerProblems(deps.onDefect));
  return app;
}
