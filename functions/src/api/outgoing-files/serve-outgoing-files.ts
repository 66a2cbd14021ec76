import { getOutgoingFile } from '@casillero/domain/api/outgoing-files';
import { startFile } from '@casillero/domain/api/uploads';
import { fail, ok } from '@casillero/domain/result';
import type { SenderId } from '@casillero/domain/sender/alias';
import type { StartFile } from '../../usecases/outgoing-files/keep-file.ts';
import type { OpenMediaLink } from '../../usecases/outgoing-files/media-link.ts';
import type { LoadMedia } from '../../usecases/work-off/ports.ts';
import { type Served, serve, serveAnswerBytes } from '../serve.ts';
import { asAnswer } from '../uploads/serve-uploads.ts';

/** Files for contacts: announced by people, fetched by providers (R31, R15). */
export const serveOutgoingFiles = (deps: {
  readonly start: StartFile;
  readonly open: OpenMediaLink;
  readonly loadMedia: LoadMedia;
}): readonly Served[] => [
  serve(startFile, async ({ params: { tenantId, senderId }, body }, { identity }) => {
    const started = await deps.start({ tenantId, senderId: senderId as SenderId }, body, identity?.uid ?? '');
    return started.ok ? ok(asAnswer(started.value)) : started;
  }),
  serveAnswerBytes(getOutgoingFile, async ({ params: { outboxId, expires, signature } }) => {
    const link = await deps.open({ outboxId, expires, signature });
    const bytes = link === null ? null : await deps.loadMedia(link.path);
    if (link === null || bytes === null) return fail('not-found', 'There is nothing here.', 'Check the address.');
    return ok({
      headers: {
        'Content-Type': link.contentType,
        'Cache-Control': 'private, no-store',
        'Content-Disposition': `inline; filename="${link.fileName}"`,
        'Content-Security-Policy': "default-src 'none'; sandbox",
      },
      body: bytes,
    });
  }),
];
