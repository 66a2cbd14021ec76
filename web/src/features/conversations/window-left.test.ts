import { expect, test } from 'vitest';
import { windowLeft } from './window-left.ts';

const HOUR = 3_600_000;
const NOW = new Date('2026-02-10T16:00:00Z');

test.each([
  { wroteAgo: 0, isOpen: true, hours: 24, minutes: 0, why: 'just written' },
  { wroteAgo: 22.5 * HOUR, isOpen: true, hours: 1, minutes: 30, why: '' },
  { wroteAgo: 24 * HOUR - 1, isOpen: true, hours: 0, minutes: 1, why: 'the last moment is still one' },
  { wroteAgo: 24 * HOUR, isOpen: false, hours: 0, minutes: 0, why: 'over' },
  { wroteAgo: 50 * HOUR, isOpen: false, hours: 0, minutes: 0, why: 'long over' },
])('written $wroteAgo ms ago: $hours h $minutes min left $why', ({ wroteAgo, why: _, ...left }) => {
  const wrote = new Date(NOW.getTime() - wroteAgo);
  expect(windowLeft({ lastInboundAt: wrote, lastMessageAt: NOW }, NOW)).toEqual(left);
});
