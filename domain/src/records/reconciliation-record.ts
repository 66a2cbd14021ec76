import { z } from 'zod';
import { instant, instantOrNull } from './instant.ts';

/** `platform/reconciliation-{source}`: how far a provider's own list of messages was compared with what arrived (R91). */
export const reconciliationRecord = z.object({
  /** every message that came in before this has been taken in */
  comparedUntil: instant,
  /** messages that their webhooks never brought, found so far, and when the last one was found */
  foundCount: z.int(),
  lastFoundAt: instantOrNull,
  /** why the last comparison could not be finished, or null */
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  updatedAt: instant,
});
export type ReconciliationRecord = z.infer<typeof reconciliationRecord>;
