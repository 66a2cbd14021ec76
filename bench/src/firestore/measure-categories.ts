import { median } from '../median.ts';
import { type CategoryName, UNITS } from './category.ts';
import { type DriverName, driveServer, type Work } from './drivers.ts';
import { MeasuredServer, type Side } from './measured-server.ts';

/** Each round runs every category on both servers; whose turn is first alternates. */
const ROUNDS = 3;

type Sample = { readonly perSecond: number; readonly cpuMicros: number };
type Samples = Work & Record<Side, Sample[]> & { failure: string | null };

/** What one category showed: medians of the rounds, per second and in the server's processor time. */
export type CategoryResult = {
  readonly category: CategoryName;
  readonly driver: DriverName;
  readonly unit: string;
  readonly ours: number;
  /** null where the reference failed */
  readonly reference: number | null;
  readonly ratio?: number;
  readonly serverCpuMicrosPerOperation: { readonly ours: number; readonly reference?: number; readonly ratio?: number };
  readonly samples: { readonly ours: readonly number[]; readonly reference: readonly number[] };
  readonly unsupported?: string;
};

/** Measures both servers, each in a process of its own, round after round in turns. */
export async function measureCategories(): Promise<CategoryResult[]> {
  const samples = new Map<string, Samples>();
  // The clients in this process get faster in their first seconds; that must not count for whoever comes second.
  await measureRound('ours', new Map());
  for (let round = 0; round < ROUNDS; round++) {
    const sides: Side[] = round % 2 === 0 ? ['ours', 'reference'] : ['reference', 'ours'];
    for (const side of sides) await measureRound(side, samples);
  }
  return [...samples.values()].map(summarize);
}

async function measureRound(side: Side, samples: Map<string, Samples>): Promise<void> {
  const server = await MeasuredServer.start(side);
  try {
    await driveServer(server.host, async (work) => {
      const key = `${work.driver} ${work.category}`;
      const taken = samples.get(key) ?? { ...work, ours: [], reference: [], failure: null };
      samples.set(key, taken);
      if (side === 'reference' && taken.failure !== null) return;
      try {
        const cpuBefore = await server.cpu();
        const { operations, seconds } = await work.run();
        const cpuMicros = ((await server.cpu()) - cpuBefore) / operations;
        taken[side].push({ perSecond: operations / seconds, cpuMicros });
      } catch (error) {
        if (side === 'ours') throw error;
        taken.failure = error instanceof Error ? error.message : String(error);
      }
    });
  } finally {
    await server.stop();
  }
}

function summarize({ driver, category, failure, ours, reference }: Samples): CategoryResult {
  const rates = (samples: readonly Sample[]): number[] => samples.map(({ perSecond }) => Math.round(perSecond));
  const cpu = (samples: readonly Sample[]): number => Math.round(median(samples.map(({ cpuMicros }) => cpuMicros)));
  const shared = {
    category,
    driver,
    unit: `${UNITS[category]}, per second`,
    ours: median(rates(ours)),
    samples: { ours: rates(ours), reference: rates(reference) },
  };
  if (failure !== null || reference.length === 0) {
    const serverCpuMicrosPerOperation = { ours: cpu(ours) };
    return { ...shared, reference: null, serverCpuMicrosPerOperation, unsupported: failure ?? 'no result' };
  }
  return {
    ...shared,
    reference: median(rates(reference)),
    ratio: twoDigits(median(rates(ours)) / median(rates(reference))),
    serverCpuMicrosPerOperation: {
      ours: cpu(ours),
      reference: cpu(reference),
      ratio: twoDigits(cpu(reference) / cpu(ours)),
    },
  };
}

const twoDigits = (ratio: number): number => Number(ratio.toFixed(2));
