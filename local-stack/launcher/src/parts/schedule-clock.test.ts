import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SCHEDULES, startScheduleClock } from './schedule-clock.ts';

const call = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
const report = vi.fn();
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', call);
  call.mockReset().mockImplementation(async () => new Response());
  report.mockReset();
  stop = startScheduleClock({
    functionsUrl: 'http://127.0.0.1:5001',
    projectId: 'demo-x',
    schedule: { name: 'sweep', everyMinutes: 1 },
    report,
  });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const MINUTE_MS = 60_000;

test('calls the scheduled function every minute', async () => {
  await vi.advanceTimersByTimeAsync(3 * MINUTE_MS);
  expect(call.mock.calls.map(([url]) => url)).toEqual(
    Array(3).fill('http://127.0.0.1:5001/functions/projects/demo-x/triggers/us-central1-sweep-0'),
  );
});

test('does not overtake a call that is still running', async () => {
  call.mockReturnValue(new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(3 * MINUTE_MS);
  expect(call).toHaveBeenCalledTimes(1);
});

test.each([
  ['an answer that is no success', async () => new Response('boom', { status: 500 }), 'HTTP 500 boom'],
  ['a server that is not there', async () => Promise.reject(new Error('refused')), 'refused'],
])('reports %s, and goes on', async (_, answer, words) => {
  call.mockImplementationOnce(answer);
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  expect(report.mock.calls).toEqual([[expect.stringContaining(words)]]);
  expect(call).toHaveBeenCalledTimes(2);
});

test('stops', async () => {
  stop();
  await vi.advanceTimersByTimeAsync(3 * MINUTE_MS);
  expect(call).not.toHaveBeenCalled();
});

test('every function that is scheduled in production is called, as often', () => {
  const triggers = join(import.meta.dirname, '../../../../functions/src/triggers');
  const declared = readdirSync(triggers).flatMap((file) => {
    const source = readFileSync(join(triggers, file), 'utf8');
    const name = /export const (\w+) = onSchedule/.exec(source)?.[1];
    const everyMinutes = Number(/schedule: 'every (\d+) minutes'/.exec(source)?.[1]);
    return name === undefined ? [] : [{ name, everyMinutes }];
  });
  expect(declared.toSorted(byName)).toEqual(SCHEDULES.toSorted(byName));
});

const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name);
