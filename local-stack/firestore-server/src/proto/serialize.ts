import type { Field, MessageType, ScalarType } from './schema.ts';
import { WIRE_TYPE, WireSink } from './wire-bytes.ts';

type Plain = Record<string, unknown>;
type WriteMessage = (message: Plain, sink: WireSink) => void;
type WriteField = (value: unknown, sink: WireSink) => void;

/** Serialising is never interrupted, so that all of it can use one sink. */
const sink = new WireSink();

/**
 * Writes plain messages: int64 as decimal text or number, enums by name or number. Members that are undefined are left
 * out, and so are empty lists and maps; whatever else is there is written, also where it is the default.
 * @returns a function of a message and of the bytes to leave free before it
 */
export function serializerOf(type: MessageType): (message: object, before?: number) => Buffer {
  const writer = messageWriter(type);
  return (message, before = 0) => {
    try {
      writer()(message as Plain, sink);
      return sink.take(before);
    } catch (error) {
      sink.clear();
      throw error;
    }
  };
}

const writers = new Map<MessageType, () => WriteMessage>();

/** Made on first use: messages contain themselves. */
function messageWriter(type: MessageType): () => WriteMessage {
  const known = writers.get(type);
  if (known) return known;
  let writer: WriteMessage | null = null;
  const lazy = (): WriteMessage => {
    writer ??= compile(type);
    return writer;
  };
  writers.set(type, lazy);
  return lazy;
}

function compile(type: MessageType): WriteMessage {
  const fields = new Map(type.fields.map((field) => [field.name, fieldWriter(field)]));
  // Written from the end, the members come out in reverse; their order means nothing.
  return (message, target) => {
    for (const name in message) {
      const value = message[name];
      if (value !== undefined && value !== null) fields.get(name)?.(value, target);
    }
  };
}

function fieldWriter(field: Field): WriteField {
  const write = valueWriter(field);
  if (field.shape === 'single') return write;
  if (field.shape === 'list') {
    return (list, target) => {
      const elements = list as readonly unknown[];
      for (let i = elements.length - 1; i >= 0; i--) write(elements[i], target);
    };
  }
  const writeEntryValue = valueWriter({ ...field, id: 2 });
  const entryTag = (field.id << 3) | WIRE_TYPE.lengthDelimited;
  const keyTag = (1 << 3) | WIRE_TYPE.lengthDelimited;
  return (map, target) => {
    const entries = map as Plain;
    const keys = Object.keys(entries);
    for (let i = keys.length - 1; i >= 0; i--) {
      const key = keys[i] as string;
      const end = target.length;
      writeEntryValue(entries[key], target);
      target.string(key);
      target.uint32(keyTag);
      target.uint32(target.length - end);
      target.uint32(entryTag);
    }
  };
}

/** Writes one value with its tag before it. */
function valueWriter({ id, type }: Field): WriteField {
  if (type.kind === 'message') {
    const writer = messageWriter(type);
    const tag = (id << 3) | WIRE_TYPE.lengthDelimited;
    return (value, target) => {
      const end = target.length;
      writer()(value as Plain, target);
      target.uint32(target.length - end);
      target.uint32(tag);
    };
  }
  if (type.kind === 'enum') {
    const tag = id << 3;
    return (value, target) => {
      target.int32(typeof value === 'number' ? value : (type.values[String(value)] ?? 0));
      target.uint32(tag);
    };
  }
  const tag = (id << 3) | SCALAR_WIRE_TYPES[type.scalar];
  const write: WriteField = SCALAR_WRITERS[type.scalar];
  return (value, target) => {
    write(value, target);
    target.uint32(tag);
  };
}

const SCALAR_WIRE_TYPES: Readonly<Record<ScalarType, number>> = {
  int32: WIRE_TYPE.varint,
  uint32: WIRE_TYPE.varint,
  int64: WIRE_TYPE.varint,
  bool: WIRE_TYPE.varint,
  double: WIRE_TYPE.fixed64,
  float: WIRE_TYPE.fixed32,
  string: WIRE_TYPE.lengthDelimited,
  bytes: WIRE_TYPE.lengthDelimited,
};

const SCALAR_WRITERS: Readonly<Record<ScalarType, WriteField>> = {
  int32: (value, target) => target.int32(Number(value)),
  uint32: (value, target) => target.uint32(Number(value)),
  int64: (value, target) => target.int64(value as string | number),
  bool: (value, target) => target.uint32(value ? 1 : 0),
  double: (value, target) => target.double(Number(value)),
  float: (value, target) => target.float(Number(value)),
  string: (value, target) => target.string(String(value)),
  bytes: (value, target) => target.blob(value as Uint8Array),
};
