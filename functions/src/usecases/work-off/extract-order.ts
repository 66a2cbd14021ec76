import { changeScreenshot } from '@casillero/domain/batch/change-screenshot';
import type { Order } from '@casillero/domain/order/order';
import { type ScreenshotRecord, screenshotRecord } from '@casillero/domain/records/intake-records';
import type { ExtractEntry } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import type { Result } from '@casillero/domain/result';
import type { ReadDocuments, Transact } from '../documents.ts';
import { settleScreenshot } from '../orders/settle-screenshot.ts';
import type { LoadMedia } from './ports.ts';
import { type Conclude, nothingFollows, type Worker } from './work-off.ts';

export type Reading = {
  readonly order: Order;
  readonly engine: string;
  readonly engineVersion: string;
  readonly milliseconds: number;
};

/** Reads an order out of an image (R16). 'unreadable-image' is final; 'engine-failed' may pass. */
export type ReadOrder = (image: Uint8Array) => Promise<Result<Reading, 'unreadable-image' | 'engine-failed'>>;

type Deps = {
  readonly transact: Transact;
  readonly load: LoadMedia;
  readonly read: ReadOrder;
  readonly now: () => Date;
};

/** Reads one stored screenshot, records what was read, and puts it into the order it shows, in one transaction. Not an order is a reading too: said so, never invented. */
export const extractOrder = (deps: Deps): Worker<ExtractEntry> => ({
  act: async (entry) => {
    const screenshot = await deps.transact(async (read) => ({ writes: [], result: await screenshotOf(read, entry) }));
    if (screenshot === null || screenshot.media === null)
      return { kind: 'dead', reason: { code: 'nothing-to-read', message: 'The screenshot is not stored.' } };
    const bytes = await deps.load(screenshot.media.picturePath ?? screenshot.media.path);
    if (bytes === null)
      return { kind: 'dead', reason: { code: 'media-missing', message: 'The stored image is missing.' } };
    const reading = await deps.read(bytes);
    if (!reading.ok) {
      const { code, message } = reading.failure;
      return { kind: code === 'unreadable-image' ? 'dead' : 'retry', reason: { code, message } };
    }
    const { order, ...by } = reading.value;
    const readBy = { ...by, at: deps.now() };
    return {
      kind: 'done',
      conclude: changed(deps, entry, { extraction: 'read', extractionFailure: null, order, readBy }),
    };
  },
  giveUp: (entry, _id, reason) => changed(deps, entry, { extraction: 'failed', extractionFailure: reason }),
});

const changed =
  (deps: Deps, entry: ExtractEntry, change: Partial<ScreenshotRecord>): Conclude =>
  async (read) => {
    const before = await screenshotOf(read, entry);
    if (before === null) return nothingFollows(read);
    const settled = await settleScreenshot(read, entry, { ...before, ...change }, deps.now());
    const changes = changeScreenshot(entry, before, { ...change, ...settled.change }, deps.now());
    return { writes: [...changes, ...settled.writes], outbox: [] };
  };

async function screenshotOf(read: ReadDocuments, entry: ExtractEntry): Promise<ScreenshotRecord | null> {
  const [fields] = await read([paths.screenshot(entry.tenantId, entry.screenshotId)]);
  return fields ? screenshotRecord.parse(fields) : null;
}
