import { expect, test } from 'vitest';
import { ANONYMOUS, type Caller, OWNER } from '../identity/caller.ts';
import { aggregationReads, OperationCounter, queryReads } from './operation-counter.ts';

const client = { agent: 'gl-node/24', connection: '127.0.0.1:1' };
const ana: Caller = { isOwner: false, auth: { uid: 'ana', token: {} }, client };
const NOTHING = { reads: 0, writes: 0, deletes: 0, indexEntries: 0, bytesIn: 0, bytesOut: 0 };

test.each([
  { returned: 0, skipped: 0, reads: 1 },
  { returned: 3, skipped: 0, reads: 3 },
  { returned: 1, skipped: 2, reads: 3 },
])('a query of $returned results and $skipped skipped costs $reads', ({ returned, skipped, reads }) => {
  expect(queryReads(returned, skipped)).toBe(reads);
});

test.each([
  { matched: 0, reads: 1 },
  { matched: 1000, reads: 1 },
  { matched: 1001, reads: 2 },
])('an aggregation over $matched costs $reads', ({ matched, reads }) => {
  expect(aggregationReads(matched)).toBe(reads);
});

test('clients are told apart by program, connection and identity, the dearest first', () => {
  const counter = new OperationCounter(() => 0);
  counter.of('p', ana).reads += 2;
  counter.of('p', { ...ana, client }).reads += 1;
  counter.of('p', { ...OWNER, client }).writes += 9;
  counter.of('p', { ...ana, client: { ...client, connection: '127.0.0.1:2' } }).bytesOut += 7;
  counter.of('p', ANONYMOUS).deletes += 1;
  counter.of('q', ana).reads += 100;
  expect(counter.report('p')).toEqual({
    ...NOTHING,
    reads: 3,
    writes: 9,
    deletes: 1,
    since: '1970-01-01T00:00:00.000Z',
    clients: [
      { ...client, auth: 'owner', ...NOTHING, writes: 9 },
      { ...client, auth: 'user', uid: 'ana', ...NOTHING, reads: 3 },
      { agent: 'unknown', connection: '', auth: 'anonymous', ...NOTHING, deletes: 1 },
    ],
  });
});

test('a reset forgets one project', () => {
  let now = 0;
  const counter = new OperationCounter(() => now);
  counter.of('p', ana).reads += 2;
  counter.of('q', ana).reads += 3;
  now = 1000;
  counter.reset('p');
  expect(counter.report('p')).toEqual({ ...NOTHING, since: '1970-01-01T00:00:01.000Z', clients: [] });
  expect(counter.report('q').reads).toBe(3);
});

test('clients without end take bounded memory, and nothing is lost', () => {
  const counter = new OperationCounter();
  for (let i = 0; i < 2000; i++) {
    counter.of('p', { ...ana, client: { ...client, connection: `127.0.0.1:${i}` } }).reads++;
  }
  const { reads, clients } = counter.report('p');
  expect([reads, clients.length]).toEqual([2000, 501]);
  expect(clients[0]).toMatchObject({ reads: 1500, agent: expect.stringContaining('beyond') });
});
