import { createHash } from 'node:crypto';
import type { UploadRecord } from '@casillero/domain/records/upload-record';

const DAY_MS = 86_400_000;

/** How long an unfinished upload can be gone on with. */
const UPLOAD_KEPT_MS = 7 * DAY_MS;

export type UploadState = { readonly uploadId: string; readonly record: UploadRecord };

/** The id of an upload: made of where the file goes and its hash, so that the same file again is the same upload. */
export const uploadIdOf = (target: string, sha256: string): string =>
  createHash('sha256').update(`${target} ${sha256}`).digest('hex').slice(0, 32);

/** An upload of which no byte has come yet. */
export const newUpload = (
  file: Pick<UploadRecord, 'batchId' | 'senderId' | 'fileName' | 'sizeBytes' | 'sha256'>,
  by: string,
  now: Date,
): UploadRecord => ({
  ...file,
  receivedBytes: 0,
  screenshotId: null,
  file: null,
  by,
  createdAt: now,
  expireAt: new Date(now.getTime() + UPLOAD_KEPT_MS),
});

/** Whether all bytes are there and were found good. */
export const isComplete = ({ screenshotId, file }: UploadRecord): boolean => screenshotId !== null || Boolean(file);
