import { getApps, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import { getFunctions } from 'firebase-admin/functions';
import { getStorage } from 'firebase-admin/storage';
import { logger } from 'firebase-functions/logger';
import { projectID } from 'firebase-functions/params';
import { linkPrefix, mediaBucket } from '../config.ts';
import { transactOn } from '../firestore/transact.ts';
import { addCloudTask } from '../queues/add-cloud-task.ts';
import { makeEnqueueEntries } from '../queues/enqueue-entries.ts';
import type { Transact } from '../usecases/documents.ts';
import { makeLinkAliases } from '../usecases/link-aliases/link-aliases.ts';
import { makeReceiveMessage } from '../usecases/receive-message/receive-message.ts';
import { linkOf, makeRecordStatus, type RecordStatus } from '../usecases/record-status/record-status.ts';
import { makeRecordIgnored } from '../usecases/take-events/record-ignored.ts';

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

/**
 * The transactions of webhooks, whose number is the platform's load: over Firestore's API itself. What is kept when one of
 * them fails goes the other way, by `transact`, and shares no code with it.
 */
export const transactMessage: () => Transact = once(() => {
  const opened = once(async () => {
    const [{ openFirestoreApi }, { transactOnApi }] = await Promise.all([
      import('../firestore/api/firestore-api.ts'),
      import('../firestore/api/transact-on-api.ts'),
    ]);
    return transactOnApi(openFirestoreApi(projectID.value(), process.env.FIRESTORE_EMULATOR_HOST ?? null));
  });
  return async (work) => (await opened())(work);
});

export const bucket = once(() => getStorage(app()).bucket(mediaBucket.value()));

export const enqueue = once(() =>
  makeEnqueueEntries({
    addTask: addCloudTask(getFunctions(app()), now),
    onFailure: (outboxId, error) => logger.error('enqueue-failed', { outboxId, error: String(error) }),
  }),
);

/** Records the provider's word on a message of ours, and what it says of the recipient's names, whatever the provider. */
export const recordStatus = once((): RecordStatus => {
  const record = makeRecordStatus({ transact: transactMessage(), now });
  return async (status) => {
    const outcome = await record(status);
    const link = linkOf(status);
    if (link !== null) await linkAliases()(link);
    return outcome;
  };
});

/** Records that something came which is not served, whatever the provider. */
export const recordIgnored = once(() => makeRecordIgnored({ transact: transactMessage(), now }));

/** Makes one sender of two aliases, when a provider says so. */
export const linkAliases = once(() => makeLinkAliases({ transact: transact(), enqueue: enqueue(), now }));

/** Takes one message in, whatever the provider. */
export const receive = once(() =>
  makeReceiveMessage({ transact: transactMessage(), enqueue: enqueue(), now, linkPrefix: linkPrefix.value() }),
);
