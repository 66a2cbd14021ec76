import type { Timestamp } from './value.ts';

/** A point in time in microseconds since 1970 (UTC). Exact as a JavaScript number until the year 2255. */
export type Micros = number;

const MICROS_PER_SECOND = 1_000_000;
const NANOS_PER_MICRO = 1000;

/** The protobuf shape, always with both parts. */
export function timestampFromMicros(micros: Micros): { seconds: string; nanos: number } {
  const seconds = Math.floor(micros / MICROS_PER_SECOND);
  return { seconds: String(seconds), nanos: (micros - seconds * MICROS_PER_SECOND) * NANOS_PER_MICRO };
}

/** Rounds down to whole microseconds, which is what Firestore stores. */
export function microsFromTimestamp(timestamp: Timestamp): Micros {
  return Number(timestamp.seconds ?? 0) * MICROS_PER_SECOND + Math.floor((timestamp.nanos ?? 0) / NANOS_PER_MICRO);
}

/** A stored timestamp value: both parts present, nanoseconds rounded down to whole microseconds. */
export function floorToMicros(timestamp: Timestamp): { seconds: string; nanos: number } {
  const nanos = timestamp.nanos ?? 0;
  return { seconds: String(timestamp.seconds ?? 0), nanos: nanos - (nanos % NANOS_PER_MICRO) };
}

/** RFC 3339 in UTC with 0, 3, 6 or 9 fraction digits, as proto3 JSON prescribes. */
export function formatTimestamp(timestamp: Timestamp): string {
  const whole = new Date(Number(timestamp.seconds ?? 0) * 1000).toISOString().slice(0, -5);
  const nanos = timestamp.nanos ?? 0;
  if (nanos === 0) return `${whole}Z`;
  const digits = String(nanos).padStart(9, '0');
  if (digits.endsWith('000000')) return `${whole}.${digits.slice(0, 3)}Z`;
  return digits.endsWith('000') ? `${whole}.${digits.slice(0, 6)}Z` : `${whole}.${digits}Z`;
}

const RFC_3339 = /^(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)$/;

/** Reads RFC 3339 with any offset; null when the text is no timestamp. */
export function parseTimestamp(text: string): { seconds: string; nanos: number } | null {
  const match = RFC_3339.exec(text);
  if (!match) return null;
  const ms = Date.parse(`${match[1]}${match[3]?.toUpperCase()}`);
  if (Number.isNaN(ms)) return null;
  return { seconds: String(Math.floor(ms / 1000)), nanos: Number((match[2] ?? '').padEnd(9, '0')) };
}
