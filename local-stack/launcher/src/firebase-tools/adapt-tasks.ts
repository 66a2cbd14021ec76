import { availableParallelism } from 'node:os';
import type { FirebaseTools, QueuedTask, TaskQueue } from './modules.ts';

/** setTimeout takes no longer wait than this, in milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** How often queues that have tasks, and queues that have none, are looked at, in milliseconds. */
const BUSY_LOOK_MS = 20;
const IDLE_LOOK_MS = 100;

/** Makes the Cloud Tasks emulator behave in ways that the functions count on. Changes nothing on disk. */
export function adaptTasks({ tasks, taskQueue }: FirebaseTools): void {
  const { TaskQueueController } = tasks;
  // Busy, it looks without any pause, in the event loop that Firestore and hosting share; idle, once a second.
  TaskQueueController.UPDATE_TIMEOUT = BUSY_LOOK_MS;
  TaskQueueController.LISTEN_TIMEOUT = IDLE_LOOK_MS;

  // Every dispatch at the same time is a process of its own here; in production it is an instance somewhere else.
  const createQueue = TaskQueueController.prototype.createQueue;
  TaskQueueController.prototype.createQueue = function (key, config) {
    const { maxConcurrentDispatches } = config.rateLimits;
    const rateLimits = {
      ...config.rateLimits,
      maxConcurrentDispatches: Math.min(maxConcurrentDispatches, Math.max(2, availableParallelism())),
    };
    createQueue.call(this, key, { ...config, rateLimits });
  };

  // It dispatches at once, whatever a task's scheduleTime says.
  const enqueue = taskQueue.TaskQueue.prototype.enqueue;
  taskQueue.TaskQueue.prototype.enqueue = function (task) {
    enqueue.call(this, task); // refuses a second task of the same name
    const waitMs = task.scheduleTime === undefined ? 0 : Date.parse(task.scheduleTime) - Date.now();
    if (waitMs > 0) hold(this, task, Math.min(waitMs, LONGEST_TIMER_MS));
  };
}

/** Takes the task out of its queue until the time has come. */
function hold({ queue }: TaskQueue, { name }: QueuedTask, waitMs: number): void {
  const held = queue.nodeMap[name]?.data;
  queue.remove(name);
  setTimeout(() => queue.enqueue(name, held), waitMs).unref();
}
