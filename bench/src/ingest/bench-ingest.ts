import { IngestRate } from '@casillero/functions/test/ingest-rate';
import type { BenchResult } from '../bench-result.ts';
import { MeasuredServer } from '../firestore/measured-server.ts';
import { median } from '../median.ts';

const ROUNDS = 9;
/** Rounds before it counts: the same code is compiled and optimised on all sides. */
const WARM_UP = 6;
const MESSAGES = 320;
const AT_ONCE = 16;

/** One round: messages and commits per second. */
type Round = { readonly webhook: number; readonly commits: number; readonly leanCommits: number };

/**
 * Messages per second through the real webhook handler (signature, parsing, one transaction, acknowledgement) against bare
 * commits of the same writes by the Admin SDK on the same Firestore, which runs in a process of its own. A third side makes
 * the same commits over Firestore's API itself, as the webhook does
 * (docs/decisions/003-transactions-over-the-api.md): what reading, deciding and acknowledging cost. All take
 * turns within one run; figures are medians over the rounds. A message is a text of a known staff phone; 16 are under way at once.
 */
export async function benchIngest(): Promise<BenchResult & { readonly ofLeanCommits: number }> {
  const server = await MeasuredServer.start('ours');
  const rate = await IngestRate.start(server.host);
  const runs: Round[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const webhook = await rate.throughWebhook(MESSAGES, AT_ONCE);
    const commits = await rate.bareCommits(MESSAGES, AT_ONCE);
    const leanCommits = await rate.leanCommits(MESSAGES, AT_ONCE);
    if (round >= 0)
      runs.push({
        webhook: Math.round(webhook),
        commits: Math.round(commits),
        leanCommits: Math.round(leanCommits),
      });
  }
  await rate.stop();
  await server.stop();
  const ours = median(runs.map(({ webhook }) => webhook));
  const reference = median(runs.map(({ commits }) => commits));
  return {
    name: 'ingest',
    unit: 'messages per second',
    ours,
    reference,
    ratio: ours / reference,
    ofLeanCommits: ours / median(runs.map(({ leanCommits }) => leanCommits)),
    runs,
  };
}
