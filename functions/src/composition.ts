import type { Express } from 'express';
import { getApps, initializeApp } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import { getFunctions } from 'firebase-admin/functions';
import { getStorage } from 'firebase-admin/storage';
import { logger } from 'firebase-functions/logger';
import { makeApi } from './api/app.ts';
import {
  MEDIA_MAX_BYTES,
  mediaBucket,
  publicBaseUrl,
  twilioAccountSid,
  twilioApiBase,
  twilioAuthToken,
  twilioMediaOrigins,
  WEBHOOK_MAX_BYTES,
} from './config.ts';
import { findIdleOn } from './firestore/find-idle-conversations.ts';
import { findOverdueOn } from './firestore/find-overdue-entries.ts';
import { transactOn } from './firestore/transact.ts';
import { checkMedia } from './media/check-media.ts';
import { downloadFromTwilio } from './provider/twilio/download-media.ts';
import { findSentByTwilio, sendByTwilio, type TwilioClient } from './provider/twilio/messages.ts';
import { redirectRequests } from './provider/twilio/simulated-host.ts';
import { isSignedByTwilio } from './provider/twilio/verify-signature.ts';
import { addCloudTask } from './queues/add-cloud-task.ts';
import { makeEnqueueEntries } from './queues/enqueue-entries.ts';
import { loadFrom, storeIn } from './storage/bucket-media.ts';
import { makeTwilioWebhook } from './triggers/twilio-webhook.ts';
import { makeCloseIdleBatches } from './usecases/close-idle-batches/close-idle-batches.ts';
import { makeReceiveMessage } from './usecases/receive-message/receive-message.ts';
import { makeRetryScreenshot } from './usecases/retry-screenshot/retry-screenshot.ts';
import { makeSweepOutbox } from './usecases/sweep-outbox/sweep-outbox.ts';
import type { ReadOrder } from './usecases/work-off/extract-order.ts';
import { extractOrder } from './usecases/work-off/extract-order.ts';
import { fetchMedia } from './usecases/work-off/fetch-media.ts';
import { sendReply } from './usecases/work-off/send-reply.ts';
import { sumUp } from './usecases/work-off/sum-up.ts';
import { makeWorkOff, type WorkOff } from './usecases/work-off/work-off.ts';

/** The one place that joins use cases to adapters, clock and settings; each part is made on first use. */

const now = () => new Date();
const once = <Value>(make: () => Value): (() => Value) => {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

const app = once(() => getApps()[0] ?? initializeApp());
const firestore: () => Firestore = once(() => getFirestore(app()));
const transact = once(() => transactOn(firestore()));
const bucket = once(() => getStorage(app()).bucket(mediaBucket.value()));
const authTokens = () =>
  twilioAuthToken
    .value()
    .split(',')
    .map((token) => token.trim());

const enqueue = once(() =>
  makeEnqueueEntries({
    addTask: addCloudTask(getFunctions(app()), now),
    onFailure: (outboxId, error) => logger.error('enqueue-failed', { outboxId, error: String(error) }),
  }),
);

/** Answers the webhook of Twilio. */
export const twilioWebhookHandler = once(() =>
  makeTwilioWebhook({
    receive: makeReceiveMessage({ transact: transact(), enqueue: enqueue(), now }),
    isSigned: (signature, query, fields) =>
      isSignedByTwilio(signature, `${publicBaseUrl.value()}/webhooks/twilio${query}`, fields, authTokens()),
    maxBytes: WEBHOOK_MAX_BYTES,
    now,
    log: (severity, event, details) => logger.write({ severity, message: event, ...details }),
  }),
);

const twilioClient: TwilioClient = once(async () => {
  const [{ default: twilio }, { default: RequestClient }] = await Promise.all([
    import('twilio'),
    import('twilio/lib/base/RequestClient.js'),
  ]);
  const base = twilioApiBase.value();
  const isTwilio = base === 'https://api.twilio.com';
  return twilio(twilioAccountSid.value(), authTokens()[0] ?? '', {
    ...(isTwilio ? {} : { httpClient: redirectRequests(RequestClient, base) }),
  });
});

/** OCR is heavy: loaded by the first screenshot, kept warm for the next ones. */
const readOrder: ReadOrder = async (image) => {
  const { readOrderByOcr } = await import('./extraction/read-order-by-ocr.ts');
  return readOrderByOcr(image);
};

/** Works off one outbox entry, whatever its kind. */
export const workOff: () => WorkOff = once(() =>
  makeWorkOff({
    transact: transact(),
    enqueue: enqueue(),
    now,
    workers: {
      send: sendReply({ send: sendByTwilio(twilioClient), findSent: findSentByTwilio(twilioClient), now }),
      summary: sumUp({ now }),
      media: fetchMedia({
        transact: transact(),
        download: downloadFromTwilio(() => ({
          apiBase: twilioApiBase.value(),
          mediaOrigins: twilioMediaOrigins.value().split(','),
          accountSid: twilioAccountSid.value(),
          authToken: authTokens()[0] ?? '',
        })),
        check: checkMedia,
        store: storeIn(bucket()),
        maxBytes: MEDIA_MAX_BYTES,
        now,
      }),
      extract: extractOrder({ transact: transact(), load: loadFrom(bucket()), read: readOrder, now }),
    },
    onFailure: (outboxId, { kind, tenantId, attempts }, reason, isFinal, cause) =>
      logger.write({
        severity: isFinal ? 'ERROR' : 'WARNING',
        message: isFinal ? 'outbox-dead' : 'outbox-retry',
        outboxId,
        kind,
        tenantId,
        attempts,
        reason,
        ...(cause instanceof Error ? { stack: cause.stack } : {}),
      }),
  }),
);

/** What is done every minute: enqueues again what was left behind (R91), then closes idle batches (R13). */
export const sweepOutbox = once(() => {
  const enqueueOverdue = makeSweepOutbox({ findOverdue: findOverdueOn(firestore()), enqueue: enqueue(), now });
  const closeIdleBatches = makeCloseIdleBatches({
    findIdle: findIdleOn(firestore()),
    transact: transact(),
    enqueue: enqueue(),
    now,
    onFailure: (at, error) => logger.error('idle-close-failed', { ...at, error: String(error) }),
  });
  return async () => {
    await enqueueOverdue();
    await closeIdleBatches();
  };
});

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
    retryScreenshot: makeRetryScreenshot({ transact: transact(), enqueue: enqueue(), now }),
    onDefect: (error) => logger.error('api-defect', { error: error instanceof Error ? error.stack : String(error) }),
  }),
);
