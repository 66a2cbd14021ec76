import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { aScreenshot, NOW } from '../../testing/index.ts';
import type { ScreenshotRecord } from '../records/intake-records.ts';
import { changeScreenshot, countsOf } from './change-screenshot.ts';

const at = { tenantId: 'cuscatlan', screenshotId: 's1' };

test('a refused screenshot does not count any more', () => {
  const [, batch] = changeScreenshot(at, aScreenshot(), { state: 'refused' }, NOW);
  expect(batch).toEqual({
    op: 'update',
    path: 'tenants/cuscatlan/batches/batch',
    fields: { updatedAt: NOW },
    increments: { screenshotCount: -1 },
  });
});

test('whatever a screenshot goes through, its increments add up to what it is', () => {
  const change = fc.record(
    {
      state: fc.constantFrom<ScreenshotRecord['state']>('fetching', 'stored', 'failed', 'refused'),
      extraction: fc.constantFrom<ScreenshotRecord['extraction']>('waiting', 'read', 'failed', 'skipped'),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      let screenshot = aScreenshot();
      const counted: Record<string, number> = { ...countsOf(screenshot) };
      for (const each of changes) {
        const [, batch] = changeScreenshot(at, screenshot, each, NOW);
        const increments = batch?.op === 'update' ? (batch.increments ?? {}) : {};
        for (const [name, by] of Object.entries(increments)) counted[name] = (counted[name] ?? 0) + by;
        screenshot = { ...screenshot, ...each };
      }
      expect(counted).toEqual(countsOf(screenshot));
    }),
  );
});
