import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeExpectations, readAhead } from './read-ahead.ts';

/** Documents a and b are there; each round trip is noted. */
function aStore() {
  const trips: string[][] = [];
  const read = async (paths: readonly string[]) => {
    if (paths.length > 0) trips.push([...paths]);
    return paths.map((path) => (path === 'a' || path === 'b' ? { path } : null));
  };
  return { trips, read };
}

test('what was expected comes with the first round trip', async () => {
  const { trips, read } = aStore();
  const ahead = readAhead(read, ['b', 'c']);
  expect(await ahead(['a'])).toEqual([{ path: 'a' }]);
  expect(await ahead(['b', 'c'])).toEqual([{ path: 'b' }, null]);
  expect(trips).toEqual([['a', 'b', 'c']]);
});

test('what was not expected is read when it is asked for, and only then', async () => {
  const { trips, read } = aStore();
  const ahead = readAhead(read, ['b']);
  await ahead(['a']);
  expect(await ahead(['b', 'd'])).toEqual([{ path: 'b' }, null]);
  expect(trips).toEqual([['a', 'b'], ['d']]);
});

test('whatever is expected, the same is read as without', async () => {
  const paths = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(paths, fc.array(paths, { maxLength: 4 }), async (expected, rounds) => {
      const [plain, ahead] = [aStore().read, readAhead(aStore().read, expected)];
      for (const asked of rounds) expect(await ahead(asked)).toEqual(await plain(asked));
    }),
  );
});

test('a repetition expects nothing, and only so many senders are remembered', () => {
  const expectations = makeExpectations(2);
  expectations.remember('ana', 'm1', ['a']);
  expect(expectations.of('ana', 'm2')).toEqual(['a']);
  expect(expectations.of('ana', 'm1')).toEqual([]);
  for (const [sender, message] of [
    ['beto', 'm2'],
    ['carla', 'm3'],
  ] as const)
    expectations.remember(sender, message, ['b']);
  expect([expectations.of('ana', 'm4'), expectations.of('carla', 'm4')]).toEqual([[], ['b']]);
});
