import type { Failure } from '@casillero/domain/result';
import { useEffect, useRef } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router-dom';
import { ApiProvider } from '../api/api-context.ts';
import { BatchesProvider } from '../features/batches/ports.ts';
import { MediaProvider } from '../features/media/ports.ts';
import { ReviewProvider } from '../features/review/ports.ts';
import { ScreenshotsProvider } from '../features/screenshots/ports.ts';
import { NoRole } from '../features/session/no-role.tsx';
import { useSessionState } from '../features/session/ports.ts';
import { type TenantsPorts, TenantsProvider } from '../features/tenants/ports.ts';
import { liveOnce } from '../live/live.ts';
import { useLiveQuery } from '../live/use-live.ts';
import { paths } from '../routes/paths.ts';
import { type Reader, ReaderProvider } from '../routes/reader.tsx';
import { withTexts } from '../texts/i18n.ts';
import { useLanguageChoice } from '../texts/language-provider.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { Page } from '../ui/page.tsx';
import { Bone, FailureNotice, Skeleton } from '../ui/states.tsx';
import { FeaturePorts } from './feature-ports.tsx';
import { Frame } from './frame.tsx';
import { Navigation } from './navigation.tsx';
import type { AppPorts } from './ports.ts';

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
        <Trouble failure={session.failure} onRetry={() => location.reload()} />
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
  // A new key for each person: nothing of the last one stays on the page.
  return (
    <Workspace key={session.identity.uid} reader={{ ...session.identity, claims }} loadWorkspace={loadWorkspace} />
  );
}

const NOT_LOADED = { code: 'not-loaded', message: 'A part of the page could not be loaded.', hint: 'Reload the page.' };

function Workspace({ reader, loadWorkspace }: { reader: Reader } & Pick<AppPorts, 'loadWorkspace'>) {
  const { claims } = reader;
  const { live, retry } = useLiveQuery(() => liveOnce(withTexts('work', loadWorkspace), NOT_LOADED), 'workspace');
  const isOwn = live.status === 'ready' && claims.role !== 'operator';
  // One frame for all three, so that a press on its buttons never falls between two of them.
  return (
    <Frame
      name={isOwn && <OwnTenant tenantId={claims.tenantId} watchTenant={live.value.watchTenant} />}
      navigation={<Navigation role={claims.role} />}
    >
      {live.status === 'waiting' && <Opening />}
      {live.status === 'failed' && <Trouble failure={live.failure} onRetry={retry} />}
      {live.status === 'ready' && (
        <ReaderProvider value={reader}>
          <TenantsProvider value={live.value}>
            <BatchesProvider value={live.value}>
              <ScreenshotsProvider value={live.value}>
                <ReviewProvider value={live.value}>
                  <MediaProvider value={live.value.media}>
                    <ApiProvider value={live.value.callEndpoint}>
                      <FeaturePorts ports={live.value}>
                        <Outlet />
                      </FeaturePorts>
                    </ApiProvider>
                  </MediaProvider>
                </ReviewProvider>
              </ScreenshotsProvider>
            </BatchesProvider>
          </TenantsProvider>
        </ReaderProvider>
      )}
    </Frame>
  );
}

/** The importer's name in the bar; its language is shown where the reader chose none. */
function OwnTenant({ tenantId, watchTenant }: { tenantId: string } & Pick<TenantsPorts, 'watchTenant'>) {
  const { suggest } = useLanguageChoice();
  const { live } = useLiveQuery(() => watchTenant(tenantId), tenantId);
  const tenant = live.status === 'ready' ? live.value : null;
  useEffect(() => {
    if (tenant) suggest(tenant.locale);
  }, [tenant, suggest]);
  return tenant?.name;
}

function Trouble({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const { t } = useTexts();
  return (
    <Page title={t('failure.title')}>
      <FailureNotice failure={failure} onRetry={onRetry} />
    </Page>
  );
}

const Opening = () => (
  <Skeleton>
    <Bone width="12rem" height="2.2rem" />
  </Skeleton>
);
