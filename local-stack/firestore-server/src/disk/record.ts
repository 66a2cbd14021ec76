import { descriptor } from '../proto/descriptor.ts';
import { parserOf } from '../proto/parse.ts';
import { Schema } from '../proto/schema.ts';
import { serializerOf } from '../proto/serialize.ts';
import { type DocumentMessage, type StoredDocument, toDocumentMessage } from '../storage/document.ts';
import { type DatabaseName, splitName } from '../values/resource-path.ts';
import { type Micros, microsFromTimestamp } from '../values/timestamp.ts';

/** Raised when files of before can no longer be read. */
export const FORMAT_VERSION = 1;

/** One record of a log or a snapshot. */
export type DiskRecord =
  /** first in every file */
  | { readonly kind: 'header'; readonly version: number }
  /** one commit: documents as they are after it, and paths of documents that are gone */
  | {
      readonly kind: 'commit';
      readonly database: DatabaseName;
      readonly time: Micros;
      readonly documents: readonly StoredDocument[];
      readonly deletedPaths: readonly string[];
    }
  /** the control door emptied a database */
  | { readonly kind: 'clear'; readonly database: DatabaseName; readonly time: Micros }
  /** times up to this one may have been handed out */
  | { readonly kind: 'clock'; readonly time: Micros }
  /** a part of a snapshot */
  | { readonly kind: 'documents'; readonly database: DatabaseName; readonly documents: readonly StoredDocument[] }
  /** last in a snapshot: how many documents it holds, and up to when times may have been handed out */
  | { readonly kind: 'end'; readonly documentCount: number; readonly time: Micros };

type RecordMessage = {
  kind: DiskRecord['kind'];
  version?: number;
  database?: string;
  time?: string;
  documents?: DocumentMessage[];
  deletedPaths?: string[];
  documentCount?: number;
};

/** Our own message around google.firestore.v1.Document. Field numbers and kinds are on disk: never change them. */
const RECORD_DESCRIPTOR = {
  nested: {
    Record: {
      fields: {
        kind: { type: 'Kind', id: 1 },
        version: { type: 'uint32', id: 2 },
        database: { type: 'string', id: 3 },
        time: { type: 'int64', id: 4 },
        documents: { rule: 'repeated', type: 'google.firestore.v1.Document', id: 5 },
        deletedPaths: { rule: 'repeated', type: 'string', id: 6 },
        documentCount: { type: 'uint32', id: 7 },
      },
      nested: {
        Kind: { values: { unknown: 0, header: 1, commit: 2, clear: 3, clock: 4, documents: 5, end: 6 } },
      },
    },
  },
};

const recordType = new Schema({ nested: { ...descriptor.nested, localDisk: RECORD_DESCRIPTOR } }).message(
  'localDisk.Record',
);
const serialize = serializerOf(recordType);
const parse = parserOf(recordType, 'stored');

/** A record as bytes: protobuf. */
export function encodeRecord(record: DiskRecord): Uint8Array {
  return serialize(toMessage(record));
}

/** The record in a payload whose checksum held. @returns null when it is none: a file of a newer version, or of others */
export function decodeRecord(payload: Uint8Array): DiskRecord | null {
  try {
    return fromMessage(parse(payload) as RecordMessage);
  } catch {
    return null;
  }
}

function toMessage(record: DiskRecord): RecordMessage {
  switch (record.kind) {
    case 'header':
      return record;
    case 'commit':
      return {
        kind: 'commit',
        database: record.database,
        time: String(record.time),
        documents: record.documents.map((document) => toDocumentMessage(document)),
        deletedPaths: [...record.deletedPaths],
      };
    case 'documents':
      return { ...record, documents: record.documents.map((document) => toDocumentMessage(document)) };
    case 'clear':
    case 'clock':
    case 'end':
      return { ...record, time: String(record.time) };
    default:
      return record satisfies never;
  }
}

function fromMessage(message: RecordMessage): DiskRecord | null {
  const { kind, database = '' } = message;
  const time = Number(message.time ?? 0);
  const documents = (message.documents ?? []).map(toStoredDocument);
  switch (kind) {
    case 'header':
      return { kind, version: message.version ?? 0 };
    case 'commit':
      return { kind, database, time, documents, deletedPaths: message.deletedPaths ?? [] };
    case 'clear':
      return { kind, database, time };
    case 'clock':
      return { kind, time };
    case 'documents':
      return { kind, database, documents };
    case 'end':
      return { kind, documentCount: message.documentCount ?? 0, time };
    default:
      return null;
  }
}

function toStoredDocument(message: DocumentMessage): StoredDocument {
  const { name = '', fields = {}, createTime = {}, updateTime = {} } = message;
  return {
    name,
    path: splitName(name)?.path ?? '',
    fields,
    createTime: microsFromTimestamp(createTime),
    updateTime: microsFromTimestamp(updateTime),
  };
}
