import { getStats, recountStats, type StatsView } from '@casillero/domain/api/stats';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useAct } from '../api/use-act.ts';
import { useEndpoint } from '../api/use-endpoint.ts';
import { DayBars } from '../features/overview/day-bars.tsx';
import { Figures } from '../features/overview/figures.tsx';
import { HealthList } from '../features/overview/health-list.tsx';
import { formatCount } from '../formats/money.ts';
import { useTexts } from '../texts/use-texts.ts';
import { ActFailure } from '../ui/act-failure.tsx';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Moment } from '../ui/moment.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Bone, FailureNotice, Skeleton } from '../ui/states.tsx';
import { paths } from './paths.ts';
import { useHealth } from './use-health.tsx';

const NOTHING = { params: {}, query: {}, body: undefined } as const;

/** How many importers are listed; the rest is on their own page. */
const TENANTS_SHOWN = 10;

/** The operators' start page: whether all is well, in ten seconds, and the figures of R56. */
export function Overview() {
  const { t } = useTexts();
  const health = useHealth();
  const { live, reload } = useEndpoint(getStats, NOTHING);
  const recount = useAct(recountStats);
  const recountNow = async () => {
    if ((await recount.run(NOTHING))?.ok) reload();
  };
  return (
    <Page title={t('overview.title')}>
      <Section>
        <HealthList lines={health.lines} onRetry={health.retry} />
      </Section>
      {live.status !== 'ready' && (
        <Section>
          {live.status === 'failed' ? (
            <FailureNotice failure={live.failure} onRetry={reload} />
          ) : (
            <Skeleton>
              <Bone height="12rem" />
            </Skeleton>
          )}
        </Section>
      )}
      {recount.failure && <ActFailure failure={recount.failure} />}
      {live.status === 'ready' && (
        <Stats
          stats={live.value}
          act={
            <Button onClick={() => void recountNow()} isBusy={recount.isBusy}>
              {t(recount.isBusy ? 'overview.counting' : 'overview.recount')}
            </Button>
          }
        />
      )}
    </Page>
  );
}

function Stats({ stats, act }: { stats: StatsView; act: ReactNode }) {
  const { t, region } = useTexts();
  const { active, suspended } = stats.tenants;
  const to = (path: string) => (text: string) => <Link to={path}>{text}</Link>;
  return (
    <>
      <Section
        title={t('overview.figures')}
        lead={
          <>
            {t('overview.counted')} <Moment at={new Date(stats.updatedAt)} />
          </>
        }
        act={act}
      >
        <Figures
          figures={[
            {
              name: t('nav.tenants'),
              count: active,
              ...(suspended > 0 ? { note: t('overview.suspended', { count: suspended }) } : {}),
              render: to(paths.tenants.href()),
            },
            { name: t('nav.numbers'), count: stats.numbers, render: to(paths.numbers.href()) },
            { name: t('overview.senders'), count: stats.senders, render: to(paths.senders.href()) },
            { name: t('overview.contacts'), count: stats.contacts },
            { name: t('overview.staffPhones'), count: stats.staffPhones },
            { name: t('overview.links'), count: stats.linkCodes },
            { name: t('nav.unrouted'), count: stats.unrouted, render: to(paths.unrouted.href()) },
          ]}
        />
        <DayBars days={stats.messagesPerDay} />
      </Section>
      {stats.perTenant.length > 0 && (
        <Section title={t('overview.perTenant')}>
          <DataTable
            label={t('overview.perTenant')}
            rows={stats.perTenant.slice(0, TENANTS_SHOWN)}
            keyOf={({ tenantId }) => tenantId}
            columns={[
              {
                title: t('tenants.name'),
                isName: true,
                cell: ({ tenantId, name }) => <Link to={paths.tenantBatches.href(tenantId)}>{name}</Link>,
              },
              { title: t('overview.contacts'), isFigure: true, cell: ({ contacts }) => formatCount(region, contacts) },
              {
                title: t('overview.thisMonth'),
                isFigure: true,
                cell: ({ messagesThisMonth }) => formatCount(region, messagesThisMonth),
              },
            ]}
          />
        </Section>
      )}
    </>
  );
}
