import { getStats, recountStats, type StatsView } from '@casillero/domain/api/stats';
import type { StatsRecord } from '@casillero/domain/records/platform-records';
import { ok } from '@casillero/domain/result';
import { STATS_FRESH_MS, STATS_STALE_MS } from '../../usecases/stats/count-stats.ts';
import { type Served, serve } from '../serve.ts';

/** The gateway's figures, counted where they are older than `maxAgeMs`. */
export type Stats = (maxAgeMs: number) => Promise<StatsRecord>;

/** The gateway's figures (R56). */
export const serveStats = (deps: { readonly stats: Stats }): Served[] => [
  serve(getStats, async () => ok(view(await deps.stats(STATS_STALE_MS)))),
  serve(recountStats, async () => ok(view(await deps.stats(STATS_FRESH_MS)))),
];

const view = (stats: StatsRecord): StatsView => ({ ...stats, updatedAt: stats.updatedAt.toISOString() });
