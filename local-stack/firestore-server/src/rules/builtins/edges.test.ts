/** The corners of operators and built-ins: ends of ranges, odd arguments, and where sources are silent. */
import { expect, test } from 'vitest';
import { ask, type Result } from '../conformance/ask.ts';

const after = {
  big: 9007199254740993n,
  float: { float: 5 },
  nan: { float: Number.NaN },
  bytes: new Uint8Array([0, 255]),
};

test.each<[string, Result, string]>([
  // ints and floats
  ['9223372036854775807 + 1 > 0', 'error', 'overflow'],
  ['-9223372036854775808 - 1 < 0', 'error', 'underflow'],
  ['-9223372036854775808 / -1 > 0', 'error', 'the one quotient that does not fit'],
  ['math.abs(-9223372036854775808) == -9223372036854775808', 'allow', 'the lowest int stays as it is'],
  ['1.0 / 0 > 9223372036854775807', 'allow', 'a float divides by zero without an error'],
  ['0.0 / 0 == 0.0 / 0', 'deny', 'NaN equals nothing'],
  ['0.0 / 0 != 0.0 / 0', 'allow', 'NaN differs from itself'],
  ['math.isNaN(0.0 / 0) && !math.isNaN(1) && math.isInfinite(1.0 / 0)', 'allow', ''],
  ['D.big == 9007199254740993 && D.big != 9007199254740992.0', 'allow', 'ints and floats compare exactly'],
  ['D.float == 5 && 5 == D.float && !(5 in [D.float])', 'allow', 'loose equality, strict membership'],
  ['-7.5 % 2 == -1.5', 'allow', 'remainder of floats'],
  ['1.5e3 == 1500 && 2E-1 == 0.2', 'allow', 'exponents'],
  ['math.round(2.5) == 3 && math.round(-2.5) == -2', 'allow', 'halves go up'],
  ['math.round(0.0 / 0) == 0 && math.round(1.0 / 0) == 9223372036854775807', 'allow', 'NaN, saturation'],
  ['math.ceil(1) is float && math.floor(-1.5) == -2', 'allow', ''],
  ["math.pow('2', 3) == 8", 'error', 'text is no number'],
  // conversions
  ["int('+5') == 5 && int('-5') == -5 && int('007') == 7", 'allow', 'sign and digits'],
  ["int(' 5') == 5", 'error', 'no blanks'],
  ["int('9223372036854775808') > 0", 'error', 'beyond 64 bits'],
  ['int(true) == 1', 'error', 'bool'],
  ['int(1e300) == 9223372036854775807 && int(0.0 / 0) == 0', 'allow', 'saturates'],
  ["float(' 1.5e1d ') == 15.0 && float('Infinity') > 0 && float('.5') == 0.5", 'allow', "Java's doubles"],
  ["float('1,5') == 1.5", 'error', ''],
  ["string(1e7) == '1.0E7' && string(0.0001) == '1.0E-4' && string(123.25) == '123.25'", 'allow', "Java's text"],
  [
    "string(float('4.9e-324')) == '4.9E-324' && string(float('1e-322')) == '9.9E-323'",
    'allow',
    'never under two digits',
  ],
  ["float('0x1p3') == 8.0 && float('-0x.8p-1') == -0.25 && float('0x1.8p1') == 3.0", 'allow', 'hexadecimal forms'],
  ["float('0xp3') == 0.0", 'error', 'no digits'],
  ["string(-0.0) == '-0.0' && string(0.0 / 0) == 'NaN' && string(1.0 / 0) == 'Infinity'", 'allow', ''],
  ["string(request.time) != ''", 'error', 'times have no text'],
  ["bool('true') && !bool('false') && bool(true)", 'allow', ''],
  ["bool('yes')", 'error', ''],
  // strings
  ["'😀'.size() == 2", 'allow', 'UTF-16 units'],
  ["'\\uFFFD' < '😀'", 'allow', 'ordered by code point'],
  ["'a,b,,'.split(',') == ['a', 'b'] && ''.split(',') == ['']", 'allow', "like Java's split"],
  ["'aXbXc'.replace('X', '$1') == 'a$1b$1c'", 'allow', 'the replacement is plain text'],
  ["'a\\nb'.matches('a.b')", 'deny', 'a dot does not match a line feed'],
  ["'Ä'.matches('\\\\p{Lu}')", 'allow', 'Unicode classes'],
  ["'a'.matches('(?=a)a')", 'error', 'RE2 has no look-ahead'],
  ["'\\x41\\u0042\\103' == 'ABC' && '\\b\\f' == '\\u0008\\u000c'", 'allow', 'every escape there is'],
  ["'\\/' == '/'", 'compile', 'a slash needs none and takes none'],
  ["'a\rb' == 'ab'", 'compile', 'a string ends on its line'],
  // bytes and digests
  ["b'é' == b'\\xC3\\xA9' && b'a' != b'b' && b'a' != 'a'", 'allow', 'UTF-8, by content'],
  ["D.bytes.toHexString() == '00FF' && D.bytes is bytes", 'allow', ''],
  ["hashing.crc32c('123456789').toHexString() == '839206E3'", 'allow', 'little-endian'],
  [
    "hashing.sha256('abc').toHexString() == 'BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD'",
    'allow',
    'FIPS 180-2',
  ],
  ['hashing.md5(1) == null', 'error', 'text or bytes'],
  // lists, sets, maps
  ["[1, 1.0, 'a'].toSet().size() == 2 && 1.0 in [1].toSet()", 'allow', 'sets are loose'],
  ['[1].hasAny([1.0]) || [1].removeAll([1.0]) == []', 'deny', 'lists are strict'],
  ["[/a/b, 2.0].join('|') == '/a/b|2.0'", 'allow', ''],
  ["[b'a'].join('') == 'a'", 'error', 'bytes have no text'],
  ["['a', 'b'].toSet().union(['c'].toSet()) == ['c', 'b', 'a'].toSet()", 'allow', ''],
  ["['a', 'b'].toSet().intersection(['b'].toSet()).hasOnly(['b'])", 'allow', ''],
  ["[['a'].toSet()].toSet() == [['a'].toSet()].toSet()", 'allow', 'sets in sets'],
  ["{'a': 1, 'a': 2}.a == 2", 'allow', 'the later entry wins'],
  ['{1: 2}.size() == 1', 'error', 'keys are strings'],
  ["{'a': null}.get('a', 1) == null && {'a': {'b': null}}.get(['a', 'b'], 1) == null", 'allow', 'a present null'],
  ["{'a': 1}.get([1], 2) == 2", 'error', 'steps are strings'],
  ["{'a': 1.0}.diff({'a': 1}).unchangedKeys() == ['a'].toSet()", 'allow', 'loose equality'],
  ["{}.diff({}) is map_diff && ['a'].toSet() is set && !({} is path)", 'allow', 'types'],
  // times
  ['timestamp.date(2024, 2, 29).dayOfYear() == 60 && timestamp.date(2024, 12, 31).dayOfYear() == 366', 'allow', ''],
  ['timestamp.date(2023, 2, 29).day() == 1', 'error', 'no such day'],
  ['timestamp.date(2024, 13, 1).day() == 1', 'error', 'no such month'],
  ['timestamp.date(1, 1, 1).year() == 1 && timestamp.date(9999, 12, 31).year() == 9999', 'allow', 'ends of the range'],
  ["timestamp.date(9999, 12, 31) + duration.value(1, 'd') > request.time", 'error', 'beyond year 9999'],
  ['timestamp.value(9223372036854775807).year() > 0', 'error', 'beyond year 9999'],
  ['timestamp.value(-1).nanos() == 999000000 && timestamp.value(-1).seconds() == 59', 'allow', 'before 1970'],
  ['timestamp.value(90061001).time() == duration.time(1, 1, 1, 1000000)', 'allow', 'time of the day'],
  ['timestamp.value(90061001).date() == timestamp.date(1970, 1, 2)', 'allow', ''],
  ["duration.value(1, 'w') == duration.value(7, 'd') && duration.value(1, 'ns').nanos() == 1", 'allow', 'units'],
  ["duration.value(1, 'y').seconds() > 0", 'error', 'no such unit'],
  ["duration.value(-1500, 'ms').seconds() == -1 && duration.value(-1500, 'ms').nanos() == -500000000", 'allow', ''],
  ["duration.value(1, 'h').minutes() == 60", 'error', 'no such method'],
  ["duration.value(9223372036854775807, 'w').seconds() > 0", 'error', 'beyond 10,000 years'],
  [
    "duration.value(1, 's') + request.time > request.time && duration.value(1, 's') > duration.value(1, 'ms')",
    'allow',
    '',
  ],
  ["request.time < duration.value(1, 's')", 'error', 'no order across types'],
  // points and paths
  ['latlng.value(0, 0).distance(latlng.value(0, 90)) > 10007000.0', 'allow', 'a quarter of the equator, in metres'],
  ['latlng.value(0, 0).distance(latlng.value(0, 90)) < 10008000.0', 'allow', ''],
  ['latlng.value(0, 180.5).latitude() == 0', 'error', 'longitude out of range'],
  ["path('a//b') == /a/b", 'error', 'empty segment'],
  ["path('a/{x}').bind({'x': null}) == /a/b", 'error', 'bindings are strings'],
  ["path('a/{x}').bind({}) == path('a/{x}')", 'allow', 'what is not bound stays'],
  ['request.path[0] == "databases" && request.path[1] == "(default)"', 'allow', ''],
  ['request.path[9] == "x"', 'error', 'out of bounds'],
  // names
  ["{'match': 1, 'size': 2}.match == 1 && {'size': 2}.size == 2", 'allow', 'any word is a field name'],
  ['timestamp == 1', 'error', 'a namespace is no value'],
])('%s ▶ %s (%s)', (condition, result) => expect(ask({ condition, after })).toBe(result));

test('a function of the ruleset hides a built-in one, a variable hides a namespace', () => {
  const functions = 'function int(x) { return 7; } function f(math) { return math.abs == 1; }';
  expect(ask({ functions, condition: "int('x') == 7 && f({'abs': 1})" })).toBe('allow');
});

test('debug returns its argument, get is also a method', () => {
  expect(ask({ condition: "debug({'a': 1}).get('a', 0) == 1" })).toBe('allow');
});
