import type { DocumentWrite } from '../records/document-write.ts';
import type { BatchRecord, ScreenshotRecord } from '../records/intake-records.ts';
import { paths } from '../records/paths.ts';

type Counts = Pick<BatchRecord, 'screenshotCount' | 'orderCount' | 'noOrderCount' | 'failedCount'>;

/** What one screenshot adds to the counts of its batch. */
export function countsOf(screenshot: Pick<ScreenshotRecord, 'state' | 'extraction' | 'order'>): Counts {
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
  };
}

/**
 * Changes a screenshot, and its batch's counts by the difference that makes: whatever order changes come in, the
 * counts are those of the screenshots. Blind increments: the cost does not grow with the batch (R94).
 */
export function changeScreenshot(
  at: { readonly tenantId: string; readonly screenshotId: string },
  before: ScreenshotRecord,
  change: Partial<ScreenshotRecord>,
  now: Date,
): DocumentWrite[] {
  const was = countsOf(before);
  const is = countsOf({ ...before, ...change });
  const increments: Record<string, number> = {};
  for (const name of Object.keys(is) as (keyof Counts)[])
    if (is[name] !== was[name]) increments[name] = is[name] - was[name];
  return [
    { op: 'update', path: paths.screenshot(at.tenantId, at.screenshotId), fields: { ...change, updatedAt: now } },
    { op: 'update', path: paths.batch(at.tenantId, before.batchId), fields: { updatedAt: now }, increments },
  ];
}
