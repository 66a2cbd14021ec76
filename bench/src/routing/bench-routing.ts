import { startFirestoreServer } from '@casillero/firestore-server';
import { ROUTES, type RouteKind, RoutingScale } from '@casillero/functions/test/routing-scale';
import type { BenchResult } from '../bench-result.ts';
import { median } from '../median.ts';

const SMALL = { tenants: 10, senders: 10 };
const LARGE = { tenants: 1_000, senders: 100_000 };

/** Messages per way of routing and scale; both scales take turns, so that they share the machine's moods. */
const MESSAGES = 50;
const WARM_UP = 10;

/**
 * Does finding a message's tenant cost the same on a large platform as on a small one (R5, R94)? Documents read and written
 * must be equal; `ours` is the median time per message with many senders, `reference` with few, over all ways of routing.
 */
export async function benchRouting(): Promise<BenchResult> {
  const server = await startFirestoreServer({ port: 0 });
  const host = `${server.host}:${server.port}`;
  const small = await RoutingScale.start(host, SMALL);
  const large = await RoutingScale.start(host, LARGE);
  const runs = [];
  for (const kind of ROUTES) runs.push(await compare(kind, small, large));
  await Promise.all([small.stop(), large.stop()]);
  await server.stop();
  const ours = median(runs.map(({ largeMs }) => largeMs));
  const reference = median(runs.map(({ smallMs }) => smallMs));
  return {
    name: 'routing',
    unit: 'ms per message, 1,000 tenants and 100,000 senders against 10 and 10',
    ours,
    reference,
    ratio: ours / reference,
    runs,
  };
}

async function compare(kind: RouteKind, small: RoutingScale, large: RoutingScale) {
  const smallTimes: number[] = [];
  const largeTimes: number[] = [];
  for (let i = 0; i < MESSAGES + WARM_UP; i++) {
    const [few, many] = [await small.send(kind), await large.send(kind)];
    if (i < WARM_UP) continue;
    smallTimes.push(few);
    largeTimes.push(many);
  }
  const [smallCost, largeCost] = [await small.cost(kind), await large.cost(kind)];
  return {
    kind,
    smallCost,
    largeCost,
    isEqual: JSON.stringify(smallCost) === JSON.stringify(largeCost),
    smallMs: median(smallTimes),
    largeMs: median(largeTimes),
    ratio: median(largeTimes) / median(smallTimes),
  };
}
