import { type Category, fanOut, IN_FLIGHT, LISTENERS, type Measured, repeat } from './category.ts';
import { fieldsOf } from './protobuf.ts';
import { GROUPS, SEEDED } from './small-document.ts';
import type { WireClient, WireStream } from './wire-client.ts';
import {
  get,
  getInTransaction,
  lastOfGroup,
  listenToRooms,
  set,
  setRoom,
  updateInTransaction,
  updateOrder,
} from './wire-messages.ts';

const SEED_BATCH = 100;
const RESULTS = 20;
/** Field numbers of BatchGetDocumentsResponse and ListenResponse. */
const FOUND = 1;
const TRANSACTION = 3;
const DOCUMENT_CHANGE = 3;

const orderOf = (i: number): number => (i * 37) % SEEDED;

/** Fills the collection; not measured. */
export async function seedByWire(client: WireClient): Promise<void> {
  for (let from = 0; from < SEEDED; from += SEED_BATCH) {
    await client.call('Commit', set(...Array.from({ length: SEED_BATCH }, (_, i) => from + i)));
  }
}

/** As bytes written beforehand. */
export const WIRE_CATEGORIES: readonly Category<WireClient>[] = [
  {
    name: 'get',
    run: (client) => {
      const requests = Array.from({ length: SEEDED }, (_, i) => get(i));
      return repeat(30_000, async (i) => {
        const messages = await client.call('BatchGetDocuments', request(requests, orderOf(i)));
        if (!messages.some((message) => holds(message, FOUND))) throw new Error('The document was not found.');
      });
    },
  },
  {
    name: 'update',
    run: (client) => {
      const requests = Array.from({ length: SEEDED }, (_, i) => updateOrder(i, i));
      return repeat(30_000, (i) => client.call('Commit', request(requests, orderOf(i))));
    },
  },
  {
    name: 'transaction',
    run: (client) => {
      const requests = Array.from({ length: SEEDED }, (_, i) => getInTransaction(i));
      return repeat(15_000, async (i) => {
        const read = await client.call('BatchGetDocuments', request(requests, orderOf(i)));
        await client.call('Commit', updateInTransaction(orderOf(i), i, transactionOf(read)));
      });
    },
  },
  {
    name: 'query',
    run: (client) => {
      const requests = Array.from({ length: GROUPS }, (_, group) => lastOfGroup(group));
      return repeat(10_000, async (i) => {
        const messages = await client.call('RunQuery', request(requests, i % GROUPS));
        const found = messages.filter((message) => holds(message, FOUND)).length;
        if (found !== RESULTS) throw new Error(`The query found ${found} documents, not ${RESULTS}.`);
      });
    },
  },
  { name: 'listen', run: listen },
  {
    name: 'set',
    run: async (client) => {
      const requests = Array.from({ length: 20_000 }, (_, i) => set(SEEDED + i));
      return repeat(requests.length, (i) => client.call('Commit', request(requests, i)));
    },
  },
];

/** Waits until every listener has got the document, then changes it again. */
async function listen(client: WireClient): Promise<Measured> {
  let seen = 0;
  let all = Promise.withResolvers<void>();
  const receive = (message: Uint8Array): void => {
    if (holds(message, DOCUMENT_CHANGE) && ++seen === LISTENERS) all.resolve();
  };
  await client.call('Commit', setRoom(0));
  const streams: WireStream[] = [];
  for (let i = 0; i < LISTENERS; i++) streams.push(client.stream('Listen', receive, (error) => all.reject(error)));
  for (const stream of streams) stream.send(listenToRooms());
  await all.promise;
  const measured = await fanOut(1000, async (turn) => {
    seen = 0;
    all = Promise.withResolvers();
    await Promise.all([client.call('Commit', setRoom(turn)), all.promise]);
  });
  for (const stream of streams) stream.close();
  return measured;
}

const request = (requests: readonly Uint8Array[], i: number): Uint8Array => {
  const found = requests[i];
  if (!found) throw new Error(`There is no request ${i}; ${IN_FLIGHT} are open at a time.`);
  return found;
};

function holds(message: Uint8Array, wanted: number): boolean {
  for (const { field } of fieldsOf(message)) if (field === wanted) return true;
  return false;
}

function transactionOf(messages: readonly Uint8Array[]): Uint8Array {
  for (const message of messages) {
    for (const { field, bytes } of fieldsOf(message)) if (field === TRANSACTION) return bytes;
  }
  throw new Error('The answer names no transaction.');
}
