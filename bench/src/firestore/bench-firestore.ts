import { deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, initializeFirestore } from 'firebase-admin/firestore';
import type { BenchResult } from '../bench-result.ts';
import { median } from '../median.ts';
import { CATEGORIES, seed } from './categories.ts';
import { measureMemory } from './measure-memory.ts';
import { measureStart } from './measure-start.ts';
import { MeasuredServer, type Side } from './measured-server.ts';

/** Each round runs every category on both servers; whose turn is first alternates. */
const ROUNDS = 1;

type Samples = Record<Side, number[]>;

/**
 * Operations per second through the real admin SDK over gRPC, ours against npm's `@firestore-emulator/server`, each
 * in a process of its own, round after round in turns. `ours` and `reference` are geometric means over the categories'
 * medians; the categories the reference does not do are marked and not counted.
 */
export async function benchFirestore(): Promise<BenchResult> {
  const samples = new Map<string, Samples>(CATEGORIES.map(({ name }) => [name, { ours: [], reference: [] }]));
  const failures = new Map<string, string>();
  for (let round = 0; round < ROUNDS; round++) {
    const sides: Side[] = round % 2 === 0 ? ['ours', 'reference'] : ['reference', 'ours'];
    for (const side of sides) await measureRound(side, samples, failures);
  }
  const categories = CATEGORIES.map(({ name, unit }) => {
    const { ours, reference } = samples.get(name) ?? { ours: [], reference: [] };
    const [ourMedian, theirMedian] = [median(ours), median(reference)];
    const isSupported = !failures.has(`reference ${name}`) && reference.length > 0;
    return {
      category: name,
      unit: `${unit} per second`,
      ours: Math.round(ourMedian),
      ...(isSupported
        ? { reference: Math.round(theirMedian), ratio: Number((ourMedian / theirMedian).toFixed(2)) }
        : { reference: null, unsupported: failures.get(`reference ${name}`) ?? 'no result' }),
      samples: { ours: ours.map(Math.round), reference: reference.map(Math.round) },
    };
  });
  const counted = categories.filter((each) => each.reference !== null);
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

async function measureRound(side: Side, samples: Map<string, Samples>, failures: Map<string, string>): Promise<void> {
  const server = await MeasuredServer.start(side);
  const app = initializeApp({ projectId: 'demo-bench' }, `bench-${side}`);
  const db: Firestore = initializeFirestore(app);
  db.settings({ host: server.host, ssl: false });
  try {
    await seed(db);
    for (const { name, run } of CATEGORIES) {
      if (failures.has(`${side} ${name}`)) continue;
      try {
        const { operations, seconds } = await run(db);
        samples.get(name)?.[side].push(operations / seconds);
      } catch (error) {
        if (side === 'ours') throw error;
        failures.set(`${side} ${name}`, error instanceof Error ? error.message : String(error));
      }
    }
  } finally {
    await deleteApp(app);
    await server.stop();
  }
}

function geometricMean(numbers: readonly number[]): number {
  return Math.round(Math.exp(numbers.reduce((sum, n) => sum + Math.log(n), 0) / numbers.length));
}
