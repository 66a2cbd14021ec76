import { describe, expect, test } from 'vitest';
import { createClock } from './clock.ts';

const START = new Date('2026-08-02T15:00:00Z');

describe('a frozen clock', () => {
  test('stands still until it is advanced', () => {
    const clock = createClock({ startAt: START, isFrozen: true });
    clock.advance(90_000);
    expect(clock.now().toISOString()).toBe('2026-08-02T15:01:30.000Z');
  });

  test('runs what falls due in the order of its time, and nothing else', () => {
    const clock = createClock({ startAt: START, isFrozen: true });
    const ran: string[] = [];
    clock.schedule(300, () => ran.push('300'));
    clock.schedule(100, () => ran.push('100'));
    const callOff = clock.schedule(200, () => ran.push('200'));
    clock.schedule(301, () => ran.push('301'));
    callOff();
    clock.advance(300);
    expect(ran).toEqual(['100', '300']);
  });

  test('a task may schedule another that is due within the same advance', () => {
    const clock = createClock({ startAt: START, isFrozen: true });
    const ran: string[] = [];
    clock.schedule(10, () => clock.schedule(0, () => ran.push('second')));
    clock.advance(10);
    expect(ran).toEqual(['second']);
  });
});

describe('a running clock', () => {
  test('wakes a sleeper when it is advanced past it', async () => {
    const clock = createClock();
    const sleeping = clock.sleep(3_600_000);
    clock.advance(3_600_000);
    await sleeping;
  });

  test('wakes a sleeper by itself', async () => {
    const clock = createClock({ startAt: START });
    await clock.sleep(5);
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(START.getTime() + 5);
  });

  test('an aborted sleep ends at once', async () => {
    const clock = createClock();
    const abort = new AbortController();
    const sleeping = clock.sleep(3_600_000, abort.signal);
    abort.abort();
    await sleeping;
  });
});
