import { screenshotRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import {
  collection,
  connectFirestoreEmulator,
  doc,
  documentId,
  type Firestore,
  initializeFirestore,
  memoryLocalCache,
  orderBy,
  query,
  where,
} from 'firebase/firestore';
import type { ReviewPorts } from '../features/review/ports.ts';
import type { ScreenshotsPorts } from '../features/screenshots/ports.ts';
import type { TenantsPorts } from '../features/tenants/ports.ts';
import { batchesOver } from './batches.ts';
import { conversationsOver } from './conversations.ts';
import { liveDocument, liveDocuments } from './live-documents.ts';
import { operatorsOver } from './operators.ts';
import { ownRoleOver } from './own-role.ts';
import { packagesOver } from './packages.ts';
import { reviewOver } from './review.ts';
import type { Firebase } from './session.ts';
import { whatsappOver } from './whatsapp.ts';

/** Everything that is read live. */
export type Workspace = TenantsPorts &
  ReturnType<typeof batchesOver> &
  ReturnType<typeof conversationsOver> &
  ReviewPorts &
  Pick<ScreenshotsPorts, 'watchScreenshots' | 'watchScreenshotsById'> &
  ReturnType<typeof whatsappOver> &
  ReturnType<typeof packagesOver> &
  ReturnType<typeof operatorsOver> &
  ReturnType<typeof ownRoleOver>;

/** Only one workspace per page: Firestore can be initialised once, whoever signs in after whom. */
let opened: Firestore | null = null;

/** Opens Firestore with a cache in memory only: nothing of an importer's data stays on a shared computer. */
export function openWorkspace({ app, settings }: Firebase): Workspace {
  opened ??= openFirestore(app, settings.localStack);
  return workspaceOver(opened);
}

function openFirestore(app: Firebase['app'], localStack: Firebase['settings']['localStack']): Firestore {
  const firestore = initializeFirestore(app, { localCache: memoryLocalCache() });
  if (localStack) connectFirestoreEmulator(firestore, localStack.firestore.host, localStack.firestore.port);
  return firestore;
}

/** The ports of the features over one Firestore. */
export function workspaceOver(firestore: Firestore): Workspace {
  const ref = (path: string) => doc(firestore, path);
  return {
    ...batchesOver(firestore),
    ...conversationsOver(firestore),
    ...reviewOver(firestore),
    ...whatsappOver(firestore),
    ...packagesOver(firestore),
    ...operatorsOver(firestore),
    ...ownRoleOver(firestore),
    watchTenants: () =>
      liveDocuments(query(collection(firestore, 'tenants'), orderBy('name')), tenantRecord, (tenants) => tenants),
    watchTenant: (tenantId) => liveDocument(ref(paths.tenant(tenantId)), tenantRecord),
    watchScreenshots: (tenantId, batchId) =>
      liveDocuments(
        query(
          collection(firestore, paths.screenshots(tenantId)),
          where('batchId', '==', batchId),
          orderBy('receivedAt'),
          orderBy('position'),
        ),
        screenshotRecord,
        (screenshots) => screenshots,
      ),
    watchScreenshotsById: (tenantId, ids) =>
      liveDocuments(
        query(collection(firestore, paths.screenshots(tenantId)), where(documentId(), 'in', [...ids])),
        screenshotRecord,
        (screenshots) => screenshots,
      ),
  };
}
