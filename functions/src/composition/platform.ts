import { getApps, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import { getFunctions } from 'firebase-admin/functions';
import { getStorage } from 'firebase-admin/storage';
import { logger } from 'firebase-functions/logger';
import { linkPrefix, mediaBucket } from '../config.ts';
import { transactOn } from '../firestore/transact.ts';
import { addCloudTask } from '../queues/add-cloud-task.ts';
import { makeEnqueueEntries } from '../queues/enqueue-entries.ts';
import { makeReceiveMessage } from '../usecases/receive-message/receive-message.ts';

/**
 * What all functions share. The files of this folder are the only ones that join use cases to adapters, clock and
 * settings; each part is made on first use, so that a function loads what it needs.
 */

export const now = () => new Date();

/** Makes a part on first use and keeps it. */
export const once = <Value>(make: () => Value): (() => Value) => {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

export const app = once(() => getApps()[0] ?? initializeApp());
export const firestore: () => Firestore = once(() => getFirestore(app()));
export const transact = once(() => transactOn(firestore()));
export const bucket = once(() => getStorage(app()).bucket(mediaBucket.value()));

export const enqueue = once(() =>
  makeEnqueueEntries({
    addTask: addCloudTask(getFunctions(app()), now),
    onFailure: (outboxId, error) => logger.error('enqueue-failed', { outboxId, error: String(error) }),
  }),
);

/** Takes one message in, whatever the provider. */
export const receive = once(() =>
  makeReceiveMessage({ transact: transact(), enqueue: enqueue(), now, linkPrefix: linkPrefix.value() }),
);
