import { useEffect } from 'react';
import { Outlet } from 'react-router-dom';
import { ApiProvider } from '../api/api-context.ts';
import { BatchesProvider } from '../features/batches/ports.ts';
import { MediaProvider } from '../features/media/ports.ts';
import { ReviewProvider } from '../features/review/ports.ts';
import { ScreenshotsProvider } from '../features/screenshots/ports.ts';
import { useOwnRole } from '../features/session/use-own-role.ts';
import { type TenantsPorts, TenantsProvider } from '../features/tenants/ports.ts';
import { useLiveQuery } from '../live/use-live.ts';
import { type Reader, ReaderProvider } from '../routes/reader.tsx';
import { useLanguageChoice } from '../texts/language-provider.tsx';
import { FeaturePorts } from './feature-ports.tsx';
import type { WorkspacePorts } from './ports.ts';

/*
 * What is drawn only once somebody is in. It is fetched together with Firestore, so that the log-in form does not carry
 * it: see the budgets in docs/decisions/002-component-library.md.
 */
export { Navigation } from './navigation.tsx';

/** Gives the pages their reader and their ports, for as long as the reader belongs here. */
export function Inside({ reader, ports }: { reader: Reader; ports: WorkspacePorts }) {
  useOwnRole(reader, ports);
  return (
    <ReaderProvider value={reader}>
      <TenantsProvider value={ports}>
        <BatchesProvider value={ports}>
          <ScreenshotsProvider value={ports}>
            <ReviewProvider value={ports}>
              <MediaProvider value={ports.media}>
                <ApiProvider value={ports.callEndpoint}>
                  <FeaturePorts ports={ports}>
                    <Outlet />
                  </FeaturePorts>
                </ApiProvider>
              </MediaProvider>
            </ReviewProvider>
          </ScreenshotsProvider>
        </BatchesProvider>
      </TenantsProvider>
    </ReaderProvider>
  );
}

/** The importer's name in the bar; its language is shown where the reader chose none. */
export function OwnTenant({ tenantId, watchTenant }: { tenantId: string } & Pick<TenantsPorts, 'watchTenant'>) {
  const { suggest } = useLanguageChoice();
  const { live } = useLiveQuery(() => watchTenant(tenantId), tenantId);
  const tenant = live.status === 'ready' ? live.value : null;
  useEffect(() => {
    if (tenant) suggest(tenant.locale);
  }, [tenant, suggest]);
  return tenant?.name;
}
