import type { BenchResult } from '../bench-result.ts';
import { measureCategories } from './measure-categories.ts';
import { measureMemory } from './measure-memory.ts';
import { measureStart } from './measure-start.ts';

/**
 * Operations per second of our server against npm's `@firestore-emulator/server`, each in a process of its own, in turns
 * within one run. Twice: with the driver `wire`, a client that sends gRPC requests written beforehand, as HTTP/2 frames on
 * a socket, 50 at a time, and so costs less than either server; and with `sdk`, the unmodified admin SDK, whose own
 * 200 to 500 µs per request bound the rate whatever the server does. Beside each rate stands the server's processor time
 * per operation, which no client bounds. `ours`, `reference` and `ratio` are geometric means over the categories of
 * `wire`; categories the reference does not do are marked and not counted.
 */
export async function benchFirestore(): Promise<BenchResult> {
  const categories = await measureCategories();
  const counted = categories.filter(({ driver, reference }) => driver === 'wire' && reference !== null);
  const ours = geometricMean(counted.map((each) => each.ours));
  const reference = geometricMean(counted.map((each) => each.reference ?? 0));
  return {
    name: 'firestore',
    unit: 'operations per second, geometric mean of the categories',
    ours,
    reference,
    ratio: ours / reference,
    runs: [...categories, await measureStart(), await measureMemory()],
  };
}

function geometricMean(numbers: readonly number[]): number {
  return Math.round(Math.exp(numbers.reduce((sum, n) => sum + Math.log(n), 0) / numbers.length));
}
