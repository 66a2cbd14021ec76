import { expect, test } from 'vitest';
import { USAGE_SHARDS, usageMonth, usageShard } from './usage-month.ts';

test.each([
  ['2026-03-01T05:59:59Z', 'America/El_Salvador', '2026-02'],
  ['2026-03-01T06:00:00Z', 'America/El_Salvador', '2026-03'],
  ['2026-12-31T23:30:00Z', 'Europe/Madrid', '2027-01'],
  ['2026-03-01T05:59:59Z', 'Not/AZone', '2026-03'],
])('%s in %s is counted in %s', (at, timeZone, month) => {
  expect(usageMonth(new Date(at), timeZone)).toBe(month);
});

test('messages spread over all shards', () => {
  const shards = new Set(Array.from({ length: 200 }, (_, i) => usageShard(`message-${i}`)));
  expect([...shards].sort((a, b) => a - b)).toEqual(Array.from({ length: USAGE_SHARDS }, (_, i) => i));
});
