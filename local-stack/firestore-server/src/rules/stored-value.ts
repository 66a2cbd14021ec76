/**
 * Documents as they lie in storage: the plain-object form of `google.firestore.v1.Value`. The rules engine takes
 * documents in this form and turns fields into rules values only when a rule reads them (see from-stored.ts).
 */

/** A 64-bit integer as protobuf libraries hand it out: text, number, bigint, or an object whose `toString` is decimal. */
export type Int64Like = string | number | bigint | { toString(): string };

/** `google.protobuf.Timestamp` as a plain object; nanos is 0 to 999,999,999. */
export type StoredTimestamp = { seconds?: Int64Like | null; nanos?: number | null };

/** `google.firestore.v1.Value` as a plain object: exactly one of the members is set. */
export type ProtoValue = {
  nullValue?: 'NULL_VALUE' | 0 | null;
  booleanValue?: boolean;
  integerValue?: Int64Like;
  doubleValue?: number;
  timestampValue?: StoredTimestamp;
  stringValue?: string;
  bytesValue?: Uint8Array;
  /** `projects/p/databases/d/documents/a/b` */
  referenceValue?: string;
  geoPointValue?: { latitude?: number; longitude?: number };
  arrayValue?: { values?: readonly ProtoValue[] };
  mapValue?: { fields?: StoredFields };
};

/** The fields of a document or map. Keys are hostile until proven otherwise: read them with `Object.hasOwn` only. */
export type StoredFields = { readonly [field: string]: ProtoValue };
