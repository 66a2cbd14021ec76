import { fileMaxFrom } from '@casillero/domain/message/outgoing-file';
import type { ConversationRecord, MessageMediaRecord } from '@casillero/domain/records/intake-records';
import type { UploadRecord } from '@casillero/domain/records/upload-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { SenderId } from '@casillero/domain/sender/alias';
import { tooLarge } from '../outgoing-files/keep-file.ts';

export type CannotAttach = 'upload-not-found' | 'upload-incomplete' | 'file-too-large';

/** The file of an upload, if it is for this contact, complete, and not more than the number's provider takes. */
export function attachable(
  upload: UploadRecord | null,
  senderId: SenderId,
  { number }: ConversationRecord,
): Result<MessageMediaRecord, CannotAttach> {
  if (upload === null || upload.senderId !== senderId)
    return fail('upload-not-found', 'There is no such file for this contact.', 'Attach it again.');
  const { file } = upload;
  if (!file) return fail('upload-incomplete', 'The file has not arrived in full.', 'Send the rest of it first.');
  const most = fileMaxFrom(number, file.kind === 'image' ? 'image' : 'document');
  const sizeBytes = file.sizeBytes ?? 0;
  return sizeBytes > most ? tooLarge(sizeBytes, most) : ok(file);
}
