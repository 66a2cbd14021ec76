/** Durations: the `duration` namespace and the methods. There is no minutes() or hours(). */
import { durationOf, NANOS_PER_DAY, NANOS_PER_MILLI, NANOS_PER_SECOND } from '../time.ts';
import { failure } from '../values.ts';
import { type Builtin, functionOf, methodsOf } from './signature.ts';

const duration = methodsOf('duration');

const UNIT_NANOS: ReadonlyMap<string, bigint> = new Map([
  ['w', 7n * NANOS_PER_DAY],
  ['d', NANOS_PER_DAY],
  ['h', 3_600n * NANOS_PER_SECOND],
  ['m', 60n * NANOS_PER_SECOND],
  ['s', NANOS_PER_SECOND],
  ['ms', NANOS_PER_MILLI],
  ['ns', 1n],
]);

/** @see https://firebase.google.com/docs/reference/rules/rules.duration_ */
export const DURATION_NAMESPACE: ReadonlyMap<string, Builtin> = new Map([
  [
    'value',
    functionOf(['int', 'string'], ([magnitude, unit]) => {
      const nanos = UNIT_NANOS.get(unit);
      if (nanos === undefined)
        return failure(`Invalid duration unit [${unit}]. Units: ${[...UNIT_NANOS.keys()].join(' ')}.`);
      return durationOf(magnitude * nanos);
    }),
  ],
  [
    'time',
    functionOf(['int', 'int', 'int', 'int'], ([hours, minutes, seconds, nanos]) =>
      durationOf((hours * 3_600n + minutes * 60n + seconds) * NANOS_PER_SECOND + nanos),
    ),
  ],
  ['abs', functionOf(['duration'], ([{ nanos }]) => durationOf(nanos < 0n ? -nanos : nanos))],
]);

/** Whole signed seconds and the signed rest. @see https://firebase.google.com/docs/reference/rules/rules.Duration */
export const DURATION_METHODS: ReadonlyMap<string, Builtin> = new Map([
  ['seconds', duration([], ({ nanos }) => nanos / NANOS_PER_SECOND)],
  ['nanos', duration([], ({ nanos }) => nanos % NANOS_PER_SECOND)],
]);
