import protobuf from 'protobufjs';
import { reflectionRoot } from './descriptor.ts';

const TARGET_CHANGE_TYPES = reflectionRoot.lookupEnum('google.firestore.v1.TargetChange.TargetChangeType').values;

/**
 * Writes our plain messages without first turning them into protobufjs' own objects, which costs more than the writing.
 * Messages have to be what the types say; of the enums that responses carry, `NULL_VALUE` is 0 and so is its text as
 * a number, and the type of a target change is looked up here.
 * @param typeName full name of a message type
 */
export function serializerOf(typeName: string): (message: object) => Buffer {
  const type = reflectionRoot.lookupType(typeName);
  return (message) => type.encode(message).finish() as Buffer;
}

/** The most frequent message of all. Its seconds are decimal text, which fits a number exactly. */
function encodeTimestamp(message: object, writer: protobuf.Writer = protobuf.Writer.create()): protobuf.Writer {
  const { seconds, nanos } = message as { seconds?: string | number; nanos?: number };
  if (seconds !== undefined) writer.uint32((1 << 3) | 0).int64(Number(seconds));
  if (nanos !== undefined) writer.uint32((2 << 3) | 0).int32(nanos);
  return writer;
}

type Encode = (message: object, writer?: protobuf.Writer, depth?: number) => protobuf.Writer;

function encodeTargetChange(encode: Encode): Encode {
  return (message, writer, depth) => {
    const { targetChangeType } = message as { targetChangeType?: string };
    if (targetChangeType === undefined) return encode(message, writer, depth);
    return encode({ ...message, targetChangeType: TARGET_CHANGE_TYPES[targetChangeType] }, writer, depth);
  };
}

const timestamp = reflectionRoot.lookupType('google.protobuf.Timestamp').setup();
Object.assign(timestamp, { encode: encodeTimestamp });
const targetChange = reflectionRoot.lookupType('google.firestore.v1.TargetChange').setup();
Object.assign(targetChange, { encode: encodeTargetChange(targetChange.encode.bind(targetChange)) });
