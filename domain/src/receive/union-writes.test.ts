import { expect, test } from 'vitest';
import { NOW } from '../../testing/index.ts';
import { ATTEMPTS, NUMBER_DOWN, nextAttemptAt } from '../outbox/attempts.ts';
import { newEntry } from '../outbox/new-entry.ts';
import type { SenderId } from '../sender/alias.ts';
import { unionWrites } from './union-writes.ts';

const MOVE = { tenantId: 'cuscatlan', fromId: 'old' as SenderId, intoId: 'new' as SenderId } as never;

/** When a message that was just decided on is given up, if every attempt takes as long as it may and fails for this reason. */
function givenUpAt(code: string): Date {
  const [entry] = [
    newEntry(
      'o',
      { kind: 'send', tenantId: 'cuscatlan', senderId: 'old', number: 'meta:1', address: '', text: '' },
      NOW,
    ),
  ];
  let at: Date = NOW;
  for (let attempts = 1; ; attempts++) {
    const next = nextAttemptAt({ kind: 'send', attempts, createdAt: entry.record.createdAt }, at, code);
    if (next === null) return new Date(at.getTime() + ATTEMPTS.send.leaseMs);
    at = next;
  }
}

test.each([
  'temporary',
  NUMBER_DOWN,
])('R4: history is moved once more after the last attempt that ends as %s', (code) => {
  const { outbox } = unionWrites({ conflicts: [], writes: [], moves: [MOVE] }, {} as never, 'cause', NOW);
  const times = outbox.map(({ record }) => record.dueAt.getTime()).toSorted((one, other) => one - other);
  expect(times[0]).toBe(NOW.getTime());
  expect(new Set(outbox.map(({ id }) => id)).size).toBe(outbox.length);
  expect(
    times.some((time) => time > givenUpAt(code).getTime() && time < givenUpAt(code).getTime() + 2 * 3_600_000),
  ).toBe(true);
});
