import { changeScreenshot } from '@casillero/domain/batch/change-screenshot';
import type { Disagreement } from '@casillero/domain/order/disagreements';
import type { FieldBoxes } from '@casillero/domain/order/field-boxes';
import type { Order } from '@casillero/domain/order/order';
import { isLastAttempt } from '@casillero/domain/outbox/attempts';
import { type ReadByRecord, type ScreenshotRecord, screenshotRecord } from '@casillero/domain/records/intake-records';
import type { ExtractEntry } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { type ExtractionEngine, tenantRecord } from '@casillero/domain/records/tenant-record';
import type { Result } from '@casillero/domain/result';
import type { ReadDocuments, Transact } from '../documents.ts';
import { settleScreenshot } from '../orders/settle-screenshot.ts';
import type { LoadMedia } from './ports.ts';
import { type Conclude, nothingFollows, type Worker } from './work-off.ts';

export type Reading = Omit<ReadByRecord, 'at'> & {
  readonly order: Order;
  /** where its fields stand in the picture, if the engine says so */
  readonly boxes?: FieldBoxes;
  /** what two engines read differently, for a person to decide */
  readonly disagreements?: readonly Disagreement[];
};

/** What decides how an image is read. */
export type ReadHow = {
  /** the tenant's choice */
  readonly engine: ExtractionEngine;
  /** no attempt is left after this one: better a reading by the other engine than none */
  readonly isLastAttempt: boolean;
};

/** Reads an order out of an image (R16). 'unreadable-image' is final; 'engine-failed' may pass. */
export type ReadOrder = (
  image: Uint8Array,
  how: ReadHow,
) => Promise<Result<Reading, 'unreadable-image' | 'engine-failed'>>;

type Deps = {
  readonly transact: Transact;
  readonly load: LoadMedia;
  readonly read: ReadOrder;
  readonly now: () => Date;
};

/**
 * Reads one stored screenshot, records what was read, and puts it into the order it shows, in one transaction. Not an
 * order is a reading too: said so, never invented.
 */
export const extractOrder = (deps: Deps): Worker<ExtractEntry> => ({
  act: async (entry) => {
    const { screenshot, engine } = await deps.transact(async (read) => ({
      writes: [],
      result: await toRead(read, entry),
    }));
    if (screenshot === null || screenshot.media === null)
      return { kind: 'dead', reason: { code: 'nothing-to-read', message: 'The screenshot is not stored.' } };
    const bytes = await deps.load(screenshot.media.picturePath ?? screenshot.media.path);
    if (bytes === null)
      return { kind: 'dead', reason: { code: 'media-missing', message: 'The stored image is missing.' } };
    const reading = await deps.read(bytes, { engine, isLastAttempt: isLastAttempt(entry) });
    if (!reading.ok) {
      const { code, message } = reading.failure;
      return { kind: code === 'unreadable-image' ? 'dead' : 'retry', reason: { code, message } };
    }
    const { order, boxes = null, disagreements = [], ...by } = reading.value;
    const readBy = { ...by, at: deps.now() };
    const found = { order, boxes, disagreements: [...disagreements], readBy };
    return { kind: 'done', conclude: changed(deps, entry, { extraction: 'read', extractionFailure: null, ...found }) };
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

/** The screenshot, and what its tenant has it read by. */
async function toRead(
  read: ReadDocuments,
  entry: ExtractEntry,
): Promise<{ readonly screenshot: ScreenshotRecord | null; readonly engine: ExtractionEngine }> {
  const { tenantId, screenshotId } = entry;
  const [fields, tenantFields] = await read([paths.screenshot(tenantId, screenshotId), paths.tenant(tenantId)]);
  return {
    screenshot: fields ? screenshotRecord.parse(fields) : null,
    engine: tenantFields ? tenantRecord.parse(tenantFields).extractionEngine : 'ocr',
  };
}

async function screenshotOf(read: ReadDocuments, entry: ExtractEntry): Promise<ScreenshotRecord | null> {
  const [fields] = await read([paths.screenshot(entry.tenantId, entry.screenshotId)]);
  return fields ? screenshotRecord.parse(fields) : null;
}
