import { IngestRate } from '@casillero/functions/test/ingest-rate';
import type { BenchResult } from '../bench-result.ts';
import { MeasuredServer } from '../firestore/measured-server.ts';
import { median } from '../median.ts';

const ROUNDS = 7;
const MESSAGES = 160;
const AT_ONCE = 16;

/**
 * Messages per second through the real webhook handler (signature, parsing, one transaction, acknowledgement) against bare
 * commits of the same writes on the same Firestore, which runs in a process of its own. Both take turns within one run;
 * figures are medians over the rounds. A message is a text of a known staff phone; 16 are under way at once.
 */
export async function benchIngest(): Promise<BenchResult> {
  const server = await MeasuredServer.start('ours');
  const rate = await IngestRate.start(server.host);
  const runs: { webhook: number; commits: number }[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const webhook = await rate.throughWebhook(MESSAGES, AT_ONCE);
    const commits = await rate.bareCommits(MESSAGES, AT_ONCE);
    if (round > 0) runs.push({ webhook: Math.round(webhook), commits: Math.round(commits) });
  }
  await rate.stop();
  await server.stop();
  const ours = median(runs.map(({ webhook }) => webhook));
  const reference = median(runs.map(({ commits }) => commits));
  return { name: 'ingest', unit: 'messages per second', ours, reference, ratio: ours / reference, runs };
}
