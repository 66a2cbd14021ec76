import { fail, ok } from '@casillero/domain/result';
import type { CheckedFile, CheckFile } from '../usecases/work-off/ports.ts';
import { checkMedia } from './check-media.ts';

/** What contacts send besides pictures and PDFs, by what file-type finds in the bytes: voice notes, sound, film. */
const HEARD_AND_SEEN: Readonly<Record<string, Pick<CheckedFile, 'kind' | 'contentType' | 'extension'>>> = {
  'audio/ogg; codecs=opus': { kind: 'audio', contentType: 'audio/ogg', extension: 'ogg' },
  'audio/ogg': { kind: 'audio', contentType: 'audio/ogg', extension: 'ogg' },
  'audio/mpeg': { kind: 'audio', contentType: 'audio/mpeg', extension: 'mp3' },
  'audio/aac': { kind: 'audio', contentType: 'audio/aac', extension: 'aac' },
  'audio/x-m4a': { kind: 'audio', contentType: 'audio/mp4', extension: 'm4a' },
  'audio/mp4': { kind: 'audio', contentType: 'audio/mp4', extension: 'm4a' },
  'audio/amr': { kind: 'audio', contentType: 'audio/amr', extension: 'amr' },
  'video/mp4': { kind: 'video', contentType: 'video/mp4', extension: 'mp4' },
  'video/3gpp': { kind: 'video', contentType: 'video/3gpp', extension: '3gp' },
};

const NOTHING_TO_SEE = { width: null, height: null, thumbnail: null, picture: null } as const;

/**
 * Decides by its bytes what a contact's file is. Pictures and PDFs as those of staff; a PDF that cannot be drawn (locked,
 * damaged) is a document all the same, for a person to open.
 */
export const checkFile: CheckFile = async (bytes) => {
  const { fileTypeFromBuffer } = await import('file-type');
  const mime = (await fileTypeFromBuffer(bytes))?.mime ?? '';
  const heard = Object.hasOwn(HEARD_AND_SEEN, mime) ? HEARD_AND_SEEN[mime] : undefined;
  if (heard !== undefined) return ok({ ...heard, ...NOTHING_TO_SEE });
  const isPdf = mime === 'application/pdf';
  if (!isPdf && !mime.startsWith('image/'))
    return fail(
      'not-usable',
      `Files of this type are not kept${mime === '' ? '' : ` (${mime})`}.`,
      'Ask for a PDF or a picture.',
    );
  const seen = await checkMedia(bytes);
  if (seen.ok) {
    const { contentType, extension, width, height, thumbnail, picture } = seen.value;
    return ok({ kind: isPdf ? 'document' : 'image', contentType, extension, width, height, thumbnail, picture });
  }
  return isPdf ? ok({ kind: 'document', contentType: 'application/pdf', extension: 'pdf', ...NOTHING_TO_SEE }) : seen;
};
