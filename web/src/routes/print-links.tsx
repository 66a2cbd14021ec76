import { useLinksPorts } from '../features/links/ports.ts';
import { PrintSheet } from '../features/links/print-sheet.tsx';
import { useTenantsPorts } from '../features/tenants/ports.ts';
import { useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { BackLink } from '../ui/back-link.tsx';
import { Button } from '../ui/button.tsx';
import { Page, PageHeading } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Bone, FailureNotice, Skeleton } from '../ui/states.tsx';
import { useAddress } from '../ui/use-address.ts';
import { Component as NotFound } from './not-found.tsx';
import { paths } from './paths.ts';
import { useScope } from './reader.tsx';

/** Cards of chosen links, for paper: what stands around them stays on the screen. */
export function Component() {
  const scope = useScope();
  return scope ? <Sheet tenantId={scope.tenantId} /> : <NotFound />;
}

function Sheet({ tenantId }: { tenantId: string }) {
  const { t } = useTexts();
  const { watchLinks } = useLinksPorts();
  const { watchTenant } = useTenantsPorts();
  const { live, retry } = useLiveQuery(() => watchLinks(tenantId), tenantId);
  const { live: tenant } = useLiveQuery(() => watchTenant(tenantId), tenantId);
  const codes = useAddress().read('codes').split(',');
  const links =
    live.status === 'ready' ? live.value.filter(({ id, urls }) => codes.includes(id) && urls.length > 0) : [];
  return (
    <Page
      title={t('links.print.title')}
      heading={
        <div className="screen-only">
          <BackLink to={`${paths.whatsapp.href()}?tab=links`}>{t('whatsapp.tab.links')}</BackLink>
          <PageHeading>{t('links.print.title')}</PageHeading>
          <Section
            lead={t('links.print.lead')}
            act={
              <Button look="primary" onClick={() => print()} disabled={links.length === 0}>
                {t('links.print.now')}
              </Button>
            }
          >
            {null}
          </Section>
        </div>
      }
    >
      {live.status === 'waiting' && (
        <Skeleton>
          <Bone height="14rem" />
        </Skeleton>
      )}
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={retry} />}
      {live.status === 'ready' && links.length === 0 && <p>{t('links.print.none')}</p>}
      <PrintSheet links={links} tenantName={tenant.status === 'ready' ? (tenant.value?.name ?? '') : ''} />
    </Page>
  );
}
