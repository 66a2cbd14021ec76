import { serveExports } from '../api/exports/serve-exports.ts';
import { serveOutgoingFiles } from '../api/outgoing-files/serve-outgoing-files.ts';
import type { Served } from '../api/serve.ts';
import { serveUploads } from '../api/uploads/serve-uploads.ts';
import { pageThroughOn } from '../firestore/page-through.ts';
import { readOn } from '../firestore/transact.ts';
import { checkOutgoing } from '../media/check-outgoing.ts';
import { loadFrom, storeIn } from '../storage/bucket-media.ts';
import { makeKeepFile, makeStartFile } from '../usecases/outgoing-files/keep-file.ts';
import { makeOpenMediaLink } from '../usecases/outgoing-files/media-link.ts';
import { makeCreateBatch, makeStartUpload, makeTakeChunk } from '../usecases/uploads/take-upload.ts';
import { bucket, enqueue, firestore, now, once, transact } from './platform.ts';

/** Batches and uploads by hand (R19), and lists as CSV. */
export const uploadEndpoints: () => readonly Served[] = once(() => [
  ...serveUploads({
    createBatch: makeCreateBatch({ transact: transact(), now }),
    start: makeStartUpload({ transact: transact(), now }),
    takeChunk: makeTakeChunk({
      transact: transact(),
      enqueue: enqueue(),
      load: loadFrom(bucket()),
      store: storeIn(bucket()),
      keepFile: makeKeepFile({ check: checkOutgoing, store: storeIn(bucket()) }),
      now,
    }),
  }),
  ...serveOutgoingFiles({
    start: makeStartFile({ transact: transact(), now }),
    open: makeOpenMediaLink({ read: readOn(firestore()), now }),
    loadMedia: loadFrom(bucket()),
  }),
  ...serveExports({ read: readOn(firestore()), pageThrough: pageThroughOn(firestore()) }),
]);
