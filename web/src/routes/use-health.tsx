import { Link } from 'react-router-dom';
import { useAccountsPorts } from '../features/accounts/ports.ts';
import { needsAttention } from '../features/numbers/filter-numbers.ts';
import { useNumbersPorts } from '../features/numbers/ports.ts';
import type { HealthLine } from '../features/overview/health-list.tsx';
import { useOverviewPorts } from '../features/overview/ports.ts';
import { usePurchasesPorts } from '../features/purchases/ports.ts';
import { useUnroutedPorts } from '../features/unrouted/ports.ts';
import type { Live } from '../live/live.ts';
import { useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { paths } from './paths.ts';

/** From so many on they are only said to be more. */
const COUNTED_TO = 100;

/** How many of the last purchases are looked at. */
const PURCHASES_SEEN = 50;

const countOf = <Value,>(live: Live<Value>, count: (value: Value) => number): number | null =>
  live.status === 'ready' ? count(live.value) : null;

/** What can be wrong with the platform, live: work, numbers, accounts, purchases, senders without an owner. */
export function useHealth(): readonly HealthLine[] {
  const { t } = useTexts();
  const { watchDeadCount } = useOverviewPorts();
  const { watchNumbers } = useNumbersPorts();
  const { watchAllAccounts } = useAccountsPorts();
  const { watchPurchases } = usePurchasesPorts();
  const { watchUnrouted } = useUnroutedPorts();
  const dead = countOf(useLiveQuery(() => watchDeadCount(COUNTED_TO), 'dead').live, (count) => count);
  const numbers = countOf(useLiveQuery(watchNumbers, 'numbers').live, (all) => all.filter(needsAttention).length);
  const accounts = countOf(
    useLiveQuery(watchAllAccounts, 'accounts').live,
    (all) => all.filter(({ token }) => token.state === 'expired' || token.state === 'revoked').length,
  );
  const purchases = countOf(
    useLiveQuery(() => watchPurchases(PURCHASES_SEEN), 'purchases').live,
    (all) => all.filter(({ state }) => state === 'failed').length,
  );
  const unrouted = countOf(
    useLiveQuery(() => watchUnrouted(COUNTED_TO), 'unrouted').live,
    ({ senders }) => senders.length,
  );
  const isWell = (count: number | null) => (count === null ? null : count === 0);
  return [
    { key: 'dead', isWell: isWell(dead), text: t('overview.health.dead', { count: dead ?? 0 }) },
    {
      key: 'numbers',
      isWell: isWell(numbers),
      text: (
        <Link to={`${paths.numbers.href()}?state=attention`}>
          {t('overview.health.numbers', { count: numbers ?? 0 })}
        </Link>
      ),
    },
    { key: 'accounts', isWell: isWell(accounts), text: t('overview.health.accounts', { count: accounts ?? 0 }) },
    {
      key: 'purchases',
      isWell: isWell(purchases),
      text: (
        <Link to={`${paths.numbers.href()}?tab=purchases`}>
          {t('overview.health.purchases', { count: purchases ?? 0 })}
        </Link>
      ),
    },
    {
      key: 'unrouted',
      isWell: isWell(unrouted),
      text: <Link to={paths.unrouted.href()}>{t('overview.health.unrouted', { count: unrouted ?? 0 })}</Link>,
    },
  ];
}
