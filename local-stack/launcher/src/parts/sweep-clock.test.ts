import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startSweepClock } from './sweep-clock.ts';

const call = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
const report = vi.fn();
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', call);
  call.mockReset().mockImplementation(async () => new Response());
  report.mockReset();
  stop = startSweepClock({ functionsUrl: 'http://127.0.0.1:5001', projectId: 'demo-x', report });
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
