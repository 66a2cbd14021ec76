import type { DocumentWrite } from '../records/document-write.ts';
import type { ScreenshotRecord } from '../records/intake-records.ts';
import { paths } from '../records/paths.ts';

export type Image = {
  readonly tenantId: string;
  readonly batchId: string;
  readonly screenshotId: string;
  readonly sha256: string;
};

/**
 * Whether an image is new in its batch (R15). It belongs to the first screenshot that has it, as long as that one
 * stands: one that failed, was refused or was taken back gives it up, so that sending it again works.
 * @param holderId the screenshot that has claimed the image, or null; `holder` is its record if it is another one
 * @returns `duplicateOf`: the screenshot that has the image already, or null; and the claim to write, if it is one
 */
export function claimImage(
  { tenantId, batchId, screenshotId, sha256 }: Image,
  holderId: string | null,
  holder: Pick<ScreenshotRecord, 'state' | 'removedAt'> | null,
): { readonly duplicateOf: string | null; readonly writes: readonly DocumentWrite[] } {
  if (holderId === screenshotId) return { duplicateOf: null, writes: [] };
  const isHeld = holder !== null && !holder.removedAt && (holder.state === 'stored' || holder.state === 'fetching');
  if (isHeld) return { duplicateOf: holderId, writes: [] };
  return {
    duplicateOf: null,
    writes: [{ op: 'set', path: paths.image(tenantId, batchId, sha256), fields: { screenshotId } }],
  };
}
