import { type Micros, timestampFromMicros } from '../values/timestamp.ts';
import type { Fields, Timestamp } from '../values/value.ts';

/** A document at one moment. Never changed in place: a write makes a new one. */
export type StoredDocument = {
  /** full resource name */
  readonly name: string;
  /** the part of the name after `documents/` */
  readonly path: string;
  readonly fields: Fields;
  readonly createTime: Micros;
  readonly updateTime: Micros;
  /** bytes it counts for, where they have been computed already */
  readonly size?: number;
};

/** google.firestore.v1.Document */
export type DocumentMessage = {
  name?: string;
  fields?: Fields;
  createTime?: Timestamp;
  updateTime?: Timestamp;
};

/** What one commit does to one document. */
export type DocumentChange = {
  readonly path: string;
  readonly before: StoredDocument | null;
  readonly after: StoredDocument | null;
};

export function toDocumentMessage(document: StoredDocument, fields: Fields = document.fields): DocumentMessage {
  return {
    name: document.name,
    fields,
    createTime: timestampFromMicros(document.createTime),
    updateTime: timestampFromMicros(document.updateTime),
  };
}
