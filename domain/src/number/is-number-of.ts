import type { NumberRecord } from '../records/routing-records.ts';

/**
 * Whether what leaves from a number may be a tenant's (R50): a shared one, or one that is assigned to it. Answers to another
 * one's go to whom it is assigned to by now. @param number null: its document is gone, so that no answer would arrive
 */
export const isNumberOf = (number: Pick<NumberRecord, 'mode' | 'tenantIds'> | null, tenantId: string): boolean =>
  number !== null && (number.mode === 'shared' || number.tenantIds.includes(tenantId));
