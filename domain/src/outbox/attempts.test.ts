import { describe, expect, test } from 'vitest';
import { ATTEMPTS, decideLease, isLastAttempt, NUMBER_DOWN, nextAttemptAt, retried } from './attempts.ts';

const now = new Date('2026-03-01T10:00:00Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('decideLease', () => {
  test.each([
    ['pending', 0, 'lease 1'],
    ['pending', -60, 'lease 1'],
    ['pending', 1, 'leave not-due'],
    ['leased', 30, 'leave leased'],
    ['leased', -1, 'lease 1'],
    ['done', -1, 'leave finished'],
    ['dead', -1, 'leave finished'],
    ['dismissed', -1, 'leave finished'],
  ] as const)('%s, due in %i s ▶ %s', (state, seconds, expected) => {
    const decision = decideLease({ kind: 'media', state, attempts: 0, dueAt: at(seconds) }, now);
    expect(decision.kind === 'lease' ? `lease ${decision.attempts}` : `leave ${decision.because}`).toBe(expected);
  });

  test('a lease ends after its kind’s time', () => {
    const decision = decideLease({ kind: 'extract', state: 'pending', attempts: 2, dueAt: now }, now);
    expect(decision).toEqual({ kind: 'lease', attempts: 3, until: at(ATTEMPTS.extract.leaseMs / 1000) });
  });
});

describe('nextAttemptAt', () => {
  test.each([
    ['media', 1, 3],
    ['media', 2, 15],
    ['media', 3, null],
    ['send', 1, 5],
    ['send', 6, null],
  ] as const)('%s after attempt %i ▶ %s s', (kind, attempts, seconds) => {
    expect(nextAttemptAt({ kind, attempts, createdAt: now }, now, 'temporary')).toEqual(
      seconds === null ? null : at(seconds),
    );
    expect(isLastAttempt({ kind, attempts })).toBe(seconds === null);
  });
});

test('what a person retries is tried as often again, and still knows that it was tried before', () => {
  const entry = { kind: 'send' as const, attempts: 6, createdAt: now };
  expect(nextAttemptAt(entry, now, 'temporary')).toBeNull();
  const again = { ...entry, ...retried(entry, now) };
  expect(again).toMatchObject({ state: 'pending', dueAt: now, attempts: 6 });
  const lease = decideLease(again, now);
  expect(lease).toMatchObject({ kind: 'lease', attempts: 7 });
  expect(nextAttemptAt({ ...again, attempts: 7 }, now, 'temporary')).toEqual(at(5));
  expect(nextAttemptAt({ ...again, attempts: 12 }, now, 'temporary')).toBeNull();
});

describe('R91: what waits for its number to be mended', () => {
  const HOUR = 3_600;
  test.each([
    ['tried as often as any other first', 1, 0, NUMBER_DOWN, 5],
    ['then every hour', 6, 0, NUMBER_DOWN, HOUR],
    ['still after most of a day', 28, 23 * HOUR, NUMBER_DOWN, HOUR],
    ['given up after a day, when the window for it is over', 29, 24 * HOUR, NUMBER_DOWN, null],
    ['what is the message’s own fault does not wait', 6, 0, 'temporary', null],
  ] as const)('%s', (_what, attempts, age, code, seconds) => {
    const entry = { kind: 'send', attempts, createdAt: at(-age) } as const;
    expect(nextAttemptAt(entry, now, code)).toEqual(seconds === null ? null : at(seconds));
  });
});
