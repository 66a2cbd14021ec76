import { onTaskDispatched, type TaskQueueOptions } from 'firebase-functions/tasks';
import { workOff } from '../composition/work-off.ts';
import { REGION, twilioAuthToken, visionApiKey } from '../config.ts';
import type { TaskPayload } from '../queues/enqueue-entries.ts';
import { PROVIDER_SECRETS } from './provider-secrets.ts';

/**
 * Retries of work are the outbox entry's own (its attempts and waits are stored and shown); the queue's retries are
 * for what never got as far as taking a lease, such as an outage of Firestore.
 */
const RETRIES = { maxAttempts: 5, minBackoffSeconds: 5, maxBackoffSeconds: 120 };

const queue = (options: TaskQueueOptions) =>
  onTaskDispatched<TaskPayload>({ region: REGION, retryConfig: RETRIES, ...options }, async ({ data }) => {
    await workOff()(data.outboxId);
  });

/** Replies, and the summing-up of bursts. */
export const send = queue({
  memory: '512MiB',
  timeoutSeconds: 60,
  rateLimits: { maxConcurrentDispatches: 40, maxDispatchesPerSecond: 40 },
  secrets: PROVIDER_SECRETS,
});

/** Downloads, checks, thumbnails. */
export const media = queue({
  memory: '1GiB',
  timeoutSeconds: 120,
  concurrency: 4,
  rateLimits: { maxConcurrentDispatches: 40, maxDispatchesPerSecond: 40 },
  secrets: PROVIDER_SECRETS,
});

/** Reading: one screenshot per instance at a time, since OCR fills a core. */
export const extract = queue({
  memory: '2GiB',
  cpu: 1,
  timeoutSeconds: 300,
  concurrency: 1,
  rateLimits: { maxConcurrentDispatches: 20, maxDispatchesPerSecond: 20 },
  secrets: [visionApiKey],
});

/** Buying, registering and releasing numbers: rare, and never many at once at the provider. */
export const provision = queue({
  memory: '512MiB',
  timeoutSeconds: 60,
  rateLimits: { maxConcurrentDispatches: 2, maxDispatchesPerSecond: 2 },
  secrets: [twilioAuthToken],
});
