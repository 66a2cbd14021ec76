import type { Express } from 'express';
import { getAuth } from 'firebase-admin/auth';
import { logger } from 'firebase-functions/logger';
import { makeApi } from '../api/app.ts';
import { loadFrom } from '../storage/bucket-media.ts';
import { makeRetryScreenshot } from '../usecases/retry-screenshot/retry-screenshot.ts';
import { orderEndpoints } from './orders.ts';
import { app, bucket, enqueue, firestore, now, once, transact } from './platform.ts';

/** The HTTP API. */
export const apiApp: () => Express = once(() =>
  makeApi({
    verifyToken: async (token) => {
      const verified = await getAuth(app())
        .verifyIdToken(token, true)
        .catch(() => null);
      return verified && { uid: verified.uid, email: verified.email, claims: verified };
    },
    readDocument: async (path) => (await firestore().doc(path).get()).data() ?? null,
    loadMedia: loadFrom(bucket()),
    endpoints: [...orderEndpoints()],
    retryScreenshot: makeRetryScreenshot({ transact: transact(), enqueue: enqueue(), now }),
    onDefect: (error) => logger.error('api-defect', { error: error instanceof Error ? error.stack : String(error) }),
  }),
);
