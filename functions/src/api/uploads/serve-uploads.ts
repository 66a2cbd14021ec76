import { createBatch, putUploadBytes, startUpload } from '@casillero/domain/api/uploads';
import { fail, ok } from '@casillero/domain/result';
import { UPLOAD_CHUNK_BYTES } from '@casillero/domain/upload/upload';
import { isComplete, type UploadState } from '../../usecases/uploads/announce.ts';
import type { CreateBatch, StartUpload, TakeChunk } from '../../usecases/uploads/take-upload.ts';
import { type Served, serve, serveBodyBytes } from '../serve.ts';

/** Batches made in the dashboard, and the announcing of files for them (R19). */
export const serveUploads = (deps: {
  createBatch: CreateBatch;
  start: StartUpload;
  takeChunk: TakeChunk;
}): readonly Served[] => [
  serve(createBatch, async ({ params, body }, { identity }) =>
    ok(
      await deps.createBatch(params.tenantId, body.customerName, body.key, {
        uid: identity?.uid ?? '',
        name: identity?.email ?? null,
      }),
    ),
  ),
  serve(startUpload, async ({ params, body }, { identity }) => {
    const started = await deps.start(params.tenantId, body, identity?.uid ?? '');
    return started.ok ? ok(asAnswer(started.value)) : started;
  }),
  serveBodyBytes(putUploadBytes, async ({ params }, _caller, body) => {
    const piece = await readPiece(body);
    if (piece === null) return fail('body-too-large', 'The piece is too large.', 'Send as much as was asked for.');
    const taken = await deps.takeChunk(params.tenantId, params.uploadId, params.offset, piece);
    return taken.ok ? ok(asAnswer(taken.value)) : taken;
  }),
];

/** The piece, or null as soon as it is longer than any may be. */
async function readPiece(body: AsyncIterable<Uint8Array>): Promise<Uint8Array | null> {
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.byteLength;
    if (length > UPLOAD_CHUNK_BYTES) return null;
    read.push(part);
  }
  return Buffer.concat(read);
}

/** How far an upload is, as callers are told. */
export const asAnswer = ({ uploadId, record }: UploadState) => ({
  uploadId,
  receivedBytes: record.receivedBytes,
  chunkBytes: UPLOAD_CHUNK_BYTES,
  isComplete: isComplete(record),
  screenshotId: record.screenshotId,
});
