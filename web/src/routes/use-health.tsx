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
export function useHealth(): readonly HealthLine[] {
  const { t } = useTexts();
  const { watchDeadCount, watchWahaSessions } = useOverviewPorts();
  const { watchUnprocessed, watchRefusedEvents, watchSenderConflicts } = useProblemsPorts();
  const now = useNow(SILENCE_SEEN_EVERY_MS);
  const { watchNumbers } = useNumbersPorts();
  const { watchAllAccounts } = useAccountsPorts();
  const { watchPurchases } = usePurchasesPorts();
  const { watchUnrouted } = useUnroutedPorts();
  const counts = {
    dead: countOf(useLiveQuery(() => watchDeadCount(COUNTED_TO), 'dead').live, (count) => count),
    numbers: countOf(useLiveQuery(watchNumbers, 'numbers').live, (all) => all.filter(needsAttention).length),
    accounts: countOf(
      useLiveQuery(watchAllAccounts, 'accounts').live,
      (all) => all.filter(({ token }) => token.state === 'expired' || token.state === 'revoked').length,
    ),
    purchases: countOf(
      useLiveQuery(() => watchPurchases(PURCHASES_SEEN), 'purchases').live,
      (all) => all.filter(({ state }) => state === 'failed').length,
    ),
    unprocessed: countOf(
      useLiveQuery(() => watchUnprocessed(COUNTED_TO), 'unprocessed').live,
      ({ found }) => found.length,
    ),
    refused: countOf(useLiveQuery(() => watchRefusedEvents(COUNTED_TO), 'refused').live, ({ found }) => found.length),
    conflicts: countOf(
      useLiveQuery(() => watchSenderConflicts(COUNTED_TO), 'conflicts').live,
      ({ found }) => found.length,
    ),
    silent: countOf(
      useLiveQuery(watchWahaSessions, 'waha-sessions').live,
      (sessions) => sessions.filter((session) => isSilent(session, now)).length,
    ),
    unrouted: countOf(useLiveQuery(() => watchUnrouted(COUNTED_TO), 'unrouted').live, ({ senders }) => senders.length),
  };
  const line = (key: keyof typeof counts, to: string | null): HealthLine => {
    const count = counts[key];
    if (count === 'waiting') return { key, isWell: null, text: t(`overview.subject.${key}`) };
    if (count === 'failed')
      return { key, isWell: false, text: t('overview.notSeen', { subject: t(`overview.subject.${key}`) }) };
    const text = t(`overview.health.${key}`, { count });
    return { key, isWell: count === 0, text: to === null ? text : <Link to={to}>{text}</Link> };
  };
  return [
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
}
