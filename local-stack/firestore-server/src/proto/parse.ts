import type { Field, MessageType } from './schema.ts';
import { cutOff, WIRE_TYPE, WireSource } from './wire-bytes.ts';

type Plain = Record<string, unknown>;
type ReadValue = (source: WireSource) => unknown;

type FieldReader = {
  readonly name: string;
  readonly shape: Field['shape'];
  readonly read: ReadValue;
  /** what an entry of a map holds that has no value */
  readonly default: () => unknown;
  /** numbers of a list may come packed into one field */
  readonly isPackable: boolean;
};

/** How the members of a message that are not on the wire appear: not at all, or as values are stored. */
export type Absent = 'absent' | 'stored';

/** Timestamps and points are stored with both their parts. */
const STORED_PARTS: Readonly<Record<string, readonly [string, unknown][]>> = {
  'google.protobuf.Timestamp': [
    ['seconds', '0'],
    ['nanos', 0],
  ],
  'google.type.LatLng': [
    ['latitude', 0],
    ['longitude', 0],
  ],
};

/**
 * Reads messages into plain objects: int64 as decimal text, enums by name, bytes as Buffer. Members of a oneof are there
 * when they were sent, also with the default. Unknown fields are left out. Throws what is no message of the type.
 * @param absent `stored`: empty lists and maps, and the parts of timestamps and points, are filled in
 */
export function parserOf(type: MessageType, absent: Absent = 'absent'): (bytes: Uint8Array) => object {
  const reader = messageReader(type, absent);
  return (bytes) => {
    const source = new WireSource(bytes);
    return reader()(source, source.end);
  };
}

type MessageReader = (source: WireSource, end: number) => Plain;

/** One reader per type and kind, made on first use: messages contain themselves. */
const readers: Record<Absent, Map<string, () => MessageReader>> = { absent: new Map(), stored: new Map() };

function messageReader(type: MessageType, absent: Absent): () => MessageReader {
  const known = readers[absent].get(type.fullName);
  if (known) return known;
  let reader: MessageReader | null = null;
  const lazy = (): MessageReader => {
    reader ??= compile(type, absent);
    return reader;
  };
  // Only types of one descriptor share a name; those of others may not be kept under it.
  if (type.fullName.startsWith('google.')) readers[absent].set(type.fullName, lazy);
  return lazy;
}

function compile(type: MessageType, absent: Absent): MessageReader {
  const fields: (FieldReader | undefined)[] = [];
  for (const field of type.fields) fields[field.id] = fieldReader(field, absent);
  const parts = absent === 'stored' ? storedParts(type) : [];
  return (source, end) => {
    const message: Plain = {};
    for (const [name, make] of parts) message[name] = make();
    while (source.at < end) {
      const tag = source.uint32();
      const field = fields[tag >>> 3];
      if (!field) source.skipField(tag & 7);
      else if (field.shape === 'single') message[field.name] = field.read(source);
      else if (field.shape === 'map') readEntry(field, source, mapIn(message, field.name));
      else readElements(field, source, tag & 7, listIn(message, field.name));
    }
    if (source.at > end) throw cutOff();
    return message;
  };
}

/** What is in every stored message of a type, wherever the wire is silent. */
function storedParts({ fullName, fields }: MessageType): (readonly [string, () => unknown])[] {
  const parts: (readonly [string, () => unknown])[] = [];
  for (const { name, shape } of fields) {
    if (shape === 'list') parts.push([name, () => []]);
    if (shape === 'map') parts.push([name, () => ({})]);
  }
  for (const [name, value] of STORED_PARTS[fullName] ?? []) parts.push([name, () => value]);
  return parts;
}

function fieldReader({ name, shape, type }: Field, absent: Absent): FieldReader {
  if (type.kind === 'message') {
    const reader = messageReader(type, absent);
    const read = (source: WireSource) => reader()(source, source.lengthEnd());
    return { name, shape, read, default: () => ({}), isPackable: false };
  }
  if (type.kind === 'enum') {
    const read = (source: WireSource) => {
      const number = source.int32();
      return type.namesByNumber.get(number) ?? number;
    };
    return { name, shape, read, default: () => 0, isPackable: true };
  }
  const isPackable = type.scalar !== 'string' && type.scalar !== 'bytes';
  return { name, shape, read: SCALAR_READERS[type.scalar], default: () => (isPackable ? 0 : ''), isPackable };
}

const SCALAR_READERS = {
  int32: (source: WireSource) => source.int32(),
  uint32: (source: WireSource) => source.uint32(),
  int64: (source: WireSource) => source.int64(),
  bool: (source: WireSource) => source.uint32() !== 0,
  double: (source: WireSource) => source.double(),
  float: (source: WireSource) => source.float(),
  string: (source: WireSource) => source.string(),
  bytes: (source: WireSource) => source.blob(),
} as const;

function mapIn(message: Plain, name: string): Plain {
  const known = message[name] as Plain | undefined;
  if (known) return known;
  const map: Plain = {};
  message[name] = map;
  return map;
}

function listIn(message: Plain, name: string): unknown[] {
  const known = message[name] as unknown[] | undefined;
  if (known) return known;
  const list: unknown[] = [];
  message[name] = list;
  return list;
}

function readEntry(field: FieldReader, source: WireSource, map: Plain): void {
  const end = source.lengthEnd();
  let key = '';
  let value: unknown;
  while (source.at < end) {
    const tag = source.uint32();
    if (tag >>> 3 === 1) key = source.string();
    else if (tag >>> 3 === 2) value = field.read(source);
    else source.skipField(tag & 7);
  }
  const given = value ?? field.default();
  // A key called __proto__ stays a key.
  if (key === '__proto__') Object.defineProperty(map, key, { value: given, enumerable: true, configurable: true });
  else map[key] = given;
}

function readElements(field: FieldReader, source: WireSource, wireType: number, list: unknown[]): void {
  if (!field.isPackable || wireType !== WIRE_TYPE.lengthDelimited) {
    list.push(field.read(source));
    return;
  }
  const end = source.lengthEnd();
  while (source.at < end) list.push(field.read(source));
}
