/** Times, points, math and conversions. Row numbers are those of the conformance list. */
import { expect, test } from 'vitest';
import { ask, type Result } from './ask.ts';

const after = {};

test.each<[number, string, Result, string]>([
  [146, "timestamp.value(1000) + duration.value(9, 's') == timestamp.value(10000)", 'allow', 'ts + d'],
  [147, "timestamp.value(180000) - timestamp.value(60000) == duration.value(2, 'm')", 'allow', 'ts − ts'],
  [148, "timestamp.date(2023, 12, 31) + duration.value(1, 'd') == timestamp.date(2024, 1, 1)", 'allow', 'calendar'],
  [
    149,
    'timestamp.date(2024, 1, 1).dayOfWeek() == 1 && timestamp.date(2024, 1, 7).dayOfWeek() == 7',
    'allow',
    'Monday is 1, Sunday 7',
  ],
  [150, 'timestamp.value(61000).seconds() == 1', 'allow', 'second of the minute'],
  [151, 'timestamp.value(61000).seconds() == 61', 'deny', 'not epoch seconds'],
  [152, 'timestamp.value(61000).toMillis() == 61000', 'allow', 'epoch ms'],
  [153, 'request.time.month() == 3 && request.time.hours() == 10', 'allow', 'UTC parts'],
  [154, 'request.time is timestamp', 'allow', 'type'],
  [155, 'request.time > timestamp.date(2020, 1, 1)', 'allow', 'ordering'],
  [156, 'request.time + 1 > request.time', 'error', 'int is no duration'],
  [
    157,
    "duration.value(2250, 'ms').seconds() == 2 && duration.value(2250, 'ms').nanos() == 250000000",
    'allow',
    'parts',
  ],
  [158, "duration.value(3, 'm').seconds() == 180", 'allow', 'total seconds'],
  [159, "duration.time(1, 0, 0, 0) == duration.value(1, 'h')", 'allow', 'constructors'],
  [160, "duration.abs(duration.value(-5, 's')) == duration.value(5, 's')", 'allow', 'abs'],
  [161, 'latlng.value(-91, 0).latitude() < 0', 'error', 'range check'],
  [162, 'latlng.value(48, 9).distance(latlng.value(48, 9)) == 0.0', 'allow', 'same point, ints accepted'],
  [163, 'math.ceil(1.2) is float', 'allow', 'ceil gives a float'],
  [164, 'math.round(1.6) == 2 && math.round(1.6) is int', 'allow', 'round gives an int'],
  [165, 'math.abs(-2) is int', 'allow', 'keeps type'],
  [166, 'math.sqrt(-1.0) >= 0', 'deny', 'NaN compares false'],
  [167, 'math.pow(2, 3) == 8', 'allow', 'float 8.0'],
  [168, "int('5') == 5 && int(3.9) == 3", 'allow', 'conversions'],
  [169, "int('5.5') == 5", 'error', 'string must be an int'],
  [170, "float('1.5') == 1.5", 'allow', 'conversion'],
  [171, "string(2.0) == '2.0' && string(null) == 'null' && string(true) == 'true'", 'allow', 'text forms'],
  [172, "string([1]) == '[1]'", 'error', 'lists not convertible'],
  [173, "debug(request.auth.uid) == 'u1'", 'allow', 'emulator returns its argument'],
])('#%i %s ▶ %s (%s)', (_row, condition, result) => expect(ask({ condition, after })).toBe(result));
