import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { startFirestoreServer } from '@casillero/firestore-server';
import { type Costs, measureCosts } from '@casillero/functions/test/count-operations';
import { World } from '@casillero/functions/test/world';
import type { BenchResult } from '../bench-result.ts';

/** docs/design.md: the most that a text of a known sender may cost. */
const BUDGET = { reads: 6, writes: 7 };

const SCALES = [
  // the first screenshot of a batch has none before it that could be of its order
  { senders: 10, screenshots: 2 },
  { senders: 10_000, screenshots: 300 },
];

/**
 * Documents read and written per message kind, through the real webhook, at two scales: they must be equal (R5, R94).
 * `ours` and `reference` are reads plus writes of the dearest text, and the budget for it.
 */
export async function benchOperations(): Promise<BenchResult> {
  const server = await startFirestoreServer({ port: 0 });
  const host = `${server.host}:${server.port}`;
  const runs: { senders: number; screenshots: number; costs: Costs }[] = [];
  for (const scale of SCALES) {
    const world = await World.start(
      async () => ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
      host,
    );
    runs.push({ ...scale, costs: await measureCosts(world, host, scale) });
    await world.stop();
  }
  await server.stop();
  const texts = runs.flatMap(({ costs }) => [costs.firstText, costs.text, costs.nextText]);
  const ours = Math.max(...texts.map(({ reads, writes }) => reads + writes));
  const reference = BUDGET.reads + BUDGET.writes;
  return {
    name: 'operations',
    unit: 'documents read and written per text',
    ours,
    reference,
    ratio: ours / reference,
    runs,
  };
}
