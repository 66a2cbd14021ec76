import { readFileSync } from 'node:fs';
import { authorize, compileRules, newReadBudget } from '@casillero/firestore-server/rules';
import type { BenchResult } from '../bench-result.ts';
import { median } from '../median.ts';
import { type Question, questions } from './questions.ts';

const RULES = new URL('../../../firestore.rules', import.meta.url);
const ROUNDS = 7;
const ROUND_MS = 150;
/** Evaluations between two looks at the clock. */
const STRIDE = 100;
/** With fewer, asking the rules would be felt beside the rest of a request. */
const WANTED_PER_SECOND = 20_000;

/**
 * Evaluations per second of our own `firestore.rules`, each kind of question by itself; medians of several rounds.
 * `ours` is the slowest kind, `reference` what is wanted.
 */
export async function benchRules(): Promise<BenchResult> {
  const compiled = compileRules(readFileSync(RULES, 'utf8'));
  if (!compiled.ok) throw new Error('firestore.rules does not compile.');
  const { ruleset } = compiled;
  const asked = questions(() => newReadBudget({ perRequest: 10 }));
  const samples = new Map<Question, number[]>(asked.map((question) => [question, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const question of asked) {
      const { allowed } = authorize(ruleset, question.request);
      if (allowed !== question.allowed) throw new Error(`The rules decide otherwise about: ${question.name}.`);
      samples.get(question)?.push(perSecond(() => authorize(ruleset, question.request)));
    }
  }
  const runs = [...samples].map(([{ name }, rates]) => ({
    operation: name,
    perSecond: Math.round(median(rates)),
    samples: rates.map(Math.round),
  }));
  const ours = Math.min(...runs.map((run) => run.perSecond));
  return {
    name: 'rules',
    unit: 'evaluations per second of the slowest kind',
    ours,
    reference: WANTED_PER_SECOND,
    ratio: ours / WANTED_PER_SECOND,
    runs,
  };
}

function perSecond(evaluate: () => unknown): number {
  const startedAt = performance.now();
  let count = 0;
  let elapsed = 0;
  while (elapsed < ROUND_MS) {
    for (let i = 0; i < STRIDE; i++) evaluate();
    count += STRIDE;
    elapsed = performance.now() - startedAt;
  }
  return (count / elapsed) * 1000;
}
