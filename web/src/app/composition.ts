import { makeApiClient } from '../api/api-client.ts';
import type { MediaCache } from '../features/media/media-cache.ts';
import { startFirebaseSession } from '../firebase/session.ts';
import { loadSettings } from '../firebase/settings.ts';
import { env } from './env.ts';
import type { AppPorts, WorkspacePorts } from './ports.ts';

/** The one place where features meet Firebase, the API, the clock and the browser. */
export function composeApp(): AppPorts {
  const { session, firebase, idToken } = startFirebaseSession(loadSettings(env.isLoopback));
  const api = makeApiClient({ apiBase: env.apiBase, idToken, fetch: (...request) => fetch(...request) });
  let media: MediaCache | null = null;
  session.subscribe(() => {
    if (session.getSnapshot().kind === 'signed-out') media?.clear();
  });

  // Firestore's SDK (140 kB) comes only after somebody has signed in.
  const importWorkspace = () => import('../firebase/workspace.ts');
  const open = async (): Promise<WorkspacePorts> => {
    const [{ openWorkspace }, { filesOver }, { makeMediaCache }, { renameBatchBy }, { mappingOver }, started] =
      await Promise.all([
        importWorkspace(),
        import('../api/file-client.ts'),
        import('../features/media/media-cache.ts'),
        import('../api/rename-batch.ts'),
        import('../api/move-mapping.ts'),
        firebase,
      ]);
    const { callEndpoint } = api;
    const { loadMedia, ...files } = filesOver(api.call);
    media ??= makeMediaCache({
      loadMedia,
      createUrl: (blob) => URL.createObjectURL(blob),
      revokeUrl: (url) => URL.revokeObjectURL(url),
      wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    });
    const renameBatch = renameBatchBy(callEndpoint);
    const mapping = mappingOver(api.call);
    return {
      ...openWorkspace(started),
      ...mapping,
      ...files,
      renameBatch,
      callEndpoint,
      media,
    };
  };
  let workspace: Promise<WorkspacePorts> | null = null;
  return {
    callEndpoint: api.callEndpoint,
    session: {
      ...session,
      signIn(email, password) {
        // On its way while the password is being checked; if it fails now, it is tried again when it is needed.
        importWorkspace().catch(() => {});
        return session.signIn(email, password);
      },
    },
    loadWorkspace() {
      workspace ??= open().catch((error: unknown) => {
        workspace = null;
        throw error;
      });
      return workspace;
    },
  };
}
