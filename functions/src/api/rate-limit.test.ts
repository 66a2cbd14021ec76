import { beforeEach, describe, expect, test } from 'vitest';
import { limitRate, type ShareCount, WINDOW_MS } from './rate-limit.ts';

let now: Date;
let shared: Map<string, number>;
let shares: number;
let isDown: boolean;
beforeEach(() => {
  now = new Date('2026-03-01T10:00:00Z');
  shared = new Map();
  shares = 0;
  isDown = false;
});
const share: ShareCount = async (key, calls) => {
  shares += 1;
  if (isDown) throw new Error('down');
  shared.set(key, (shared.get(key) ?? 0) + calls);
  return shared.get(key) ?? 0;
};
const instance = () => limitRate({ share, now: () => now });
/** How many of `calls` calls pass. */
async function passing(limit: ReturnType<typeof limitRate>, who: string, calls: number, most: number): Promise<number> {
  let passed = 0;
  for (let i = 0; i < calls; i++)
    await limit(who, most).then(
      () => {
        passed += 1;
      },
      () => undefined,
    );
  return passed;
}

describe('one instance', () => {
  test('lets exactly as many pass as are allowed in a minute, and all again in the next', async () => {
    const limit = instance();
    expect(await passing(limit, 'ana', 80, 60)).toBe(60);
    now = new Date(now.getTime() + WINDOW_MS);
    expect(await passing(limit, 'ana', 80, 60)).toBe(60);
  });

  test('callers do not count for each other', async () => {
    const limit = instance();
    await passing(limit, 'ana', 80, 60);
    expect(await passing(limit, 'beto', 10, 60)).toBe(10);
  });

  test('says when to come back', async () => {
    const limit = instance();
    now = new Date(now.getTime() + 45_500);
    await passing(limit, 'ana', 60, 60);
    await expect(limit('ana', 60)).rejects.toMatchObject({ status: 429, headers: { 'Retry-After': '15' } });
  });

  test('a person costs no shared count', async () => {
    await passing(instance(), 'ana', 19, 300);
    expect(shares).toBe(0);
  });

  test('goes on by its own count while the shared one cannot be had', async () => {
    isDown = true;
    expect(await passing(instance(), 'ana', 100, 60)).toBe(60);
  });
});

test('several instances together let little more pass than one', async () => {
  const instances = Array.from({ length: 5 }, instance);
  let passed = 0;
  for (let round = 0; round < 100; round++)
    for (const limit of instances) passed += await passing(limit, 'ana', 1, 100);
  expect(passed).toBeGreaterThanOrEqual(100);
  expect(passed).toBeLessThanOrEqual(100 + 5 * 20);
});
