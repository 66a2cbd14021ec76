/** Lists and sets. Row numbers are those of the conformance list. */
import { expect, test } from 'vitest';
import { ask, type Result } from './ask.ts';

const after = {};

test.each<[number, string, Result, string]>([
  [103, "['x'].concat(['y', 'z']) == ['x', 'y', 'z']", 'allow', 'concat'],
  [104, "['r', 's'].hasAll(['s'])", 'allow', 'subset'],
  [105, "['r', 's'].hasOnly(['r', 't'])", 'deny', 's not allowed'],
  [106, "['s', 'r', 's'].hasOnly(['r', 'r', 's'])", 'allow', 'duplicates ignored'],
  [107, "['a'].hasAny([])", 'deny', 'nothing to find'],
  [108, "[].hasOnly(['a']) && [].hasAll([])", 'allow', 'vacuous'],
  [109, '[4, 5, 4].removeAll([4]) == [5]', 'allow', 'all occurrences'],
  [110, "['a', 'b'].join('-') == 'a-b'", 'allow', 'join'],
  [111, "[1, true, null].join(',') == '1,true,null'", 'allow', 'converted as string()'],
  [112, "[[1]].join(',') == '1'", 'error', 'list element'],
  [113, '[7, 8, 9][0:2] == [7, 8]', 'allow', 'slice'],
  [114, '[1][2] == 1', 'error', 'out of bounds'],
  [115, '[1, 2] == [2, 1]', 'deny', 'order counts'],
  [116, "['a', 'a'].toSet().size() == 1", 'allow', 'distinct'],
  [117, "['a', 'b'].toSet() == ['b', 'a'].toSet()", 'allow', 'sets ignore order'],
  [118, "'a' in ['a'].toSet()", 'allow', 'membership in a set'],
  [119, "['k'].toSet().difference(['k']).size() == 0", 'error', 'needs a set argument'],
  [120, "['k', 'm'].toSet().difference(['m'].toSet()).hasOnly(['k'])", 'allow', 'list argument fine for hasOnly'],
  [121, "['a'].union(['b']).size() == 2", 'error', 'list has no union'],
  [122, "['a'].hasAny(['a'].toSet())", 'error', 'list method wants a list'],
  [123, "['a'].toSet().hasAny(['a'])", 'allow', 'set method takes either'],
  [124, "'abc'.hasAll(['a'])", 'error', 'not a string method'],
  [125, '[1, 2].all(1)', 'error', 'no comprehensions'],
])('#%i %s ▶ %s (%s)', (_row, condition, result) => expect(ask({ condition, after })).toBe(result));
