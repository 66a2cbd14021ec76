import { exportMapping, NDJSON, RESTORE_PART_MAX_BYTES, restoreMapping } from '@casillero/domain/api/mapping';
import { auditWrite } from '@casillero/domain/audit/audit-write';
import { fail, ok } from '@casillero/domain/result';
import type { Transact } from '../../usecases/documents.ts';
import { exportMapping as exportLines, type ListPage } from '../../usecases/mapping/export-mapping.ts';
import { restoreMapping as restore } from '../../usecases/mapping/restore-mapping.ts';
import { actorOf } from '../actor-of.ts';
import { type Served, serveAnswerBytes, serveBodyBytes } from '../serve.ts';

/** The mapping as a file, and back (R56). */
export const serveMapping = (deps: {
  readonly transact: Transact;
  readonly listPage: ListPage;
  readonly newId: () => string;
  readonly now: () => Date;
}): Served[] => [
  serveAnswerBytes(exportMapping, async ({ query: { afterKind, afterId } }, caller) => {
    if ((afterKind === undefined) !== (afterId === undefined))
      return fail('half-a-place', 'afterKind and afterId belong together.', 'Give both, or neither.');
    const from = afterKind === undefined || afterId === undefined ? null : { kind: afterKind, id: afterId };
    const actor = actorOf(caller);
    const act = { act: 'exportMapping', target: 'mapping' };
    await deps.transact(async () => ({
      writes: [auditWrite(caller.actId, null, actor, act, deps.now())],
      result: null,
    }));
    const day = deps.now().toISOString().slice(0, 10);
    return ok({
      headers: {
        'Content-Type': NDJSON,
        'Content-Disposition': `attachment; filename="casillero-mapping-${day}.ndjson"`,
        'Cache-Control': 'private, no-store',
      },
      body: exportLines(deps, from),
    });
  }),
  serveBodyBytes(restoreMapping, async ({ query: { dryRun, replace } }, caller, body) =>
    restore(deps, body, { dryRun, replace, maxBytes: RESTORE_PART_MAX_BYTES }, actorOf(caller)),
  ),
];
