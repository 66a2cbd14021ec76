import { z } from 'zod';
import { CUSTOMER_NAME_MAX } from '../batch/customer-name.ts';
import { UPLOAD_MAX_BYTES } from '../upload/upload.ts';
import { endpoint } from './endpoint.ts';
import { recordId, tenantId } from './tenant-params.ts';

const tenant = z.object({ tenantId });

export const createBatch = endpoint({
  id: 'createBatch',
  method: 'POST',
  path: '/tenants/{tenantId}/batches',
  summary: 'Makes a batch in the dashboard, to upload screenshots to.',
  access: 'member',
  params: tenant,
  query: z.object({}),
  body: z.object({
    customerName: z.string().trim().min(1).max(CUSTOMER_NAME_MAX),
    /** made up by the caller; a second call with the same key finds the same batch */
    key: z.string().regex(/^[A-Za-z0-9-]{16,64}$/),
  }),
  answer: z.object({ batchId: z.string() }),
  status: 201,
  failures: {},
  needsIdempotencyKey: false,
});

/** How far an upload is; the bytes from `receivedBytes` on come next, to PUT .../uploads/{uploadId}/bytes/{offset}. */
export const uploadAnswer = z.object({
  uploadId: z.string(),
  receivedBytes: z.int(),
  chunkBytes: z.int(),
  /** whether all bytes are there and were found good */
  isComplete: z.boolean(),
  /** the screenshot it became; null while bytes are missing, and for a contact's file */
  screenshotId: z.string().nullable(),
});

const file = {
  fileName: z.string().trim().min(1).max(255),
  sizeBytes: z.int().min(1).max(UPLOAD_MAX_BYTES),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
};

export const startUpload = endpoint({
  id: 'startUpload',
  method: 'POST',
  path: '/tenants/{tenantId}/uploads',
  summary: 'Announces a file for a batch, or finds how far an upload of it is already.',
  access: 'member',
  params: tenant,
  query: z.object({}),
  body: z.object({ batchId: recordId, ...file }),
  answer: uploadAnswer,
  status: 200,
  failures: { 'batch-not-found': 422, 'batch-cancelled': 409 },
  needsIdempotencyKey: false,
});

export const startFile = endpoint({
  id: 'startFile',
  method: 'POST',
  path: '/tenants/{tenantId}/conversations/{senderId}/uploads',
  summary:
    'Announces a file for a contact (JPEG, PNG or PDF), or finds how far an upload of it is already; once it is complete, a message can carry it.',
  access: 'member',
  params: tenant.extend({ senderId: recordId }),
  query: z.object({}),
  body: z.object(file),
  answer: uploadAnswer,
  status: 200,
  failures: { 'not-found': 404, 'not-a-contact': 409, 'file-too-large': 422 },
  needsIdempotencyKey: false,
});

export const putUploadBytes = endpoint({
  id: 'putUploadBytes',
  method: 'PUT',
  path: '/tenants/{tenantId}/uploads/{uploadId}/bytes/{offset}',
  summary:
    'Takes one piece of a file, of chunkBytes bytes (the last one of what is left); the last makes a screenshot, or a file that a message can carry.',
  access: 'member',
  params: tenant.extend({ uploadId: recordId, offset: z.coerce.number().int().min(0) }),
  query: z.object({}),
  body: z.void(),
  answer: uploadAnswer,
  status: 200,
  failures: {
    'not-found': 404,
    'wrong-offset': 409,
    'batch-cancelled': 409,
    'wrong-length': 400,
    'body-too-large': 413,
    'hash-mismatch': 422,
    'file-not-sendable': 422,
    'file-too-large': 422,
  },
  needsIdempotencyKey: false,
  bytes: { body: 'application/octet-stream' },
});
