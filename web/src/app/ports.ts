import type { CallEndpoint } from '../api/api-client.ts';
import type { BatchesPorts } from '../features/batches/ports.ts';
import type { ConversationsPorts } from '../features/conversations/ports.ts';
import type { MediaCache } from '../features/media/media-cache.ts';
import type { ReviewPorts } from '../features/review/ports.ts';
import type { ScreenshotsPorts } from '../features/screenshots/ports.ts';
import type { Session } from '../features/session/ports.ts';
import type { OwnRolePorts } from '../features/session/use-own-role.ts';
import type { TenantsPorts } from '../features/tenants/ports.ts';
import type { OperatorsPorts, ParcelsPorts, WhatsappPorts } from './feature-ports.tsx';

/** What the pages behind the sign-in work with. */
export type WorkspacePorts = OwnRolePorts &
  TenantsPorts &
  BatchesPorts &
  ConversationsPorts &
  ReviewPorts &
  WhatsappPorts &
  OperatorsPorts &
  ParcelsPorts &
  ScreenshotsPorts & { readonly media: MediaCache; readonly callEndpoint: CallEndpoint };

/** What the dashboard needs from outside: Firebase and the API in production, memory in tests and in the preview. */
export type AppPorts = {
  readonly session: Session;
  /** Calls the API as whoever is signed in, or as nobody; for pages that need no sign-in. */
  readonly callEndpoint: CallEndpoint;
  /** Loads what is needed after the sign-in; the same promise each time, unless the last attempt failed. */
  readonly loadWorkspace: () => Promise<WorkspacePorts>;
};
