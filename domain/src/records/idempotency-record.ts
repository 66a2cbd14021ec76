import { z } from 'zod';
import { instant } from './instant.ts';

/**
 * `idempotency/{actId}`: one act under an Idempotency-Key, and its answer.
 *
 *   running ──answer below 500──▶ done ──after a day──▶ (forgotten)
 *     │  ▲
 *     └──┴── free   failed on our side, or its lease ended: the next attempt works again
 */
export const idempotencyRecord = z.object({
  state: z.enum(['running', 'done', 'free']),
  /** SHA-256 of parameters, query and body: a key stands for one call */
  askedHash: z.string(),
  /** of the attempt at work */
  token: z.string(),
  status: z.number().int().nullable(),
  json: z.string().nullable(),
  leaseUntil: instant,
  /** Firestore's TTL policy deletes the document after this */
  expireAt: instant,
});
