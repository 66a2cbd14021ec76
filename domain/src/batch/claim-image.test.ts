import { expect, test } from 'vitest';
import { aScreenshot, NOW } from '../../testing/index.ts';
import { claimImage } from './claim-image.ts';

const image = { tenantId: 'cuscatlan', batchId: 'b1', screenshotId: 's2', sha256: 'abc' };
const claim = { op: 'set', path: 'tenants/cuscatlan/batches/b1/images/abc', fields: { screenshotId: 's2' } };

test.each([
  ['an image that nobody has is claimed', null, null, null, [claim]],
  ['one’s own claim stands after a crash', 's2', null, null, []],
  ['an image that is stored is a duplicate', 's1', aScreenshot({ state: 'stored' }), 's1', []],
  ['so is one that is on its way', 's1', aScreenshot({ state: 'fetching' }), 's1', []],
  ['one that failed gives it up', 's1', aScreenshot({ state: 'failed' }), null, [claim]],
  ['one that was refused gives it up', 's1', aScreenshot({ state: 'refused' }), null, [claim]],
  ['one that was taken back gives it up', 's1', aScreenshot({ state: 'stored', removedAt: NOW }), null, [claim]],
  ['one that is gone gives it up', 's1', null, null, [claim]],
])('%s', (_what, holderId, holder, duplicateOf, writes) => {
  expect(claimImage(image, holderId, holder)).toEqual({ duplicateOf, writes });
});
