import type { Functions } from 'firebase-admin/functions';
import { REGION } from '../config.ts';
import type { AddTask } from './enqueue-entries.ts';

/** Adds tasks by Cloud Tasks, or by the emulator where that is set. A time that has passed is now. */
export const addCloudTask =
  (functions: Functions, now: () => Date): AddTask =>
  async (queue, payload, taskId, at) => {
    const isLater = at > now();
    await functions
      .taskQueue(`locations/${REGION}/functions/${queue}`)
      .enqueue(payload, { id: taskId, ...(isLater ? { scheduleTime: at } : {}) });
  };
