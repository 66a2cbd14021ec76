import type { AddTask, TaskPayload } from '../src/queues/enqueue-entries.ts';

type Task = { readonly queue: string; readonly payload: TaskPayload; readonly id: string; readonly at: Date };

/** Cloud Tasks held in memory: tasks are named once, wait for their time, and run when the test says so. */
export class MemoryQueue {
  readonly #waiting: Task[] = [];
  readonly #names = new Set<string>();
  /** true: every addition fails, as in an outage of Cloud Tasks */
  isDown = false;

  readonly addTask: AddTask = async (queue, payload, id, at) => {
    if (this.isDown) throw new Error('Cloud Tasks is down');
    if (this.#names.has(id)) throw Object.assign(new Error('exists'), { code: 'functions/task-already-exists' });
    this.#names.add(id);
    this.#waiting.push({ queue, payload, id, at });
  };

  /** Takes the task that is due first, or null when nothing waits. */
  take(): Task | null {
    this.#waiting.sort((a, b) => a.at.getTime() - b.at.getTime());
    return this.#waiting.shift() ?? null;
  }

  get size(): number {
    return this.#waiting.length;
  }
}
