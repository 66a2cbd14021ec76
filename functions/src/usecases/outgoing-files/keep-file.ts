import { fileMaxFrom, outgoingKind } from '@casillero/domain/message/outgoing-file';
import { conversationRecord, type MessageMediaRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { type UploadRecord, uploadRecord } from '@casillero/domain/records/upload-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { SenderId } from '@casillero/domain/sender/alias';
import type { Transact } from '../documents.ts';
import { parsed } from '../receive-message/parse-record.ts';
import { newUpload, type UploadState, uploadIdOf } from '../uploads/announce.ts';
import type { StoreMedia } from '../work-off/ports.ts';
import type { CheckOutgoing } from './ports.ts';

export type StartFile = (
  to: { readonly tenantId: string; readonly senderId: SenderId },
  file: Pick<UploadRecord, 'fileName' | 'sizeBytes' | 'sha256'>,
  uid: string,
) => Promise<Result<UploadState, 'not-found' | 'not-a-contact' | 'file-too-large'>>;

/** Announces a file for a contact; the same file for the same contact is the same upload, however often it is chosen (R31). */
export const makeStartFile =
  (deps: { readonly transact: Transact; readonly now: () => Date }): StartFile =>
  ({ tenantId, senderId }, file, by) =>
    deps.transact<Awaited<ReturnType<StartFile>>>(async (read) => {
      const uploadId = uploadIdOf(`conversation ${senderId}`, file.sha256);
      const path = paths.upload(tenantId, uploadId);
      const [fields, conversationFields] = await read([path, paths.conversation(tenantId, senderId)]);
      const conversation = parsed(conversationRecord, conversationFields);
      const refused = (result: Awaited<ReturnType<StartFile>>) => ({ writes: [], result });
      if (conversation === null)
        return refused(fail('not-found', 'There is no such conversation.', 'Open the list of conversations again.'));
      if (conversation.kind !== 'contact')
        return refused(
          fail('not-a-contact', 'This is a staff phone of yours, not a customer.', 'Use its own WhatsApp.'),
        );
      const most = fileMaxFrom(conversation.number, 'document');
      if (file.sizeBytes > most) return refused(tooLarge(file.sizeBytes, most));
      const found = parsed(uploadRecord, fields);
      if (found !== null) return refused(ok({ uploadId, record: found }));
      const record = newUpload({ ...file, batchId: null, senderId }, by, deps.now());
      return { writes: [{ op: 'create', path, fields: record }], result: ok({ uploadId, record }) };
    });

export type KeepFile = (
  tenantId: string,
  upload: UploadState,
  bytes: Uint8Array,
) => Promise<Result<MessageMediaRecord, 'file-not-sendable'>>;

/** Checks the bytes of a file for a contact, and keeps them in the tenant's own folder, with a thumbnail; again is harmless. */
export const makeKeepFile =
  (deps: { readonly check: CheckOutgoing; readonly store: StoreMedia }): KeepFile =>
  async (tenantId, { uploadId, record }, given) => {
    const checked = await deps.check(given);
    if (!checked.ok) return checked;
    const { contentType, bytes, picture } = checked.value;
    const folder = `tenants/${tenantId}/conversations/${record.senderId}/files/${uploadId}`;
    const path = `${folder}/original.${EXTENSIONS[contentType]}`;
    const thumbnailPath = picture === null ? null : `${folder}/thumbnail.webp`;
    await deps.store(path, bytes, contentType);
    if (picture !== null && thumbnailPath !== null) await deps.store(thumbnailPath, picture.thumbnail, 'image/webp');
    return ok({
      state: 'stored',
      failure: null,
      kind: outgoingKind(contentType),
      contentType,
      sizeBytes: bytes.byteLength,
      path,
      thumbnailPath,
      picturePath: null,
      width: picture?.width ?? null,
      height: picture?.height ?? null,
      fileName: record.fileName,
    });
  };

const EXTENSIONS = { 'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf' } as const;

/** A file that the number's provider would refuse. */
export const tooLarge = (sizeBytes: number, most: number) =>
  fail(
    'file-too-large',
    `The file has ${megabytes(sizeBytes)} MB; from this number at most ${megabytes(most)} MB can be sent.`,
    'Send a smaller one.',
  );

const megabytes = (bytes: number): string => (Math.ceil((bytes / 1_048_576) * 10) / 10).toString();
