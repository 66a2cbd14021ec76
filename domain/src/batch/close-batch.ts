import type { DocumentWrite } from '../records/document-write.ts';
import { paths } from '../records/paths.ts';

/** Closes a batch. It counts as the batch's summary: one that is still due finds itself superseded (R14). */
export const closeBatch = (
  at: { readonly tenantId: string; readonly batchId: string },
  state: 'ready' | 'cancelled',
  now: Date,
): DocumentWrite => ({
  op: 'update',
  path: paths.batch(at.tenantId, at.batchId),
  fields: { state, closedAt: now, updatedAt: now },
  increments: { summaryCount: 1 },
});
