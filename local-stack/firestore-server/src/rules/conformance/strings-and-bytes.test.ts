/** Strings, bytes and digests. Row numbers are those of the conformance list. */
import { expect, test } from 'vitest';
import { ask, type Result } from './ask.ts';

const after = {};

test.each<[number, string, Result, string]>([
  [71, "'good day'.matches('day')", 'deny', 'whole string needed'],
  [72, "'good day'.matches('.*day')", 'allow', 'consumes all'],
  [73, "'ab12'.matches('[a-z]+[0-9]+')", 'allow', 'full match'],
  [74, "'ab12!'.matches('[a-z]+[0-9]+')", 'deny', 'trailing rest'],
  [75, "'step7'.matches('^step[0-9]$')", 'allow', 'anchors harmless'],
  [76, String.raw`'kim@corp.io'.matches('.*@corp\\.io')`, 'allow', 'doubled backslash'],
  [77, String.raw`'a'.matches('\.')`, 'compile', 'unknown escape'],
  [78, "'tomato'.replace('o', '0') == 't0mat0'", 'allow', 'all matches'],
  [79, "'x.y'.replace('.', '#') == '###'", 'allow', 'pattern is a regex'],
  [80, "'x-y-z'.split('-') == ['x', 'y', 'z']", 'allow', 'split'],
  [81, "'  x '.trim() == 'x'", 'allow', 'trim'],
  [82, "'AbC'.lower() == 'abc' && 'AbC'.upper() == 'ABC'", 'allow', 'case'],
  [83, "'abc'.size() == 3 && 'abc'[0] == 'a'", 'allow', 'index'],
  [84, "'abc'[3] == ''", 'error', 'out of bounds'],
  [85, "'good day'[5:8] == 'day'", 'allow', 'end exclusive'],
  [86, "'good'[0:99] == 'good'", 'error', 'no clamping'],
  [87, "'abc'[0:0] == ''", 'error', 'index −1'],
  [88, "'abcd'[3:3] == ''", 'allow', 'inner empty slice'],
  [89, "'abcd'[4:4] == ''", 'error', 'start out of range'],
  [90, "'abcd'[3:1] == ''", 'error', 'Illegal range error.'],
  [91, "''[0:0] == ''", 'error', 'empty value has no slice'],
  [92, "'b' in 'abc'", 'error', 'in not on strings'],
  [93, "'abc'.contains('b')", 'error', 'no such method'],
  [94, "'ß'.toUtf8().size() == 2", 'allow', 'UTF-8 bytes'],
  [95, "'yo'.toUtf8().toBase64() == 'eW8='", 'allow', 'padded'],
  [96, "'>>>'.toUtf8().toBase64() == 'Pj4-'", 'allow', 'URL-safe alphabet'],
  [97, "'yo'.toUtf8().toHexString() == '796F'", 'allow', 'upper-case hex'],
  [98, "hashing.md5('').toHexString() == 'd41d8cd98f00b204e9800998ecf8427e'", 'deny', 'hex is upper-case'],
  [99, "hashing.md5('').toHexString() == 'D41D8CD98F00B204E9800998ECF8427E'", 'allow', 'upper-case'],
  [100, "hashing.crc32('123456789').toHexString() == '2639F4CB'", 'allow', 'little-endian bytes'],
  [101, "hashing.md5('x'.toUtf8()) == hashing.md5('x')", 'allow', 'string or bytes'],
  [102, String.raw`b'\x0F'.size() == 1`, 'allow', 'bytes literal'],
])('#%i %s ▶ %s (%s)', (_row, condition, result) => expect(ask({ condition, after })).toBe(result));
