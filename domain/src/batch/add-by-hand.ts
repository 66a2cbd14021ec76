import { newEntry, type OutboxEntry } from '../outbox/new-entry.ts';
import { screenshotWorkId } from '../outbox/outbox-id.ts';
import type { DocumentWrite } from '../records/document-write.ts';
import type { BatchRecord, ScreenshotRecord } from '../records/intake-records.ts';
import { paths } from '../records/paths.ts';
import { namedFields } from './customer-name.ts';

/** The `provider` of media that came through the dashboard: nobody waits for a reply on WhatsApp. */
export const BY_HAND = 'upload';

/** Whether nobody is to be answered: the screenshot was uploaded in the dashboard (R19). */
export const isByHand = (entry: { readonly provider: string }): boolean => entry.provider === BY_HAND;

/** The sender of what a member of the tenant added in the dashboard. */
export const memberSenderId = (uid: string): string => `user-${uid}`;

/**
 * A batch that a person makes in the dashboard (R19): closed from the beginning, since nothing comes in by WhatsApp.
 * @param senderName who made it, as the list shows it
 */
export const newBatchByHand = (facts: {
  readonly uid: string;
  readonly senderName: string | null;
  readonly customerName: string;
  readonly now: Date;
}): BatchRecord => ({
  senderId: memberSenderId(facts.uid),
  senderPhone: null,
  senderName: facts.senderName,
  ...namedFields(facts.customerName),
  state: 'ready',
  screenshotCount: 0,
  orderCount: 0,
  noOrderCount: 0,
  failedCount: 0,
  duplicateCount: 0,
  toldDuplicateCount: 0,
  coverScreenshotId: null,
  lastScreenshotId: null,
  summaryCount: 0,
  openedAt: facts.now,
  updatedAt: facts.now,
  closedAt: facts.now,
});

/**
 * A complete upload becomes a screenshot of its batch, which goes the way of every other: checked, stored, read (R19).
 * `lastScreenshotId` stays as it is: what a staff phone takes back is what it sent itself.
 */
export function addByHand(facts: {
  readonly tenantId: string;
  readonly batchId: string;
  readonly batch: BatchRecord;
  readonly uploadId: string;
  readonly screenshotId: string;
  readonly uid: string;
  readonly sizeBytes: number;
  readonly now: Date;
}): { readonly writes: readonly DocumentWrite[]; readonly outbox: readonly OutboxEntry[] } {
  const { tenantId, batchId, batch, uploadId, screenshotId, uid, now } = facts;
  const screenshot: ScreenshotRecord = {
    batchId,
    senderId: memberSenderId(uid),
    messageId: uploadId,
    caption: null,
    state: 'fetching',
    media: null,
    failure: null,
    duplicateOf: null,
    removedAt: null,
    previousScreenshotId: batch.lastScreenshotId ?? null,
    extraction: 'waiting',
    extractionFailure: null,
    order: null,
    readBy: null,
    position: 0,
    receivedAt: now,
    updatedAt: now,
  };
  const entry = newEntry(
    screenshotWorkId(tenantId, screenshotId, 'media', 0),
    {
      kind: 'media',
      tenantId,
      screenshotId,
      batchId,
      senderId: memberSenderId(uid),
      number: '',
      address: '',
      provider: BY_HAND,
      account: tenantId,
      url: `${uploadId}/${facts.sizeBytes}`,
      declaredType: '',
      marksRead: null,
    },
    now,
  );
  return {
    writes: [
      { op: 'create', path: paths.screenshot(tenantId, screenshotId), fields: screenshot },
      {
        op: 'update',
        path: paths.batch(tenantId, batchId),
        fields: { coverScreenshotId: batch.coverScreenshotId ?? screenshotId, updatedAt: now },
        increments: { screenshotCount: 1 },
      },
      { op: 'set', path: paths.outboxEntry(entry.id), fields: entry.record },
    ],
    outbox: [entry],
  };
}
