import { auditWrite } from '@casillero/domain/audit/audit-write';
import { changeScreenshot } from '@casillero/domain/batch/change-screenshot';
import { retried } from '@casillero/domain/outbox/attempts';
import type { OutboxEntry } from '@casillero/domain/outbox/new-entry';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { messageRecord, screenshotRecord } from '@casillero/domain/records/intake-records';
import { type OutboxRecord, outboxRecord } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { SenderId } from '@casillero/domain/sender/alias';
import type { ActDeps } from '../acts.ts';
import type { ReadDocuments } from '../documents.ts';
import { parsed } from '../receive-message/parse-record.ts';
import type { EnqueueEntries } from '../receive-message/ports.ts';
import { changeMessageMedia } from '../work-off/fetch-message-media.ts';
import type { RetryFailure, RetryProblem } from './retry-unprocessed.ts';

/**
 * Has work that failed for good done again (R91): the same entry with the same id, attempts and reason, so that the worker looks
 * up first what an earlier attempt may have done. What people see of it says that it is on its way again.
 */
export const makeRetryWork =
  (deps: ActDeps & { readonly enqueue: EnqueueEntries }): RetryProblem =>
  async (id, actor) => {
    const entryId = deps.newId();
    const { outcome, due } = await deps.transact<{
      outcome: Result<null, RetryFailure>;
      due: readonly OutboxEntry[];
    }>(async (read) => {
      const path = paths.outboxEntry(id);
      const [fields] = await read([path]);
      const entry = parsed(outboxRecord, fields);
      if (entry === null) return left(fail('not-found', 'It is not there any more.', 'Open the list again.'));
      if (entry.state !== 'dead') return left(fail('already-settled', 'It is not failed any more.', 'Nothing to do.'));
      const now = deps.now();
      const shown = await shownAgain(read, entry, id, now);
      if (!shown.ok) return left(shown);
      const change = retried(entry, now);
      const act = { act: 'retryProblem', target: path, details: { kind: entry.kind, reason: entry.reason?.message } };
      return {
        writes: [
          { op: 'update', path, fields: change },
          ...shown.value,
          auditWrite(entryId, entry.tenantId, actor, act, now),
        ],
        result: { outcome: ok(null), due: [{ id, record: { ...entry, ...change } }] },
      };
    });
    await deps.enqueue(due);
    return outcome;
  };

const left = (outcome: Result<never, RetryFailure>) => ({ writes: [], result: { outcome, due: [] } });

/** What showed the failure shows that it is tried again; or why there is nothing to try. */
async function shownAgain(
  read: ReadDocuments,
  entry: OutboxRecord,
  id: string,
  now: Date,
): Promise<Result<readonly DocumentWrite[], RetryFailure>> {
  switch (entry.kind) {
    case 'send': {
      if (entry.tenantId === null || entry.senderId === null) return ok([]);
      const path = paths.message(entry.tenantId, entry.senderId as SenderId, id);
      const message = parsed(messageRecord, (await read([path]))[0]);
      return ok(
        message?.state === 'failed' ? [{ op: 'update', path, fields: { state: 'queued', failure: null } }] : [],
      );
    }
    case 'media':
    case 'extract': {
      const [fields] = await read([paths.screenshot(entry.tenantId, entry.screenshotId)]);
      const screenshot = parsed(screenshotRecord, fields);
      const isMedia = entry.kind === 'media';
      if (isMedia && screenshot?.state === 'failed')
        return ok(changeScreenshot(entry, screenshot, { state: 'fetching', failure: null }, now));
      if (!isMedia && screenshot?.state === 'stored' && screenshot.extraction === 'failed')
        return ok(changeScreenshot(entry, screenshot, { extraction: 'waiting', extractionFailure: null }, now));
      return fail('already-settled', 'The screenshot was removed or read since.', 'Dismiss it.');
    }
    case 'message-media':
      return ok((await changeMessageMedia(entry, { state: 'fetching', failure: null })(read)).writes);
    case 'provision':
      return fail('resume-purchase', 'A purchase goes on from its own page.', 'Resume or undo the purchase.');
    default:
      return ok([]);
  }
}
