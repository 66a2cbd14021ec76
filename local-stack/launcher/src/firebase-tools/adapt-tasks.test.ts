import { availableParallelism } from 'node:os';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { adaptTasks } from './adapt-tasks.ts';
import { loadFirebaseTools } from './modules.ts';

const tools = loadFirebaseTools();
adaptTasks(tools);

const NOW = new Date('2026-01-05T15:00:00Z');
const LIMITS = { maxConcurrentDispatches: 40, maxDispatchesPerSecond: 40 };
const task = (name: string, scheduleTime?: string) => ({
  name,
  httpRequest: { url: 'http://127.0.0.1:1/' },
  ...(scheduleTime !== undefined && { scheduleTime }),
});
const aQueue = () => new tools.taskQueue.TaskQueue('queue:a', { rateLimits: LIMITS });
const waiting = ({ queue }: ReturnType<typeof aQueue>) => queue.size();

beforeEach(() => vi.useFakeTimers({ now: NOW }));
afterEach(() => vi.useRealTimers());

test.each([
  { why: 'without a time', scheduleTime: undefined },
  { why: 'with a time that has passed', scheduleTime: '2026-01-05T14:59:59Z' },
])('a task $why is there at once', ({ scheduleTime }) => {
  const queue = aQueue();
  queue.enqueue(task('one', scheduleTime));
  expect(waiting(queue)).toBe(1);
});

test('a task with a time to come is there when it has come', () => {
  const queue = aQueue();
  queue.enqueue(task('later', '2026-01-05T15:00:05Z'));
  queue.enqueue(task('now'));
  expect(waiting(queue)).toBe(1);
  vi.advanceTimersByTime(4_999);
  expect(waiting(queue)).toBe(1);
  vi.advanceTimersByTime(1);
  expect(waiting(queue)).toBe(2);
});

test('a second task of the same name is refused, also while the first is held', () => {
  const queue = aQueue();
  queue.enqueue(task('same', '2026-01-05T15:00:05Z'));
  expect(() => queue.enqueue(task('same'))).toThrow('already been queued');
});

test('no more processes run for a queue than the machine has cores', () => {
  const controller = new tools.tasks.TaskQueueController();
  controller.createQueue('queue:a', { rateLimits: LIMITS });
  controller.stop();
  expect(controller.queues['queue:a']?.config.rateLimits).toEqual({
    maxConcurrentDispatches: Math.min(40, Math.max(2, availableParallelism())),
    maxDispatchesPerSecond: 40,
  });
});
