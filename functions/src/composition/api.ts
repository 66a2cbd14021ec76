import { randomUUID } from 'node:crypto';
import type { Endpoint } from '@casillero/domain/api/endpoint';
import type { Express } from 'express';
import { getAuth } from 'firebase-admin/auth';
import { logger } from 'firebase-functions/logger';
import { type ApiDeps, allServed, makeApi } from '../api/app.ts';
import { runOnceOn } from '../api/idempotency.ts';
import { limitRate } from '../api/rate-limit.ts';
import { shareCountOn } from '../firestore/share-count.ts';
import { loadFrom } from '../storage/bucket-media.ts';
import { makeRetryScreenshot } from '../usecases/retry-screenshot/retry-screenshot.ts';
import { accountEndpoints } from './accounts.ts';
import { batchEndpoints } from './batches.ts';
import { conversationEndpoints } from './conversations.ts';
import { mappingEndpoints } from './mapping.ts';
import { numberEndpoints } from './numbers.ts';
import { orderEndpoints } from './orders.ts';
import { packageEndpoints } from './packages.ts';
import { app, bucket, enqueue, firestore, now, once, transact } from './platform.ts';
import { problemEndpoints } from './problems.ts';
import { routingEndpoints } from './routing.ts';
import { tenantEndpoints } from './tenants.ts';
import { uploadEndpoints } from './uploads.ts';
import { wahaSessionEndpoints } from './waha.ts';

const apiDeps = once(
  (): ApiDeps => ({
    verifyToken: async (token) => {
      const verified = await getAuth(app())
        .verifyIdToken(token, true)
        .catch(() => null);
      return verified && { uid: verified.uid, email: verified.email, claims: verified };
    },
    readDocument: async (path) => (await firestore().doc(path).get()).data() ?? null,
    loadMedia: loadFrom(bucket()),
    endpoints: [
      ...packageEndpoints(),
      ...orderEndpoints(),
      ...batchEndpoints(),
      ...uploadEndpoints(),
      ...conversationEndpoints(),
      ...tenantEndpoints(),
      ...numberEndpoints(),
      ...mappingEndpoints(),
      ...routingEndpoints(),
      ...accountEndpoints(),
      ...wahaSessionEndpoints(),
      ...problemEndpoints(),
    ],
    retryScreenshot: makeRetryScreenshot({ transact: transact(), enqueue: enqueue(), now }),
    limit: limitRate({ share: shareCountOn(firestore()), now }),
    runOnce: runOnceOn({ transact: transact(), now, newToken: randomUUID }),
    onDefect: (error) => logger.error('api-defect', { error: error instanceof Error ? error.stack : String(error) }),
  }),
);

/** The HTTP API. */
export const apiApp: () => Express = once(() => makeApi(apiDeps()));

/** Every endpoint that the API answers. */
export const endpointsOfApi = (): Endpoint[] => allServed(apiDeps()).map(({ endpoint }) => endpoint);
