import { readFile } from 'node:fs/promises';
import { type OutboxRecord, outboxRecord } from '@casillero/domain/records/outbox-record';
import { initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { readOrderByOcr } from '../src/extraction/read-order-by-ocr.ts';
import { transactOn } from '../src/firestore/transact.ts';
import { extractOrder } from '../src/usecases/work-off/extract-order.ts';
import { makeWorkOff, nothingFollows, type Worker, type Workers } from '../src/usecases/work-off/work-off.ts';

/**
 * An extraction worker in a process of its own, for tests that end it without warning: works off one outbox entry on the
 * Firestore of FIRESTORE_EMULATOR_HOST with the real engine, and prints `reading` and `read` when the engine begins and
 * ends. After `read` it waits for its end, so that nothing is recorded.
 *
 *   node extraction-worker.ts PROJECT OUTBOX_ID IMAGE AHEAD_MS
 */
const [projectId = '', outboxId = '', image = '', aheadMs = '0'] = process.argv.slice(2);
const transact = transactOn(getFirestore(initializeApp({ projectId })));
const now = () => new Date(Date.now() + Number(aheadMs));
const notMine: Worker<OutboxRecord> = {
  act: async () => {
    throw new Error('This worker only reads.');
  },
  giveUp: () => nothingFollows,
};

const others = Object.fromEntries(outboxRecord.options.map(({ shape }) => [shape.kind.value, notMine])) as Workers;

await makeWorkOff({
  transact,
  enqueue: async () => undefined,
  now,
  workers: {
    ...others,
    extract: extractOrder({
      transact,
      load: async () => readFile(image),
      read: async (bytes) => {
        process.stdout.write('reading\n');
        const reading = await readOrderByOcr(bytes);
        process.stdout.write(`read ${reading.ok}\n`);
        await new Promise(() => setInterval(() => undefined, 60_000));
        return reading;
      },
      now,
    }),
  },
  onFailure: (_id, _entry, reason) => process.stdout.write(`failed ${reason.message}\n`),
})(outboxId);
