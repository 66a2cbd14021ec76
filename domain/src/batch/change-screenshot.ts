import type { DocumentWrite } from '../records/document-write.ts';
import type { BatchRecord, ScreenshotRecord } from '../records/intake-records.ts';
import { paths } from '../records/paths.ts';

/** The failure code of a screenshot that was refused because its batch has the same image already (R15). */
export const DUPLICATE = 'duplicate';

type Counts = Record<'screenshotCount' | 'orderCount' | 'noOrderCount' | 'failedCount' | 'duplicateCount', number>;

/** Whether it counts as a screenshot of its batch: neither refused nor taken back by its sender. */
export const isCounted = (screenshot: Pick<ScreenshotRecord, 'state' | 'removedAt'>): boolean =>
  screenshot.state !== 'refused' && !screenshot.removedAt;

/** What one screenshot adds to the counts of its batch; one that was taken back adds nothing. */
export function countsOf(
  screenshot: Pick<ScreenshotRecord, 'state' | 'extraction' | 'order' | 'removedAt' | 'failure'>,
): Counts {
  if (screenshot.removedAt)
    return { screenshotCount: 0, orderCount: 0, noOrderCount: 0, failedCount: 0, duplicateCount: 0 };
  const isRefused = screenshot.state === 'refused';
  const isRead = screenshot.state === 'stored' && screenshot.extraction === 'read';
  const isOrder = isRead && screenshot.order?.isOrder === true;
  const isFailed =
    screenshot.state === 'failed' || (screenshot.state === 'stored' && screenshot.extraction === 'failed');
  return {
    screenshotCount: isRefused ? 0 : 1,
    orderCount: isOrder ? 1 : 0,
    noOrderCount: isRead && !isOrder ? 1 : 0,
    failedCount: isFailed ? 1 : 0,
    duplicateCount: isRefused && screenshot.failure?.code === DUPLICATE ? 1 : 0,
  };
}

/**
 * Changes a screenshot, and its batch's counts by the difference that makes: whatever order changes come in, the
 * counts are those of the screenshots. Blind increments: the cost does not grow with the batch (R94).
 * @param batchChange what else of the batch changes with it
 */
export function changeScreenshot(
  at: { readonly tenantId: string; readonly screenshotId: string },
  before: ScreenshotRecord,
  change: Partial<ScreenshotRecord>,
  now: Date,
  batchChange: Partial<BatchRecord> = {},
): DocumentWrite[] {
  const was = countsOf(before);
  const is = countsOf({ ...before, ...change });
  const increments: Record<string, number> = {};
  for (const name of Object.keys(is) as (keyof Counts)[])
    if (is[name] !== was[name]) increments[name] = is[name] - was[name];
  return [
    { op: 'update', path: paths.screenshot(at.tenantId, at.screenshotId), fields: { ...change, updatedAt: now } },
    {
      op: 'update',
      path: paths.batch(at.tenantId, before.batchId),
      fields: { ...batchChange, updatedAt: now },
      increments,
    },
  ];
}
