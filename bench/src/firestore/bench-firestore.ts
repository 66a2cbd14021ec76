import { deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, initializeFirestore } from 'firebase-admin/firestore';
import type { BenchResult } from '../bench-result.ts';
import { median } from '../median.ts';
import { CATEGORIES, seed } from './categories.ts';
import { measureMemory } from './measure-memory.ts';
import { measureStart } from './measure-start.ts';
import { MeasuredServer, type Side } from './measured-server.ts';

/** Each round runs every category on both servers; whose turn is first alternates. */
const ROUNDS = 3;

type Sample = { readonly perSecond: number; readonly cpuMicros: number };
type Samples = Record<Side, Sample[]>;

/**
 * Operations per second through the real admin SDK over gRPC, ours against npm's `@firestore-emulator/server`, each
 * in a process of its own, round after round in turns. `ours` and `reference` are geometric means over the categories'
 * medians; the categories the reference does not do are marked and not counted. Where the SDK in this process
 * takes longer than the servers it bounds the rate, so the servers' own processor time per operation stands beside it.
 */
export async function benchFirestore(): Promise<BenchResult> {
  const samples = new Map<string, Samples>(CATEGORIES.map(({ name }) => [name, { ours: [], reference: [] }]));
  const failures = new Map<string, string>();
  // The SDK in this process gets faster in its first seconds; that must not count for whoever comes second.
  await measureRound('ours', new Map(), failures);
  for (let round = 0; round < ROUNDS; round++) {
    const sides: Side[] = round % 2 === 0 ? ['ours', 'reference'] : ['reference', 'ours'];
    for (const side of sides) await measureRound(side, samples, failures);
  }
  const categories = CATEGORIES.map(({ name, unit }) => {
    const { ours, reference } = samples.get(name) ?? { ours: [], reference: [] };
    const rate = (of: readonly Sample[]): number => median(of.map(({ perSecond }) => perSecond));
    const cpu = (of: readonly Sample[]): number => median(of.map(({ cpuMicros }) => cpuMicros));
    const [ourMedian, theirMedian] = [rate(ours), rate(reference)];
    const isSupported = !failures.has(`reference ${name}`) && reference.length > 0;
    return {
      category: name,
      unit: `${unit} per second`,
      ours: Math.round(ourMedian),
      ...(isSupported
        ? { reference: Math.round(theirMedian), ratio: round(ourMedian / theirMedian) }
        : { reference: null, unsupported: failures.get(`reference ${name}`) ?? 'no result' }),
      serverCpuMicrosPerOperation: {
        ours: Math.round(cpu(ours)),
        ...(isSupported ? { reference: Math.round(cpu(reference)), ratio: round(cpu(reference) / cpu(ours)) } : {}),
      },
      samples: {
        ours: ours.map(({ perSecond }) => Math.round(perSecond)),
        reference: reference.map(({ perSecond }) => Math.round(perSecond)),
      },
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
        const cpuBefore = await server.cpu();
        const { operations, seconds } = await run(db);
        const cpuMicros = ((await server.cpu()) - cpuBefore) / operations;
        samples.get(name)?.[side].push({ perSecond: operations / seconds, cpuMicros });
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

const round = (ratio: number): number => Number(ratio.toFixed(2));

function geometricMean(numbers: readonly number[]): number {
  return Math.round(Math.exp(numbers.reduce((sum, n) => sum + Math.log(n), 0) / numbers.length));
}
