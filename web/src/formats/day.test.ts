import { expect, test } from 'vitest';
import { dayKey, formatDayName, formatTime, formatWhen } from './day.ts';

/** Intl separates with spaces that do not break; they are no matter here. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

/** Local times: the reader's zone decides which day it is. */
const NOW = new Date(2026, 1, 10, 0, 30);

test.each([
  { at: new Date(2026, 1, 10, 0, 5), day: 'Today', when: '12:05 AM', why: 'a few minutes after midnight' },
  { at: new Date(2026, 1, 10, 0, 31), day: 'Today', when: '12:31 AM', why: 'our clock is behind the server’s' },
  { at: new Date(2026, 1, 9, 23, 59), day: 'Yesterday', when: 'Yesterday', why: 'half an hour ago, before midnight' },
  { at: new Date(2026, 1, 5, 12), day: 'Thursday', when: 'Thursday', why: 'within a week' },
  { at: new Date(2026, 1, 3, 12), day: 'February 3, 2026', when: '2/3/26', why: 'the same weekday a week ago' },
])('$day: $why', ({ at, day, when }) => {
  expect(formatDayName('en-US', at, NOW)).toBe(day);
  expect(plain(formatWhen('en-US', at, NOW))).toBe(when);
});

test('in Spanish', () => {
  expect(formatDayName('es-SV', new Date(2026, 1, 9, 12), NOW)).toBe('Ayer');
  expect(formatDayName('es-SV', new Date(2026, 1, 5, 12), NOW)).toBe('Jueves');
  expect(plain(formatTime('es-SV', new Date(2026, 1, 9, 15, 5)))).toMatch(/^(15:05|3:05 p\. ?m\.)$/);
});

test('two moments of one day have one key', () => {
  expect(dayKey(new Date(2026, 1, 9, 0, 0))).toBe(dayKey(new Date(2026, 1, 9, 23, 59)));
  expect(dayKey(new Date(2026, 1, 9, 23, 59))).not.toBe(dayKey(new Date(2026, 1, 10)));
});
