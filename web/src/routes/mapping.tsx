import { ExportSection } from '../features/mapping/export-section.tsx';
import { RestoreSection } from '../features/mapping/restore-section.tsx';
import { useTenantNames } from '../features/tenants/use-tenant-names.ts';
import { useTexts } from '../texts/use-texts.ts';
import { BackLink } from '../ui/back-link.tsx';
import { Page } from '../ui/page.tsx';
import { Component as NotFound } from './not-found.tsx';
import { paths } from './paths.ts';
import { useIdentity } from './reader.tsx';

/** The mapping as a file, and back (R56). */
export function Component() {
  const { claims } = useIdentity();
  return claims.role === 'operator' ? <Mapping /> : <NotFound />;
}

function Mapping() {
  const { t } = useTexts();
  const { nameOf } = useTenantNames();
  return (
    <Page title={t('mapping.title')} above={<BackLink to={paths.senders.href()}>{t('nav.senders')}</BackLink>}>
      <ExportSection />
      <RestoreSection nameOf={nameOf} />
    </Page>
  );
}
