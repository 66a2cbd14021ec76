import { logger } from 'firebase-functions/logger';
import { findIdleOn } from '../firestore/find-idle-conversations.ts';
import { findOverdueOn } from '../firestore/find-overdue-entries.ts';
import { makeCloseIdleBatches } from '../usecases/close-idle-batches/close-idle-batches.ts';
import { makeSweepOutbox } from '../usecases/sweep-outbox/sweep-outbox.ts';
import { enqueue, firestore, now, once, transact } from './platform.ts';
import { reconcileAll } from './reconcile.ts';
import { expireRegistrations } from './routing.ts';

/**
 * What is done every minute: enqueues again what was left behind, closes idle batches (R13) and registrations (R54), and
 * takes in what no webhook brought (R91).
 */
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
    await expireRegistrations()();
    await reconcileAll()();
  };
});
