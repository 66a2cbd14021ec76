/** Maps and diffs. Row numbers are those of the conformance list. */
import { describe, expect, test } from 'vitest';
import { ask, type Fields, type Result } from './ask.ts';

const after = {};

test.each<[number, string, Result, string]>([
  [126, "{'p': {'q': 5}}.get(['p', 'q'], 0) == 5", 'allow', 'nested get'],
  [127, "{'p': 's'}.get(['p', 'q'], 'd') == 'd'", 'allow', 'step is no map'],
  [128, "{'p': 5}.get(['z', 'q'], 'd') == 'd'", 'allow', 'step missing'],
  [129, "{'b': 1, 'a': 2}.keys() == ['a', 'b']", 'allow', 'code-point order'],
  [130, "{'a': 1}.keys() is list && !({'a': 1}.keys() is set)", 'allow', 'keys is a list'],
  [131, "{'a': 1, 'b': 2}.values().hasAll([1, 2])", 'allow', 'values'],
  [132, "{'a': 1}.hasAll(['a'])", 'error', 'method of keys() only'],
  [133, "{'a': 1, 'b': 2} == {'b': 2, 'a': 1}", 'allow', 'key order irrelevant'],
  [134, "{'k': 9}.diff({}).addedKeys() == ['k'].toSet()", 'allow', 'in caller only'],
  [135, "{'k': 9}.diff({'z': 9}).removedKeys() == ['z'].toSet()", 'allow', 'in argument only'],
  [136, "{'k': 9}.diff({'k': 8, 'z': 9}).changedKeys() == ['k'].toSet()", 'allow', 'unequal value'],
  [137, "{'k': 9, 's': 1}.diff({'k': 8, 's': 1}).unchangedKeys() == ['s'].toSet()", 'allow', 'equal value'],
  [138, "{'k': 9, 'n': 1}.diff({'k': 8, 'z': 2}).affectedKeys() == ['k', 'n', 'z'].toSet()", 'allow', 'union of three'],
  [139, "{'m': {'x': 1}}.diff({'m': {'x': 2}}).affectedKeys().hasOnly(['m'])", 'allow', 'top level only'],
  [140, "{'a': 1}.diff({'a': 1}).affectedKeys().size() == 0", 'allow', 'no change'],
])('#%i %s ▶ %s (%s)', (_row, condition, result) => expect(ask({ condition, after })).toBe(result));

describe('updates of S = {title, owner}', () => {
  const before = { title: 'old', owner: 'u1' };
  const onlyTitle = "D.diff(R).affectedKeys().hasOnly(['title'])";
  test.each<[number, string, Fields, Result, string]>([
    [141, onlyTitle, { title: 'new', owner: 'u1' }, 'allow', 'one field'],
    [142, onlyTitle, { title: 'new', owner: 'u2' }, 'deny', 'owner affected'],
    [143, 'D.diff(R).addedKeys().size() == 0', { ...before, extra: 1 }, 'deny', 'added key'],
    [144, onlyTitle, { title: 'old' }, 'deny', 'removal is affected'],
    [145, 'D.keys() == R.keys()', { title: 'new', owner: 'u1' }, 'allow', 'sorted key lists'],
  ])('#%i %s with %j ▶ %s (%s)', (_row, condition, after, result) => {
    expect(ask({ condition, operation: 'update', before, after })).toBe(result);
  });
});
