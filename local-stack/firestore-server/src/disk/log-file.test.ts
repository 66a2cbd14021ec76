import { readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { LogFile, type LogIo, SYSTEM_IO } from './log-file.ts';
import { readRecords } from './read-records.ts';
import { type DiskRecord, encodeRecord } from './record.ts';
import { newDirectory, removeDirectories } from './testing.ts';

afterAll(removeDirectories);

const record = (time: number) => encodeRecord({ kind: 'clock', time });

function timesIn(file: string): number[] {
  const records: DiskRecord[] = [];
  const { readTo, size } = readRecords(file, (one) => records.push(one));
  expect(readTo).toBe(size);
  return records.flatMap((one) => (one.kind === 'clock' ? [one.time] : []));
}

/** Syncs end when the test says so. */
function heldSyncs(): { io: LogIo; pending: ((error: Error | null) => void)[] } {
  const pending: ((error: Error | null) => void)[] = [];
  return { io: { ...SYSTEM_IO, sync: (_, done) => pending.push(done) }, pending };
}

test('one sync serves all appends before it; those during it share the next', async () => {
  const { io, pending } = heldSyncs();
  const log = new LogFile(path.join(newDirectory(), 'log'), 'always', io);
  const settled: number[] = [];
  const append = (time: number): Promise<void> => {
    log.append(record(time));
    return log.settled().then(() => void settled.push(time));
  };
  const first = append(1);
  const others = [append(2), append(3), append(4)];
  expect(pending).toHaveLength(1);
  pending[0]?.(null);
  await first;
  expect(settled).toEqual([1]);
  expect(pending).toHaveLength(2);
  pending[1]?.(null);
  await Promise.all(others);
  expect(settled).toEqual([1, 2, 3, 4]);
  expect(pending).toHaveLength(2);
  log.finish();
});

test('with syncing off, an append is settled at once, and in the file', async () => {
  const { io, pending } = heldSyncs();
  const file = path.join(newDirectory(), 'log');
  const log = new LogFile(file, 'off', io);
  log.append(record(1));
  await log.settled();
  expect(pending).toEqual([]);
  expect(timesIn(file)).toEqual([1]);
  log.finish();
});

test('an append that fails half-way is undone; the log goes on when there is room again', async () => {
  const file = path.join(newDirectory(), 'log');
  let isFull = false;
  const write: LogIo['write'] = (fd, bytes) => {
    if (!isFull) return SYSTEM_IO.write(fd, bytes);
    writeSync(fd, bytes, 0, 5);
    throw new Error('ENOSPC: no space left on device, write');
  };
  const log = new LogFile(file, 'always', { ...SYSTEM_IO, write });
  log.append(record(1));
  const before = readFileSync(file);
  isFull = true;
  expect(() => log.append(record(2))).toThrow(/did not take effect: ENOSPC/);
  expect(readFileSync(file)).toEqual(before);
  isFull = false;
  log.append(record(3));
  await log.settled();
  log.finish();
  expect(timesIn(file)).toEqual([1, 3]);
});

test('after a sync that failed nothing is acknowledged any more', async () => {
  const { io, pending } = heldSyncs();
  const log = new LogFile(path.join(newDirectory(), 'log'), 'always', io);
  log.append(record(1));
  const settled = [log.settled(), log.settled()];
  pending[0]?.(new Error('EIO: i/o error, fdatasync'));
  for (const outcome of await Promise.allSettled(settled)) expect(outcome.status).toBe('rejected');
  expect(() => log.append(record(2))).toThrow('EIO');
  await expect(log.settled()).rejects.toThrow('EIO');
  expect(() => log.finish()).toThrow('EIO');
});

test('finishing settles who still waits, also while a sync is under way', async () => {
  const { io, pending } = heldSyncs();
  const file = path.join(newDirectory(), 'log');
  const log = new LogFile(file, 'always', io);
  log.append(record(1));
  const settled = log.settled();
  log.finish();
  await settled;
  pending[0]?.(null);
  expect(() => log.append(record(2))).toThrow('stopping');
  expect(timesIn(file)).toEqual([1]);
});
