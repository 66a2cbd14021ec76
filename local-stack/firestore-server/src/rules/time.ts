/** Timestamps and durations: units, ranges and the calendar, all in UTC. */
import { type DurationValue, failure, type Outcome, type TimestampValue } from './values.ts';

export const NANOS_PER_MILLI = 1_000_000n;
export const NANOS_PER_SECOND = 1_000_000_000n;
export const NANOS_PER_DAY = 86_400n * NANOS_PER_SECOND;

/** 0001-01-01 to the end of 9999: the range of google.protobuf.Timestamp. */
const MIN_TIMESTAMP_NANOS = -62_135_596_800n * NANOS_PER_SECOND;
const MAX_TIMESTAMP_NANOS = 253_402_300_800n * NANOS_PER_SECOND - 1n;

/** About 10,000 years: the range of google.protobuf.Duration. */
const MAX_DURATION_NANOS = 315_576_000_000n * NANOS_PER_SECOND;

/** A timestamp, or an error outside of years 1 to 9999. */
export function timestampOf(epochNanos: bigint): Outcome {
  if (epochNanos < MIN_TIMESTAMP_NANOS || epochNanos > MAX_TIMESTAMP_NANOS) {
    return failure('Timestamp out of range. Years 1 to 9999 are valid.');
  }
  return { kind: 'timestamp', epochNanos } satisfies TimestampValue;
}

/** A duration, or an error beyond 10,000 years either way. */
export function durationOf(nanos: bigint): Outcome {
  if (nanos < -MAX_DURATION_NANOS || nanos > MAX_DURATION_NANOS) {
    return failure('Duration out of range. At most 315576000000 seconds are valid.');
  }
  return { kind: 'duration', nanos } satisfies DurationValue;
}

/** Integer division that rounds down, also for instants before 1970. */
export function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

/** The calendar date and time of an instant; sub-millisecond digits are lost. */
export function calendarOf({ epochNanos }: TimestampValue): Date {
  return new Date(Number(floorDivide(epochNanos, NANOS_PER_MILLI)));
}

/** Milliseconds of a UTC midnight, or null when there is no such day. Years 1 to 9999. */
export function midnightMillis(year: number, month: number, day: number): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1 && year <= 9999 ? date.getTime() : null;
}
