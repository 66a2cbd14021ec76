import { invalidArgument } from '../values/status.ts';
import { firestoreSchema } from './descriptor.ts';
import { scalarCodec } from './json-scalars.ts';
import { wellKnownCodec } from './json-well-known.ts';
import type { EnumType, Field, MessageType } from './schema.ts';

/** Turns one kind of protobuf value into proto3 JSON and back. */
export type JsonCodec = {
  toJson(value: unknown): unknown;
  /** @param place where in the message the value stands, for messages of refusal */
  fromJson(json: unknown, place: string): unknown;
  /** whether the value is the default, which JSON leaves out */
  isDefault?(value: unknown): boolean;
};

type FieldCodec = {
  readonly name: string;
  readonly shape: 'single' | 'list' | 'map';
  readonly codec: JsonCodec;
  /** members of a oneof are written even when they hold the default */
  readonly isInOneof: boolean;
};

const codecs = new Map<string, JsonCodec>();

/**
 * The codec of a message of google.firestore.v1, between plain objects and proto3 JSON.
 * @see https://protobuf.dev/programming-guides/json/
 */
export function messageCodec(typeName: string): JsonCodec {
  return codecOf(firestoreSchema.message(`google.firestore.v1.${typeName}`));
}

function codecOf(type: MessageType): JsonCodec {
  const { fullName: name } = type;
  let codec = codecs.get(name) ?? wellKnownCodec(name);
  if (!codec) codec = compile(type);
  codecs.set(name, codec);
  return codec;
}

/** Field codecs are made on first use, because messages contain themselves. */
function compile(type: MessageType): JsonCodec {
  let byJsonName: Map<string, FieldCodec> | null = null;
  const fields = (): Map<string, FieldCodec> => {
    if (byJsonName) return byJsonName;
    byJsonName = new Map();
    for (const field of type.fields) {
      const entry = fieldCodec(field);
      byJsonName.set(field.name, entry);
      byJsonName.set(snakeCase(field.name), entry);
    }
    return byJsonName;
  };
  return {
    toJson: (value) => {
      const json: Record<string, unknown> = {};
      const message = value as Record<string, unknown>;
      for (const name of Object.keys(message)) {
        const field = fields().get(name);
        const member = message[name];
        if (!field || member === undefined || member === null) continue;
        const converted = fieldToJson(field, member);
        if (converted !== undefined) json[field.name] = converted;
      }
      return json;
    },
    fromJson: (json, place) => {
      if (typeof json !== 'object' || json === null || Array.isArray(json)) {
        throw invalidArgument(`Invalid JSON payload received. ${described(place)} must be an object.`);
      }
      const message: Record<string, unknown> = {};
      for (const [name, member] of Object.entries(json)) {
        const field = fields().get(name);
        if (!field) {
          const where = place === '' ? '' : ` at '${place}'`;
          throw invalidArgument(`Invalid JSON payload received. Unknown name "${name}"${where}: Cannot find field.`);
        }
        const isNullValue = field.name === 'nullValue';
        if (member === undefined || (member === null && !isNullValue)) continue;
        message[field.name] = fieldFromJson(field, member, place === '' ? field.name : `${place}.${field.name}`);
      }
      return message;
    },
  };
}

function fieldCodec({ name, shape, type, isInOneof }: Field): FieldCodec {
  let codec: JsonCodec;
  if (type.kind === 'message') codec = lazily(() => codecOf(type));
  else if (type.kind === 'enum') codec = enumCodec(type);
  else codec = scalarCodec(type.scalar);
  return { name, shape, codec, isInOneof };
}

function fieldToJson(field: FieldCodec, member: unknown): unknown {
  if (field.shape === 'list') {
    const list = member as unknown[];
    return list.length === 0 ? undefined : list.map((element) => field.codec.toJson(element));
  }
  if (field.shape === 'map') {
    const entries = Object.entries(member as Record<string, unknown>);
    if (entries.length === 0) return undefined;
    return Object.fromEntries(entries.map(([key, value]) => [key, field.codec.toJson(value)]));
  }
  if (!field.isInOneof && field.codec.isDefault?.(member)) return undefined;
  return field.codec.toJson(member);
}

function fieldFromJson(field: FieldCodec, member: unknown, place: string): unknown {
  if (field.shape === 'list') {
    // Query parameters cannot show that a list of one is a list.
    const list = Array.isArray(member) ? member : [member];
    return list.map((element, i) => field.codec.fromJson(element, `${place}[${i}]`));
  }
  if (field.shape === 'map') {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) {
      throw invalidArgument(`Invalid JSON payload received. ${described(place)} must be an object.`);
    }
    // fromEntries defines own properties, so that a key called __proto__ stays a key.
    return Object.fromEntries(
      Object.entries(member).map(([key, value]) => [key, field.codec.fromJson(value, `${place}.${key}`)]),
    );
  }
  return field.codec.fromJson(member, place);
}

function enumCodec({ name: typeName, values, namesByNumber }: EnumType): JsonCodec {
  const isNullValue = typeName === 'NullValue';
  return {
    toJson: (value) => (isNullValue ? null : typeof value === 'number' ? namesByNumber.get(value) : value),
    fromJson: (json, place) => {
      if (isNullValue) return 'NULL_VALUE';
      const name = typeof json === 'number' ? namesByNumber.get(json) : json;
      if (typeof name === 'string' && Object.hasOwn(values, name)) return name;
      throw invalidArgument(
        `Invalid JSON payload received. ${described(place)} must be one of ${Object.keys(values).join(', ')}.`,
      );
    },
    isDefault: (value) => value === 0 || value === namesByNumber.get(0),
  };
}

function lazily(make: () => JsonCodec): JsonCodec {
  let codec: JsonCodec | null = null;
  const made = (): JsonCodec => {
    codec ??= make();
    return codec;
  };
  return { toJson: (value) => made().toJson(value), fromJson: (json, place) => made().fromJson(json, place) };
}

const described = (place: string): string => (place === '' ? 'The body' : `The value at '${place}'`);

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
