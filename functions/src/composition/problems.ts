import { randomUUID } from 'node:crypto';
import { logger } from 'firebase-functions/logger';
import { serveProblems } from '../api/problems/serve-problems.ts';
import type { Served } from '../api/serve.ts';
import { makeReadAgain } from '../provider/read-again.ts';
import { makeDismissProblem } from '../usecases/problems/dismiss-problem.ts';
import { makeRetryUnprocessed } from '../usecases/problems/retry-unprocessed.ts';
import { makeRetryWork } from '../usecases/problems/retry-work.ts';
import { accountDirectory } from './accounts.ts';
import { takeEventsKeeping } from './events.ts';
import { enqueue, now, once, transact } from './platform.ts';
import { phoneOfHiddenId } from './waha.ts';

/** What failed for good, and what operators do about it (R91). */
export const problemEndpoints: () => readonly Served[] = once(() => {
  const acts = { transact: transact(), newId: randomUUID, now };
  return serveProblems({
    retryWork: makeRetryWork({ ...acts, enqueue: enqueue() }),
    retryUnprocessed: makeRetryUnprocessed({
      ...acts,
      readAgain: makeReadAgain({ directory: accountDirectory(), resolve: phoneOfHiddenId }),
      takeEventsKeeping,
    }),
    dismiss: makeDismissProblem(acts),
    onDefect: (error) => logger.error('api-defect', { error: error instanceof Error ? error.stack : String(error) }),
  });
});
