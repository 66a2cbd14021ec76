import type { WahaSessionRecord } from '@casillero/domain/records/waha-session-record';
import { sessionAlert } from '@casillero/domain/waha-session/session-alert';
import { Link } from 'react-router-dom';
import { useAccountsPorts } from '../features/accounts/ports.ts';
import { needsAttention } from '../features/numbers/filter-numbers.ts';
import { useNumbersPorts } from '../features/numbers/ports.ts';
import type { HealthLine } from '../features/overview/health-list.tsx';
import { useOverviewPorts } from '../features/overview/ports.ts';
import { useProblemsPorts } from '../features/problems/ports.ts';
import { usePurchasesPorts } from '../features/purchases/ports.ts';
import { useUnroutedPorts } from '../features/unrouted/ports.ts';
import type { Live } from '../live/live.ts';
import { useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { useNow } from '../ui/use-now.ts';
import { paths } from './paths.ts';

/** From so many on they are only said to be more. */
const COUNTED_TO = 100;

/** How many of the last purchases are looked at. */
const PURCHASES_SEEN = 50;

/** Those of which no more are read than that. */
const LIMITED: ReadonlySet<string> = new Set(['dead', 'unprocessed', 'refused', 'conflicts', 'unrouted']);

/** How many there are, or why that is not known. */
type Count = number | 'waiting' | 'failed';

const countOf = <Value,>(live: Live<Value>, count: (value: Value) => number): Count =>
  live.status === 'ready' ? count(live.value) : live.status;

/** How often it is looked whether a session has become silent, in milliseconds: no document says so. */
const SILENCE_SEEN_EVERY_MS = 60_000;

/** Other alerts of a session show in its number. */
const isSilent = ({ status, statusAt, lastMessageAt }: WahaSessionRecord, now: Date): boolean =>
  sessionAlert({ status, isHooked: null }, lastMessageAt ?? statusAt, now) === 'silent';

/** What can be wrong with the platform, live: work, numbers, accounts, purchases, senders without an owner. */
export function useHealth(): { readonly lines: readonly HealthLine[]; readonly retry: () => void } {
  const { t } = useTexts();
  const { watchDeadCount, watchWahaSessions } = useOverviewPorts();
  const { watchUnprocessed, watchRefusedEvents, watchSenderConflicts } = useProblemsPorts();
  const now = useNow(SILENCE_SEEN_EVERY_MS);
  const { watchNumbers } = useNumbersPorts();
  const { watchAllAccounts } = useAccountsPorts();
  const { watchPurchases } = usePurchasesPorts();
  const { watchUnrouted } = useUnroutedPorts();
  const dead = useLiveQuery(() => watchDeadCount(COUNTED_TO), 'dead');
  const numbers = useLiveQuery(watchNumbers, 'numbers');
  const accounts = useLiveQuery(watchAllAccounts, 'accounts');
  const purchases = useLiveQuery(() => watchPurchases(PURCHASES_SEEN), 'purchases');
  const unprocessed = useLiveQuery(() => watchUnprocessed(COUNTED_TO), 'unprocessed');
  const refused = useLiveQuery(() => watchRefusedEvents(COUNTED_TO), 'refused');
  const conflicts = useLiveQuery(() => watchSenderConflicts(COUNTED_TO), 'conflicts');
  const silent = useLiveQuery(watchWahaSessions, 'waha-sessions');
  const unrouted = useLiveQuery(() => watchUnrouted(COUNTED_TO), 'unrouted');
  const counts = {
    dead: countOf(dead.live, (count) => count),
    numbers: countOf(numbers.live, (all) => all.filter(needsAttention).length),
    accounts: countOf(
      accounts.live,
      (all) => all.filter(({ token }) => token.state === 'expired' || token.state === 'revoked').length,
    ),
    purchases: countOf(purchases.live, (all) => all.filter(({ state }) => state === 'failed').length),
    unprocessed: countOf(unprocessed.live, ({ found }) => found.length),
    refused: countOf(refused.live, ({ found }) => found.length),
    conflicts: countOf(conflicts.live, ({ found }) => found.length),
    silent: countOf(silent.live, (sessions) => sessions.filter((session) => isSilent(session, now)).length),
    unrouted: countOf(unrouted.live, ({ senders }) => senders.length),
  };
  const line = (key: keyof typeof counts, to: string | null): HealthLine => {
    const count = counts[key];
    if (count === 'waiting') return { key, state: 'waiting', text: t(`overview.subject.${key}`) };
    if (count === 'failed')
      return { key, state: 'unseen', text: t('overview.notSeen', { subject: t(`overview.subject.${key}`) }) };
    const counted = t(`overview.health.${key}`, { count });
    const text = count === COUNTED_TO && LIMITED.has(key) ? t('overview.orMore', { text: counted }) : counted;
    return { key, state: count === 0 ? 'well' : 'wrong', text: to === null ? text : <Link to={to}>{text}</Link> };
  };
  const retry = () => {
    for (const query of [dead, numbers, accounts, purchases, unprocessed, refused, conflicts, silent, unrouted])
      if (query.live.status === 'failed') query.retry();
  };
  const lines = [
    line('dead', paths.problems.href()),
    line('unprocessed', paths.problems.href('unprocessed')),
    line('refused', paths.problems.href('refused')),
    line('conflicts', paths.problems.href('conflict')),
    line('silent', `${paths.numbers.href()}?tab=waha`),
    line('numbers', `${paths.numbers.href()}?state=attention`),
    line('accounts', null),
    line('purchases', `${paths.numbers.href()}?tab=purchases`),
    line('unrouted', paths.unrouted.href()),
  ];
  return { lines, retry };
}
