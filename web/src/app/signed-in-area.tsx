import type { Failure } from '@casillero/domain/result';
import { useRef } from 'react';
import { Navigate, useLocation } from 'react-router-dom';
import { NoRole } from '../features/session/no-role.tsx';
import { useSessionState } from '../features/session/ports.ts';
import { liveOnce } from '../live/live.ts';
import { useLiveQuery } from '../live/use-live.ts';
import { paths } from '../routes/paths.ts';
import type { Reader } from '../routes/reader.tsx';
import { loadTexts } from '../texts/i18n.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Page } from '../ui/page.tsx';
import { Bone, FailureNotice, Skeleton } from '../ui/states.tsx';
import { Frame } from './frame.tsx';
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
  const load = async () => {
    const [ports, inside] = await Promise.all([loadWorkspace(), import('./inside.tsx'), loadTexts('work')]);
    return { ports, ...inside };
  };
  const { live, retry } = useLiveQuery(() => liveOnce(load, NOT_LOADED), 'workspace');
  const loaded = live.status === 'ready' ? live.value : null;
  // One frame for all three, so that a press on its buttons never falls between two of them.
  return (
    <Frame
      {...(claims.role !== 'operator' && {
        name: loaded && <loaded.OwnTenant tenantId={claims.tenantId} watchTenant={loaded.ports.watchTenant} />,
      })}
      navigation={loaded && <loaded.Navigation claims={claims} watchUnreadCount={loaded.ports.watchUnreadCount} />}
    >
      {live.status === 'waiting' && <Opening />}
      {live.status === 'failed' && <Trouble failure={live.failure} onRetry={retry} />}
      {loaded && <loaded.Inside reader={reader} ports={loaded.ports} />}
    </Frame>
  );
}

function Trouble({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const { t } = useTexts();
  return (
    <Page title={t('failure.title')} heading={<h1 className="visually-hidden">{t('failure.title')}</h1>}>
      <FailureNotice failure={failure} onRetry={onRetry} />
    </Page>
  );
}

const Opening = () => (
  <Skeleton>
    <Bone width="12rem" height="2.2rem" />
  </Skeleton>
);
