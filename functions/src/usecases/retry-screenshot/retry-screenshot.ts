import { changeScreenshot } from '@casillero/domain/batch/change-screenshot';
import { newEntry, type OutboxEntry } from '@casillero/domain/outbox/new-entry';
import { outboxId, screenshotWorkId } from '@casillero/domain/outbox/outbox-id';
import { screenshotRecord } from '@casillero/domain/records/intake-records';
import { mediaEntry } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { Transact } from '../documents.ts';
import type { EnqueueEntries } from '../receive-message/ports.ts';

export type Retried = 'media' | 'extraction';

export type RetryScreenshot = (
  tenantId: string,
  screenshotId: string,
) => Promise<Result<Retried, 'not-found' | 'nothing-to-retry'>>;

/** A person retries what failed for good on a screenshot: its download, or its reading (R91). */
export const makeRetryScreenshot =
  (deps: { transact: Transact; enqueue: EnqueueEntries; now: () => Date }): RetryScreenshot =>
  async (tenantId, screenshotId) => {
    const { outcome, due } = await deps.transact<{
      outcome: Awaited<ReturnType<RetryScreenshot>>;
      due: readonly OutboxEntry[];
    }>(async (read) => {
      const [fields] = await read([paths.screenshot(tenantId, screenshotId)]);
      if (!fields) return { writes: [], result: { outcome: notFound(), due: [] } };
      const screenshot = screenshotRecord.parse(fields);
      const now = deps.now();
      const at = { tenantId, screenshotId };

      if (screenshot.state === 'failed') {
        // The entry knows where the medium is; it is tried anew, as if for the first time.
        const id = outboxId(screenshot.messageId, tenantId, 'media', screenshot.position);
        const [entryFields] = await read([paths.outboxEntry(id)]);
        if (!entryFields) return { writes: [], result: { outcome: nothingToRetry(), due: [] } };
        const record = {
          ...mediaEntry.parse(entryFields),
          state: 'pending',
          attempts: 0,
          dueAt: now,
          reason: null,
          marksRead: null,
        } as const;
        return {
          writes: [
            { op: 'set', path: paths.outboxEntry(id), fields: record },
            ...changeScreenshot(at, screenshot, { state: 'fetching', failure: null }, now),
          ],
          result: { outcome: ok('media'), due: [{ id, record }] },
        };
      }
      if (screenshot.state === 'stored' && screenshot.extraction === 'failed') {
        const entry = newEntry(
          screenshotWorkId(tenantId, screenshotId, 'extract', 0),
          { kind: 'extract', tenantId, screenshotId, batchId: screenshot.batchId },
          now,
        );
        return {
          writes: [
            { op: 'set', path: paths.outboxEntry(entry.id), fields: entry.record },
            ...changeScreenshot(at, screenshot, { extraction: 'waiting', extractionFailure: null }, now),
          ],
          result: { outcome: ok('extraction'), due: [entry] },
        };
      }
      return { writes: [], result: { outcome: nothingToRetry(), due: [] } };
    });
    await deps.enqueue(due);
    return outcome;
  };

const notFound = () => fail('not-found', 'There is no such screenshot.', 'Open the batch again.');
const nothingToRetry = () =>
  fail('nothing-to-retry', 'Nothing has failed on this screenshot.', 'Wait until it is fetched and read.');
