import { renameBatch } from '@casillero/domain/api/batches';
import { fail, ok } from '@casillero/domain/result';
import type { BatchesPorts, RenameFailure } from '../features/batches/ports.ts';
import type { CallEndpoint } from './api-client.ts';

/** Names a batch's customer through the API. */
export const renameBatchBy =
  (call: CallEndpoint): BatchesPorts['renameBatch'] =>
  async (tenantId, batchId, customerName) => {
    const renamed = await call(renameBatch, { params: { tenantId, batchId }, query: {}, body: { customerName } });
    if (renamed.ok) return ok(undefined);
    const { code, message, hint } = renamed.failure;
    return fail(WHY[code] ?? 'unknown', message, hint);
  };

/** Of another importer's batches nothing is told, so that not finding one means having no right to it. */
const WHY: Readonly<Record<string, RenameFailure>> = {
  'members-only': 'no-right',
  'not-found': 'no-right',
  'no-network': 'no-network',
};
