import { Suspense, use, useEffect, useRef } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router-dom';
import { BatchesProvider } from '../features/batches/ports.ts';
import { MediaProvider } from '../features/media/ports.ts';
import { ScreenshotsProvider } from '../features/screenshots/ports.ts';
import { NoRole } from '../features/session/no-role.tsx';
import { useSessionState } from '../features/session/ports.ts';
import { TenantsProvider, useTenantsPorts } from '../features/tenants/ports.ts';
import { useLiveQuery } from '../live/use-live.ts';
import { paths } from '../routes/paths.ts';
import { type Reader, ReaderProvider } from '../routes/reader.tsx';
import { useLanguageChoice } from '../texts/language-provider.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Bone, FailureNotice, Skeleton } from '../ui/states.tsx';
import { Frame } from './frame.tsx';
import type { AppPorts, WorkspacePorts } from './ports.ts';

/** Everything behind the sign-in: leads others to the form and back, and gives the pages their ports. */
export function SignedInArea({ loadWorkspace }: Pick<AppPorts, 'loadWorkspace'>) {
  const { t } = useTexts();
  const session = useSessionState();
  const { pathname, search } = useLocation();
  const wasSignedIn = useRef(false);
  if (session.kind === 'signed-in') wasSignedIn.current = true;
  if (session.kind === 'starting')
    return (
      <Frame>
        <Opening />
      </Frame>
    );
  if (session.kind === 'failed')
    return (
      <Frame>
        <Page title={t('app.name')}>
          <FailureNotice failure={session.failure} />
          <Button onClick={() => location.reload()}>{t('app.reload')}</Button>
        </Page>
      </Frame>
    );
  if (session.kind === 'signed-out') {
    // Who has just left leaves no address behind for the next one; who came by a link is led back to it.
    return <Navigate to={paths.signIn.href(wasSignedIn.current ? undefined : pathname + search)} replace />;
  }
  const { claims } = session.identity;
  if (!claims)
    return (
      <Frame>
        <Page title={t('noRole.title')}>
          <NoRole identity={session.identity} />
        </Page>
      </Frame>
    );
  return (
    <Suspense
      fallback={
        <Frame>
          <Opening />
        </Frame>
      }
    >
      {/* A new key for each person: nothing of the last one stays on the page. */}
      <OpenWorkspace key={session.identity.uid} reader={{ ...session.identity, claims }} workspace={loadWorkspace()} />
    </Suspense>
  );
}

function OpenWorkspace({ reader, workspace }: { reader: Reader; workspace: Promise<WorkspacePorts> }) {
  const ports = use(workspace);
  return (
    <ReaderProvider value={reader}>
      <TenantsProvider value={ports}>
        <BatchesProvider value={ports}>
          <ScreenshotsProvider value={ports}>
            <MediaProvider value={ports.media}>
              <Frame name={reader.claims.role === 'operator' ? null : <OwnTenant tenantId={reader.claims.tenantId} />}>
                <Suspense fallback={<Opening />}>
                  <Outlet />
                </Suspense>
              </Frame>
            </MediaProvider>
          </ScreenshotsProvider>
        </BatchesProvider>
      </TenantsProvider>
    </ReaderProvider>
  );
}

/** The importer's name in the bar; its language is shown where the reader chose none. */
function OwnTenant({ tenantId }: { tenantId: string }) {
  const { watchTenant } = useTenantsPorts();
  const { suggest } = useLanguageChoice();
  const { live } = useLiveQuery(() => watchTenant(tenantId), tenantId);
  const tenant = live.status === 'ready' ? live.value : null;
  useEffect(() => {
    if (tenant) suggest(tenant.locale);
  }, [tenant, suggest]);
  return tenant?.name;
}

const Opening = () => (
  <Skeleton>
    <Bone width="12rem" height="2.2rem" />
  </Skeleton>
);
