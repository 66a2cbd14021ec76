import { elementsOf, type Fields, fieldsOf, type Value } from './value.ts';

/** Every document carries these bytes on top of its name and fields. */
const DOCUMENT_OVERHEAD_BYTES = 32;
const NAME_OVERHEAD_BYTES = 16;
/** Up to so many characters a loop is faster than asking the runtime. */
const MAX_SHORT_TEXT = 64;

/**
 * Bytes of a string: its UTF-8 length plus one.
 * @see https://firebase.google.com/docs/firestore/storage-size
 */
export function stringSize(text: string): number {
  const { length } = text;
  if (length > MAX_SHORT_TEXT) return Buffer.byteLength(text) + 1;
  for (let i = 0; i < length; i++) if (text.charCodeAt(i) >= 0x80) return Buffer.byteLength(text) + 1;
  return length + 1;
}

/** Bytes of a document's name: 16 plus each segment below `documents` as a string. */
export function nameSize(path: string): number {
  const relative = path.startsWith('projects/') ? path.split('/').slice(5) : path.split('/');
  return relative.reduce((sum, segment) => sum + stringSize(segment), NAME_OVERHEAD_BYTES);
}

export function valueSize(value: Value): number {
  if ('stringValue' in value) return stringSize(value.stringValue);
  if ('bytesValue' in value) return value.bytesValue.length;
  if ('nullValue' in value || 'booleanValue' in value) return 1;
  if ('geoPointValue' in value) return 16;
  if ('referenceValue' in value) return nameSize(value.referenceValue);
  if ('arrayValue' in value) return elementsOf(value).reduce((sum, element) => sum + valueSize(element), 0);
  if ('mapValue' in value) return fieldsSize(fieldsOf(value));
  return 8;
}

export function fieldsSize(fields: Fields): number {
  let size = 0;
  for (const name of Object.keys(fields)) size += stringSize(name) + valueSize(fields[name] as Value);
  return size;
}

/** Bytes a document counts for against the limit of 1 MiB. */
export function documentSize(path: string, fields: Fields): number {
  return nameSize(path) + fieldsSize(fields) + DOCUMENT_OVERHEAD_BYTES;
}
