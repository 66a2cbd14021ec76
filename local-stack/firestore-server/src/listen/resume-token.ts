import type { Micros } from '../values/timestamp.ts';

const INSTANCE_BYTES = 8;
const TOKEN_BYTES = 16;

/**
 * A resume token: 8 bytes that name the life of the database (renewed when it is cleared or the server starts), then
 * the microsecond up to which the client has seen everything. Opaque to clients.
 */
export function encodeResumeToken(instanceId: Uint8Array, time: Micros): Uint8Array {
  const token = Buffer.alloc(TOKEN_BYTES);
  token.set(instanceId.subarray(0, INSTANCE_BYTES), 0);
  token.writeBigUInt64BE(BigInt(time), INSTANCE_BYTES);
  return token;
}

/** @returns the time of a token of this very instance, else null: the client's knowledge is of no use then */
export function decodeResumeToken(token: Uint8Array, instanceId: Uint8Array): Micros | null {
  if (token.length !== TOKEN_BYTES) return null;
  const bytes = Buffer.from(token);
  if (!bytes.subarray(0, INSTANCE_BYTES).equals(instanceId.subarray(0, INSTANCE_BYTES))) return null;
  return Number(bytes.readBigUInt64BE(INSTANCE_BYTES));
}
