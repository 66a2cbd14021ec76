import { paths } from '@casillero/domain/records/paths';
import { type StatsRecord, statsRecord } from '@casillero/domain/records/platform-records';
import {
  countOfDay,
  type DayCount,
  monthsToCount,
  settledDays,
  shownDays,
} from '@casillero/domain/stats/messages-per-day';
import { USAGE_SHARDS } from '@casillero/domain/usage/usage-month';
import type { ReadDocuments, Transact } from '../documents.ts';

/** Counts that the database makes by its indexes: one read per thousand documents, and none is loaded. */
export type Counts = {
  readonly senders: () => Promise<number>;
  readonly staffPhones: () => Promise<number>;
  readonly numbers: () => Promise<number>;
  readonly linkCodes: () => Promise<number>;
  readonly unrouted: () => Promise<number>;
  readonly contactsOf: (tenantId: string) => Promise<number>;
};

export type ListedTenant = { readonly id: string; readonly name: string; readonly status: 'active' | 'suspended' };

export type StatsDeps = {
  readonly transact: Transact;
  readonly read: ReadDocuments;
  readonly counts: Counts;
  readonly tenants: () => Promise<readonly ListedTenant[]>;
  readonly now: () => Date;
};

/** Figures older than this are counted anew when somebody looks. */
export const STATS_STALE_MS = 3_600_000;
/** Nobody makes the database count more often than this. */
export const STATS_FRESH_MS = 60_000;

const TENANTS_SHOWN = 500;
/** Tenants counted at once. */
const TOGETHER = 20;

/**
 * The gateway's figures (R56), counted when somebody looks and they are older than `maxAgeMs`, never on a message's
 * path. A recount costs, per tenant, one aggregation and ten reads per month that is not settled (mostly one), and a
 * handful of aggregations: a few hundred reads for 30 importers.
 */
export const makeStats =
  (deps: StatsDeps) =>
  async (maxAgeMs: number): Promise<StatsRecord> => {
    const [fields] = await deps.read([paths.stats()]);
    const earlier = fields ? statsRecord.parse(fields) : null;
    const now = deps.now();
    if (earlier !== null && now.getTime() - earlier.updatedAt.getTime() < maxAgeMs) return earlier;
    const stats = await count(deps, earlier, now);
    await deps.transact(async () => ({ writes: [{ op: 'set', path: paths.stats(), fields: stats }], result: null }));
    return stats;
  };

async function count(deps: StatsDeps, earlier: StatsRecord | null, now: Date): Promise<StatsRecord> {
  const { counts } = deps;
  const days = shownDays(now);
  const settled = earlier === null ? new Map<string, number>() : settledDays(earlier.messagesPerDay, earlier.updatedAt);
  const months = [...new Set([...monthsToCount(days, settled), now.toISOString().slice(0, 7)])];
  const [tenants, senders, staffPhones, numbers, linkCodes, unrouted] = await Promise.all([
    deps.tenants(),
    counts.senders(),
    counts.staffPhones(),
    counts.numbers(),
    counts.linkCodes(),
    counts.unrouted(),
  ]);
  const perTenant: StatsRecord['perTenant'] = [];
  const perDay = new Map<string, number>();
  for (let from = 0; from < tenants.length; from += TOGETHER) {
    const counted = await Promise.all(
      tenants.slice(from, from + TOGETHER).map((each) => countTenant(deps, each, months, days)),
    );
    for (const { perDay: own, ...tenant } of counted) {
      perTenant.push(tenant);
      for (const { day, count: more } of own) perDay.set(day, (perDay.get(day) ?? 0) + more);
    }
  }
  perTenant.sort((a, b) => b.contacts - a.contacts || a.name.localeCompare(b.name));
  return {
    senders,
    staffPhones,
    tenants: {
      active: tenants.filter(({ status }) => status === 'active').length,
      suspended: tenants.filter(({ status }) => status === 'suspended').length,
    },
    numbers,
    linkCodes,
    unrouted,
    contacts: perTenant.reduce((sum, { contacts }) => sum + contacts, 0),
    perTenant: perTenant.slice(0, TENANTS_SHOWN),
    messagesPerDay: days.map((day) => ({ day, count: settled.get(day) ?? perDay.get(day) ?? 0 })),
    updatedAt: now,
  };
}

async function countTenant(
  deps: StatsDeps,
  { id, name }: ListedTenant,
  months: readonly string[],
  days: readonly string[],
): Promise<StatsRecord['perTenant'][number] & { readonly perDay: readonly DayCount[] }> {
  const shards = months.flatMap((month) =>
    Array.from({ length: USAGE_SHARDS }, (_, shard) => ({ month, path: paths.usage(id, month, shard) })),
  );
  const [contacts, found] = await Promise.all([deps.counts.contactsOf(id), deps.read(shards.map(({ path }) => path))]);
  const counters = shards.map(({ month }, i) => ({ month, fields: found[i] ?? {} }));
  const thisMonth = months.reduce((latest, month) => (month > latest ? month : latest), '');
  const messagesThisMonth = counters
    .filter(({ month }) => month === thisMonth)
    .reduce((sum, { fields }) => sum + (typeof fields.messagesIn === 'number' ? fields.messagesIn : 0), 0);
  const perDay = days.map((day) => ({
    day,
    count: counters
      .filter(({ month }) => month === day.slice(0, 7))
      .reduce((sum, { fields }) => sum + countOfDay(fields, day), 0),
  }));
  return { tenantId: id, name, contacts, messagesThisMonth, perDay };
}
