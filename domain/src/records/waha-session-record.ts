import { z } from 'zod';
import { instantOrNull } from './instant.ts';

/** `wahaSessions/{session}`: what a WAHA session told us (R53). */
export const wahaSessionRecord = z.object({
  /** WAHA's word: WORKING, SCAN_QR_CODE, FAILED, ...; null: it told none yet */
  status: z.string().nullable().default(null),
  statusAt: instantOrNull.default(null),
  /** when a message last came in; written at most once a minute */
  lastMessageAt: instantOrNull.default(null),
});
export type WahaSessionRecord = z.infer<typeof wahaSessionRecord>;
