import { renameBatch } from '@casillero/domain/api/batches';
import { customerNameIn } from '@casillero/domain/batch/customer-name';
import { ok } from '@casillero/domain/result';
import type { RenameBatch } from '../../usecases/batches/rename-batch.ts';
import { type Served, serve } from '../serve.ts';

/** What people change in a batch. */
export const serveBatches = (deps: { rename: RenameBatch }): readonly Served[] => [
  serve(renameBatch, async ({ params, body }) => {
    const customerName = customerNameIn(body.customerName) ?? body.customerName;
    const renamed = await deps.rename(params.tenantId, params.batchId, customerName);
    return renamed.ok ? ok({ customerName }) : renamed;
  }),
];
