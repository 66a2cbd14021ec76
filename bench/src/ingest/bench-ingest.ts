import { IngestRate } from '@casillero/functions/test/ingest-rate';
import type { BenchResult } from '../bench-result.ts';
import { MeasuredServer } from '../firestore/measured-server.ts';
import { median } from '../median.ts';

const ROUNDS = 9;
/** Rounds before it counts: the same code is compiled and optimised on all sides. */
const WARM_UP = 6;
const MESSAGES = 320;
const AT_ONCE = 16;

/** One round: messages, transactions and commits per second. */
type Round = { readonly webhook: number; readonly transactions: number; readonly commits: number };

/**
 * Messages per second through the real webhook handler (signature, parsing, one transaction, acknowledgement) against bare
 * commits of the same writes on the same Firestore, which runs in a process of its own. A third side is a bare
 * transaction of the Admin SDK with the same reads and writes: what is not of our own making in it
 * (docs/decisions/003-transactions-of-the-admin-sdk.md). All take turns within one run; figures are medians over the
 * rounds. A message is a text of a known staff phone; 16 are under way at once.
 */
export async function benchIngest(): Promise<BenchResult & { readonly ofBareTransaction: number }> {
  const server = await MeasuredServer.start('ours');
  const rate = await IngestRate.start(server.host);
  const runs: Round[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const webhook = await rate.throughWebhook(MESSAGES, AT_ONCE);
    const transactions = await rate.bareTransactions(MESSAGES, AT_ONCE);
    const commits = await rate.bareCommits(MESSAGES, AT_ONCE);
    if (round >= 0)
      runs.push({
        webhook: Math.round(webhook),
        transactions: Math.round(transactions),
        commits: Math.round(commits),
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
    ofBareTransaction: ours / median(runs.map(({ transactions }) => transactions)),
    runs,
  };
}
