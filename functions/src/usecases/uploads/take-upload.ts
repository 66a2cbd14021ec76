import { createHash } from 'node:crypto';
import { addByHand, newBatchByHand } from '@casillero/domain/batch/add-by-hand';
import type { OutboxEntry } from '@casillero/domain/outbox/new-entry';
import { batchRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { type UploadRecord, uploadRecord } from '@casillero/domain/records/upload-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import { chunkLengthAt, chunkOffsets } from '@casillero/domain/upload/upload';
import type { Transact } from '../documents.ts';
import type { KeepFile } from '../outgoing-files/keep-file.ts';
import type { EnqueueEntries } from '../receive-message/ports.ts';
import type { LoadMedia, StoreMedia } from '../work-off/ports.ts';
import { isComplete, newUpload, type UploadState, uploadIdOf } from './announce.ts';

/** Where a piece of an upload lies in the bucket; a lifecycle rule deletes what is below `uploads/` after some days. */
export const chunkPath = (tenantId: string, uploadId: string, offset: number): string =>
  `uploads/${tenantId}/${uploadId}/${offset}`;

export type CreateBatch = (
  tenantId: string,
  customerName: string,
  key: string,
  by: { readonly uid: string; readonly name: string | null },
) => Promise<{ readonly batchId: string }>;

export type StartUpload = (
  tenantId: string,
  file: Pick<UploadRecord, 'fileName' | 'sizeBytes' | 'sha256'> & { readonly batchId: string },
  uid: string,
) => Promise<Result<UploadState, 'batch-not-found' | 'batch-cancelled'>>;

export type TakeChunk = (
  tenantId: string,
  uploadId: string,
  offset: number,
  bytes: Uint8Array,
) => Promise<
  Result<
    UploadState,
    'not-found' | 'wrong-offset' | 'wrong-length' | 'hash-mismatch' | 'batch-cancelled' | 'file-not-sendable'
  >
>;

type Deps = {
  readonly transact: Transact;
  readonly enqueue: EnqueueEntries;
  readonly load: LoadMedia;
  readonly store: StoreMedia;
  /** checks and keeps a file for a contact, once its bytes are there */
  readonly keepFile: KeepFile;
  readonly now: () => Date;
};

/** Makes a batch to upload to (R19); the same key makes it once. */
export const makeCreateBatch =
  (deps: Pick<Deps, 'transact' | 'now'>): CreateBatch =>
  (tenantId, customerName, key, by) =>
    deps.transact(async (read) => {
      const batchId = `hand-${key}`;
      const path = paths.batch(tenantId, batchId);
      const [existing] = await read([path]);
      const record = newBatchByHand({ uid: by.uid, senderName: by.name, customerName, now: deps.now() });
      return { writes: existing ? [] : [{ op: 'create', path, fields: record }], result: { batchId } };
    });

/** Announces a file; the same file for the same batch is the same upload, however often it is dropped (R19). */
export const makeStartUpload =
  (deps: Pick<Deps, 'transact' | 'now'>): StartUpload =>
  (tenantId, file, by) =>
    deps.transact<Awaited<ReturnType<StartUpload>>>(async (read) => {
      const uploadId = uploadIdOf(file.batchId, file.sha256);
      const path = paths.upload(tenantId, uploadId);
      const [fields, batchFields] = await read([path, paths.batch(tenantId, file.batchId)]);
      if (!batchFields)
        return { writes: [], result: fail('batch-not-found', 'There is no such batch.', 'Make a new one.') };
      if (fields) return { writes: [], result: ok({ uploadId, record: uploadRecord.parse(fields) }) };
      if (batchRecord.parse(batchFields).state === 'cancelled') return { writes: [], result: batchCancelled() };
      const record = newUpload(file, by, deps.now());
      return { writes: [{ op: 'create', path, fields: record }], result: ok({ uploadId, record }) };
    });

/**
 * Takes one piece. With the last one, the file becomes a screenshot in the same transaction. A piece that is there
 * already is answered with how far the upload is: 'wrong-offset' tells a caller where to go on.
 */
export const makeTakeChunk =
  (deps: Deps): TakeChunk =>
  async (tenantId, uploadId, offset, bytes) => {
    const path = paths.upload(tenantId, uploadId);
    const announced = await deps.transact(async (read) => {
      const [fields] = await read([path]);
      return { writes: [], result: fields ? uploadRecord.parse(fields) : null };
    });
    if (announced === null) return fail('not-found', 'There is no such upload.', 'Announce the file first.');
    if (isComplete(announced)) return ok({ uploadId, record: announced });
    if (offset !== announced.receivedBytes) return wrongOffset(announced.receivedBytes);
    if (bytes.byteLength !== chunkLengthAt(announced.sizeBytes, offset))
      return fail('wrong-length', 'A piece has another length than announced.', 'Send the file again.');

    await deps.store(chunkPath(tenantId, uploadId, offset), bytes, 'application/octet-stream');
    const receivedBytes = offset + bytes.byteLength;
    const isLast = receivedBytes === announced.sizeBytes;
    const whole = isLast ? await bytesOfUpload(deps.load, tenantId, uploadId, announced.sizeBytes) : null;
    const isIntact = whole !== null && hash(whole) === announced.sha256;
    const isForContact = announced.batchId === null;
    const kept =
      isForContact && isIntact && whole !== null
        ? await deps.keepFile(tenantId, { uploadId, record: announced }, whole)
        : null;

    const { outcome, due } = await deps.transact<{
      outcome: Awaited<ReturnType<TakeChunk>>;
      due: readonly OutboxEntry[];
    }>(async (read) => {
      const { batchId } = announced;
      const [fields, batchFields] = await read([path, ...(batchId === null ? [] : [paths.batch(tenantId, batchId)])]);
      const none = (outcome: Awaited<ReturnType<TakeChunk>>) => ({ writes: [], result: { outcome, due: [] } });
      if (!fields) return none(fail('not-found', 'There is no such upload.', 'Announce the file first.'));
      const record = uploadRecord.parse(fields);
      if (isComplete(record)) return none(ok({ uploadId, record }));
      if (record.receivedBytes !== offset) return none(wrongOffset(record.receivedBytes));
      const again = (outcome: Awaited<ReturnType<TakeChunk>>) => ({
        ...none(outcome),
        writes: [{ op: 'update', path, fields: { receivedBytes: 0 } } as const],
      });
      if (isLast && !isIntact)
        return again(fail('hash-mismatch', 'The file changed on the way.', 'Send it again from the beginning.'));
      if (kept !== null && !kept.ok) return again(kept);
      if (kept !== null) {
        const next = { ...record, receivedBytes, file: kept.value };
        return {
          writes: [{ op: 'update', path, fields: { receivedBytes, file: kept.value } }],
          result: { outcome: ok({ uploadId, record: next }), due: [] },
        };
      }
      const batch = batchFields ? batchRecord.parse(batchFields) : null;
      if (!isForContact && (batch === null || batch.state === 'cancelled')) return none(batchCancelled());
      if (!isLast) {
        const next = { ...record, receivedBytes };
        return {
          writes: [{ op: 'update', path, fields: { receivedBytes } }],
          result: { outcome: ok({ uploadId, record: next }), due: [] },
        };
      }
      if (batch === null || batchId === null) return none(batchCancelled());
      const screenshotId = `hand-${uploadId}`;
      const next = { ...record, receivedBytes, screenshotId };
      const { sizeBytes, by: uid } = record;
      const now = deps.now();
      const added = addByHand({ tenantId, batchId, batch, uploadId, screenshotId, uid, sizeBytes, now });
      return {
        writes: [{ op: 'update', path, fields: { receivedBytes, screenshotId } }, ...added.writes],
        result: { outcome: ok({ uploadId, record: next }), due: added.outbox },
      };
    });
    await deps.enqueue(due);
    return outcome;
  };

/** All bytes of a complete upload in their order; null if a piece is gone. */
export async function bytesOfUpload(
  load: LoadMedia,
  tenantId: string,
  uploadId: string,
  sizeBytes: number,
): Promise<Uint8Array | null> {
  const pieces = await Promise.all(chunkOffsets(sizeBytes).map((each) => load(chunkPath(tenantId, uploadId, each))));
  const found = pieces.filter((piece) => piece !== null);
  return found.length === pieces.length ? Buffer.concat(found) : null;
}

const hash = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

const wrongOffset = (receivedBytes: number) =>
  fail('wrong-offset', `The next piece begins at ${receivedBytes}.`, 'Go on from there.');

const batchCancelled = () => fail('batch-cancelled', 'This batch was cancelled.', 'Add the file to another batch.');
