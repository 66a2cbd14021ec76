import { expect, test } from 'vitest';
import { createServiceWindows, SERVICE_WINDOW_MS } from './service-window.ts';

const WRITTEN_AT = new Date('2026-08-02T15:00:00Z');
const after = (ms: number) => new Date(WRITTEN_AT.getTime() + ms);

test.each([
  { person: '+1', number: '+2', at: after(0), isOpen: true, why: 'at once' },
  { person: '+1', number: '+2', at: after(SERVICE_WINDOW_MS - 1), isOpen: true, why: 'the last millisecond' },
  { person: '+1', number: '+2', at: after(SERVICE_WINDOW_MS), isOpen: false, why: '24 hours are over' },
  { person: '+1', number: '+3', at: after(0), isOpen: false, why: 'another number' },
  { person: '+3', number: '+2', at: after(0), isOpen: false, why: 'another person' },
])('$why ▶ open: $isOpen', ({ person, number, at, isOpen }) => {
  const windows = createServiceWindows();
  windows.open('+1', '+2', WRITTEN_AT);
  expect(windows.isOpen(person, number, at)).toBe(isOpen);
});

test('a new message extends the window', () => {
  const windows = createServiceWindows();
  windows.open('+1', '+2', WRITTEN_AT);
  windows.open('+1', '+2', after(1_000));
  expect(windows.isOpen('+1', '+2', after(SERVICE_WINDOW_MS))).toBe(true);
});
