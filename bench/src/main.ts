import type { BenchResult } from './bench-result.ts';

/** `npm run bench -- NAME [--json]`: runs one benchmark and prints what it found. */
const BENCHMARKS: Readonly<Record<string, () => Promise<BenchResult>>> = {
  operations: async () => (await import('./operations/bench-operations.ts')).benchOperations(),
  firestore: async () => (await import('./firestore/bench-firestore.ts')).benchFirestore(),
  rules: async () => (await import('./rules/bench-rules.ts')).benchRules(),
  ingest: async () => (await import('./ingest/bench-ingest.ts')).benchIngest(),
  routing: async () => (await import('./routing/bench-routing.ts')).benchRouting(),
  extract: async () => (await import('./extract/bench-extract.ts')).benchExtract(),
};

process.env.METADATA_SERVER_DETECTION = 'none'; // no cloud to look for

const [name = '', ...flags] = process.argv.slice(2);
const benchmark = BENCHMARKS[name];
if (benchmark === undefined || flags.some((flag) => flag !== '--json')) {
  console.error(`usage: npm run bench -- NAME [--json]\nNAME is one of: ${Object.keys(BENCHMARKS).join(', ')}`);
  process.exit(2);
}

const result = await benchmark();
if (flags.includes('--json')) console.log(JSON.stringify(result, null, 2));
else {
  for (const run of result.runs) console.log(JSON.stringify(run));
  console.log(
    `${result.name}: ${result.ours} against ${result.reference} (${result.unit}), ratio ${result.ratio.toFixed(3)}`,
  );
}
process.exit(0);
