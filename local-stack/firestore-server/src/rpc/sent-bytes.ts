import type { DocumentMessage } from '../storage/document.ts';
import type { Fields } from '../values/value.ts';
import { documentSize } from '../values/value-size.ts';

/** A change is sent to many listeners one after the other: the size of the last document is kept. */
let last: { readonly fields: Fields | undefined; readonly size: number } = { fields: undefined, size: 0 };

/** Bytes of a document as it is sent, perhaps with a part of its fields. */
export function sentBytes({ name, fields }: DocumentMessage): number {
  if (fields !== undefined && last.fields === fields) return last.size;
  last = { fields, size: documentSize(name ?? '', fields ?? {}) };
  return last.size;
}
