import { beforeEach, describe, expect, test } from 'vitest';
import { OWNER } from '../identity/caller.ts';
import type { FieldTransform, Write } from '../storage/write.ts';
import { batchGetDocuments } from './batch-get-documents.ts';
import { batchWrite } from './batch-write.ts';
import { beginTransaction } from './begin-transaction.ts';
import { commit } from './commit.ts';
import { getDocument } from './get-document.ts';
import { rollback } from './rollback.ts';
import { runQuery } from './run-query.ts';
import { ServerState } from './server-state.ts';

const database = 'projects/p/databases/(default)';
const ROOT = `${database}/documents`;

/** Timers that fire when the test says so. */
class HeldTimers {
  #timers: { ms: number; run: () => void }[] = [];
  schedule = (ms: number, run: () => void) => {
    const timer = { ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };
  fire(ms: number): void {
    for (const timer of this.#timers.filter((each) => each.ms === ms)) timer.run();
  }
}

let timers: HeldTimers;
let state: ServerState;
beforeEach(() => {
  timers = new HeldTimers();
  state = new ServerState({ schedule: timers.schedule });
});

const begin = async (retryTransaction?: Uint8Array) => {
  const options = { readWrite: retryTransaction ? { retryTransaction } : {} };
  return (await beginTransaction(state, OWNER, { database, options })).transaction;
};
const read = (transaction: Uint8Array, ...ids: string[]) =>
  batchGetDocuments(state, OWNER, { database, documents: ids.map((id) => `${ROOT}/c/${id}`), transaction });
const set = (id: string): Write => ({ update: { name: `${ROOT}/c/${id}`, fields: { by: { stringValue: id } } } });
const write = (id: string, transaction?: Uint8Array) =>
  commit(state, OWNER, { database, writes: [set(id)], ...(transaction ? { transaction } : {}) });
const exists = (id: string) =>
  getDocument(state, OWNER, { name: `${ROOT}/c/${id}` }).then(
    () => true,
    () => false,
  );
/** How a call ends, as its status. */
const outcome = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'OK',
    (error) => error.status,
  );

describe('a transaction that lost its locks', () => {
  test('in a deadlock cannot commit any more, while the older one can', async () => {
    const [older, younger] = [await begin(await begin()), await begin(await begin())];
    await read(older, 'a');
    await read(younger, 'b');
    const youngerReads = outcome(read(younger, 'a'));
    const olderReads = outcome(read(older, 'b'));
    expect([await youngerReads, await olderReads]).toEqual(['ABORTED', 'OK']);
    expect(await outcome(write('b', younger))).toBe('INVALID_ARGUMENT');
    expect(await outcome(write('a', older))).toBe('OK');
    expect([await exists('a'), await exists('b')]).toEqual([true, false]);
  });

  test('by being idle cannot commit any more, and others go on', async () => {
    const idle = await begin();
    await read(idle, 'a');
    const waiting = outcome(write('a'));
    timers.fire(60_000);
    expect(await outcome(write('b', idle))).toBe('INVALID_ARGUMENT');
    expect(await waiting).toBe('OK');
  });
});

describe('a transaction over HTTP/1.1 whose connection is gone', () => {
  const from = (socket: string) => ({ ...OWNER, client: { agent: 'curl', connection: '127.0.0.1', socket } });
  const beginAndRead = async () => {
    const { transaction } = await beginTransaction(state, from('1'), { database, options: {} });
    await batchGetDocuments(state, from('1'), { database, documents: [`${ROOT}/c/a`], transaction });
    state.connectionAbandoned('1');
    return transaction;
  };

  test('gives way to whoever waits for it', async () => {
    const abandoned = await beginAndRead();
    const waiting = outcome(write('a'));
    timers.fire(5000);
    expect(await waiting).toBe('OK');
    expect(await outcome(write('b', abandoned))).toBe('INVALID_ARGUMENT');
  });

  test('gives way to whoever comes later', async () => {
    await beginAndRead();
    timers.fire(5000);
    const waiting = outcome(write('a'));
    timers.fire(250);
    expect(await waiting).toBe('OK');
  });

  test('goes on while nobody waits, as that of a client that opens a connection per request', async () => {
    const patient = await beginAndRead();
    timers.fire(5000);
    timers.fire(250);
    expect(await outcome(commit(state, from('2'), { database, writes: [set('a')], transaction: patient }))).toBe('OK');
  });

  test('is not abandoned any more once it was used on another connection', async () => {
    const transaction = await beginAndRead();
    await batchGetDocuments(state, from('2'), { database, documents: [`${ROOT}/c/b`], transaction });
    const waiting = outcome(write('a'));
    timers.fire(5000);
    timers.fire(250);
    expect(await outcome(commit(state, from('2'), { database, writes: [set('b')], transaction }))).toBe('OK');
    expect(await waiting).toBe('OK');
  });
});

test('a commit ends the transaction, whatever comes of it; rolling back what is over is fine', async () => {
  const transaction = await begin();
  const failing = { ...set('a'), currentDocument: { exists: true } };
  expect(await outcome(commit(state, OWNER, { database, writes: [failing], transaction }))).toBe('NOT_FOUND');
  expect(await outcome(write('a', transaction))).toBe('INVALID_ARGUMENT');
  expect(await outcome(rollback(state, OWNER, { database, transaction }))).toBe('OK');
});

test('a read that is refused leaves no transaction and no locks behind', async () => {
  state.rules.set(null, { content: 'service cloud.firestore { match /x { allow read: if false; } }' });
  const stranger = { isOwner: false, auth: null };
  const denied = batchGetDocuments(state, stranger, {
    database,
    documents: [`${ROOT}/c/a`],
    newTransaction: { readWrite: {} },
  });
  expect(await outcome(denied)).toBe('PERMISSION_DENIED');
  expect(state.databaseState(database).transactions.locks.holderCount).toBe(0);
  expect(await outcome(write('a'))).toBe('OK');
});

test('a read-only transaction writes nothing', async () => {
  const { transaction } = await beginTransaction(state, OWNER, { database, options: { readOnly: {} } });
  expect(await outcome(write('a', transaction))).toBe('INVALID_ARGUMENT');
});

test('a transaction is begun by the first read, and its id comes first', async () => {
  const structuredQuery = { from: [{ collectionId: 'c' }] };
  const [first, second] = await runQuery(state, OWNER, {
    parent: ROOT,
    structuredQuery,
    newTransaction: { readWrite: {} },
  });
  expect(first).toEqual({ transaction: expect.any(Uint8Array) });
  expect(second).toEqual({ readTime: expect.any(Object) });
});

test('of a batch write each write stands alone', async () => {
  const missing = { ...set('no'), currentDocument: { exists: true } };
  const { status, writeResults } = await batchWrite(state, OWNER, {
    database,
    writes: [set('a'), missing, { delete: `${ROOT}/c/x` }],
  });
  expect(status.map(({ code }) => code)).toEqual([0, 5, 0]);
  expect(writeResults.map(({ updateTime }) => updateTime !== undefined)).toEqual([true, false, false]);
  expect(await outcome(batchWrite(state, OWNER, { database, writes: [set('a'), set('a')] }))).toBe('INVALID_ARGUMENT');
});

test('more than 500 transforms of a document, or a request above 10 MiB, are refused', async () => {
  const increment: FieldTransform = { fieldPath: 'n', increment: { integerValue: '1' } };
  const many = { ...set('a'), updateTransforms: Array.from({ length: 501 }, () => increment) };
  expect(await outcome(commit(state, OWNER, { database, writes: [many] }))).toBe('INVALID_ARGUMENT');
  const large = Array.from(
    { length: 11 },
    (_, i): Write => ({
      update: { name: `${ROOT}/c/big${i}`, fields: { text: { stringValue: 'x'.repeat(1_000_000) } } },
    }),
  );
  expect(await outcome(commit(state, OWNER, { database, writes: large }))).toBe('INVALID_ARGUMENT');
  expect(await exists('big0')).toBe(false);
});
