import { z } from 'zod';
import { instant } from './instant.ts';
import { messageMediaRecord } from './intake-records.ts';

/**
 * `tenants/{tenantId}/uploads/{id}`: a file on its way from the dashboard, to a batch (R19) or to a contact (R31), named after
 * that and its hash, so that dropping the same file again goes on where it stopped. No client reads it.
 */
export const uploadRecord = z.object({
  /** where it goes: one of the two */
  batchId: z.string().nullable(),
  senderId: z.string().nullish(),
  fileName: z.string(),
  sizeBytes: z.int(),
  /** lower-case hex, as its sender computed it; checked when all bytes are there */
  sha256: z.string(),
  receivedBytes: z.int(),
  /** the screenshot it became; null while bytes are missing */
  screenshotId: z.string().nullable(),
  /** for a contact: the file as messages with it show it; null while bytes are missing */
  file: messageMediaRecord.nullish(),
  /** uid */
  by: z.string(),
  createdAt: instant,
  /** Firestore's TTL policy deletes the document after this, and a lifecycle rule of the bucket the pieces */
  expireAt: instant,
});
export type UploadRecord = z.infer<typeof uploadRecord>;
