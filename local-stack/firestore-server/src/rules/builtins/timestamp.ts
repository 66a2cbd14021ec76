/** Timestamps: the `timestamp` namespace and the methods. All parts of the calendar are UTC. */
import * as time from '../time.ts';
import { failure, type Outcome } from '../values.ts';
import { type Builtin, functionOf, methodsOf } from './signature.ts';

const timestamp = methodsOf('timestamp');

/** @see https://firebase.google.com/docs/reference/rules/rules.timestamp_ */
export const TIMESTAMP_NAMESPACE: ReadonlyMap<string, Builtin> = new Map([
  ['date', functionOf(['int', 'int', 'int'], ([year, month, day]) => dateOf(Number(year), Number(month), Number(day)))],
  ['value', functionOf(['int'], ([millis]) => time.timestampOf(millis * time.NANOS_PER_MILLI))],
]);

/** Components of the instant, not epoch values. @see https://firebase.google.com/docs/reference/rules/rules.Timestamp */
export const TIMESTAMP_METHODS: ReadonlyMap<string, Builtin> = new Map([
  ['year', timestamp([], (self) => BigInt(time.calendarOf(self).getUTCFullYear()))],
  ['month', timestamp([], (self) => BigInt(time.calendarOf(self).getUTCMonth() + 1))],
  ['day', timestamp([], (self) => BigInt(time.calendarOf(self).getUTCDate()))],
  ['hours', timestamp([], (self) => BigInt(time.calendarOf(self).getUTCHours()))],
  ['minutes', timestamp([], (self) => BigInt(time.calendarOf(self).getUTCMinutes()))],
  ['seconds', timestamp([], (self) => BigInt(time.calendarOf(self).getUTCSeconds()))],
  ['nanos', timestamp([], ({ epochNanos }) => remainder(epochNanos, time.NANOS_PER_SECOND))],
  // Monday is 1, Sunday 7.
  ['dayOfWeek', timestamp([], (self) => BigInt(time.calendarOf(self).getUTCDay() || 7))],
  ['dayOfYear', timestamp([], ({ epochNanos }) => dayOfYear(epochNanos))],
  ['toMillis', timestamp([], ({ epochNanos }) => time.floorDivide(epochNanos, time.NANOS_PER_MILLI))],
  ['date', timestamp([], ({ epochNanos }) => time.timestampOf(epochNanos - remainder(epochNanos, time.NANOS_PER_DAY)))],
  ['time', timestamp([], ({ epochNanos }) => time.durationOf(remainder(epochNanos, time.NANOS_PER_DAY)))],
]);

function dateOf(year: number, month: number, day: number): Outcome {
  const millis = time.midnightMillis(year, month, day);
  if (millis === null) return failure(`Invalid date. Year: [${year}], month: [${month}], day: [${day}].`);
  return time.timestampOf(BigInt(millis) * time.NANOS_PER_MILLI);
}

function dayOfYear(epochNanos: bigint): bigint {
  const date = time.calendarOf({ kind: 'timestamp', epochNanos });
  const newYear = time.midnightMillis(date.getUTCFullYear(), 1, 1) ?? 0;
  const nanosOfYear = epochNanos - BigInt(newYear) * time.NANOS_PER_MILLI;
  return nanosOfYear / time.NANOS_PER_DAY + 1n;
}

function remainder(dividend: bigint, divisor: bigint): bigint {
  return dividend - time.floorDivide(dividend, divisor) * divisor;
}
