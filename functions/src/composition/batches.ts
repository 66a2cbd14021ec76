import { serveBatches } from '../api/batches/serve-batches.ts';
import type { Served } from '../api/serve.ts';
import { makeRenameBatch } from '../usecases/batches/rename-batch.ts';
import { enqueue, now, once, transact } from './platform.ts';

/** What people change in a batch. */
export const batchEndpoints: () => readonly Served[] = once(() =>
  serveBatches({ rename: makeRenameBatch({ transact: transact(), enqueue: enqueue(), now }) }),
);
