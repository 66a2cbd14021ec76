import { beforeEach, describe, expect, test } from 'vitest';
import type { DocumentChange } from './document.ts';
import type { LockClaim } from './lock-claims.ts';
import { type LockOwner, LockTable } from './lock-table.ts';

/** Timers that fire when the test says so. */
class HeldClock {
  #timers = new Set<() => void>();
  schedule = (_ms: number, run: () => void) => {
    this.#timers.add(run);
    return () => this.#timers.delete(run);
  };
  fireAll(): void {
    for (const run of [...this.#timers]) run();
  }
}

let clock: HeldClock;
let locks: LockTable;
let log: string[];
let age = 0;

beforeEach(() => {
  clock = new HeldClock();
  locks = new LockTable(clock.schedule);
  log = [];
});

const owner = (): LockOwner => ({ age: age++ });
const read = (...paths: string[]): LockClaim => ({ kind: 'documents', paths: new Set(paths), exclusive: false });
const exclusive = (...paths: string[]): LockClaim => ({ kind: 'documents', paths: new Set(paths), exclusive: true });
const write = (...paths: string[]): LockClaim => ({
  kind: 'write',
  paths: new Set(paths),
  changes: () => paths.map((path): DocumentChange => ({ path, before: null, after: null })),
});
const query = (prefix: string, isExclusive = false): LockClaim => ({
  kind: 'query',
  exclusive: isExclusive,
  query: {
    scopeKey: prefix,
    matchesNow: (path) => path.startsWith(prefix),
    isTouchedBy: ({ path }) => path.startsWith(prefix),
  },
});

/** Claims and writes down what came of it. */
const claim = (who: LockOwner, name: string, what: LockClaim): Promise<void> =>
  locks
    .claim(who, what, () => log.push(name))
    .then(
      () => {},
      (error) => {
        log.push(`${name} ${error.status}`);
      },
    );
/** Lets everything that is ready happen. */
const settle = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

describe('two owners', () => {
  test.each([
    { first: read('a'), second: read('a'), waits: false, why: 'reads share' },
    { first: read('a'), second: write('b'), waits: false, why: 'other documents' },
    { first: read('a'), second: write('a'), waits: true, why: 'a read holds off a write' },
    { first: exclusive('a'), second: read('a'), waits: true, why: 'exclusive reads do not share' },
    { first: query('q/'), second: write('q/new'), waits: true, why: 'no phantoms' },
    { first: query('q/'), second: write('r/new'), waits: false, why: 'not in the query' },
    { first: query('q/', true), second: query('q/'), waits: true, why: 'exclusive query' },
    { first: query('q/', true), second: read('q/x'), waits: true, why: 'a document of an exclusive query' },
    { first: exclusive('q/x'), second: query('q/'), waits: true, why: 'a query that finds an exclusive document' },
  ])('$why', async ({ first, second, waits }) => {
    const [one, two] = [owner(), owner()];
    await claim(one, 'first', first);
    void claim(two, 'second', second);
    await settle();
    expect(log).toEqual(waits ? ['first'] : ['first', 'second']);
    locks.release(one);
    await settle();
    expect(log).toEqual(['first', 'second']);
  });
});

test('writers are served in the order they came, and readers queue behind a waiting writer', async () => {
  const [holder, writer, reader] = [owner(), owner(), owner()];
  await claim(holder, 'held', read('a'));
  void claim(writer, 'write', write('a'));
  void claim(reader, 'read', read('a'));
  await settle();
  expect(log).toEqual(['held']);
  locks.release(holder);
  await settle();
  expect(log).toEqual(['held', 'write', 'read']);
});

test('a holder goes before those that wait for it, even if it asks last', async () => {
  const [holder, writer] = [owner(), owner()];
  await claim(holder, 'held', read('a'));
  void claim(writer, 'plain write', write('a', 'b'));
  void claim(holder, 'own read', read('b'));
  void claim(holder, 'own write', write('a'));
  await settle();
  expect(log).toEqual(['held', 'own read', 'own write']);
});

test('nobody is stuck behind a queue that waits for himself', async () => {
  const [holder, first, second] = [owner(), owner(), owner()];
  await claim(holder, 'held', read('d'));
  void claim(first, 'first', write('d', 'e'));
  void claim(second, 'second', write('e', 'f'));
  void claim(holder, 'holder', read('f'));
  await settle();
  expect(log).toEqual(['held', 'holder']);
  locks.release(holder);
  await settle();
  expect(log).toEqual(['held', 'holder', 'first', 'second']);
});

test('of two that both read and want to write, the younger gives way', async () => {
  const [older, younger] = [owner(), owner()];
  await claim(older, 'older reads', read('a'));
  await claim(younger, 'younger reads', read('a'));
  void claim(younger, 'younger writes', write('a'));
  void claim(older, 'older writes', write('a'));
  await settle();
  expect(log.slice(2).sort()).toEqual(['older writes', 'younger writes ABORTED']);
});

test('a wait is bounded', async () => {
  const [holder, waiter] = [owner(), owner()];
  await claim(holder, 'held', read('a'));
  void claim(waiter, 'write', write('a'));
  clock.fireAll();
  await settle();
  expect(log).toEqual(['held', 'write ABORTED']);
  expect(locks.waiterCount).toBe(0);
});

test('ending an owner that waits refuses what it waits for', async () => {
  const [holder, waiter] = [owner(), owner()];
  await claim(holder, 'held', read('a'));
  void claim(waiter, 'write', write('a'));
  locks.release(waiter);
  await settle();
  expect(log).toEqual(['held', 'write ABORTED']);
});
