import type { InboundMedia } from '../message/inbound-message.ts';
import { newEntry, type OutboxEntry } from '../outbox/new-entry.ts';
import { outboxId } from '../outbox/outbox-id.ts';
import type { DocumentWrite } from '../records/document-write.ts';
import type { BatchRecord, ScreenshotRecord } from '../records/intake-records.ts';
import { paths } from '../records/paths.ts';
import { customerNameIn, namedFields } from './customer-name.ts';
import type { IntakeFacts } from './take-in.ts';

/** The id of the screenshot in place `position` of a message: made of the message, so that a repetition makes the same. */
export const screenshotIdOf = (inboxId: string, position: number): string => `${inboxId}-${position}`;

/** A batch as its first message opens it. @param screenshotIds of that message, in their order */
export function newBatch(
  { senderId, message, now }: IntakeFacts,
  customerName: string | null,
  screenshotIds: readonly string[],
): BatchRecord {
  return {
    senderId,
    senderPhone: message.sender.phone,
    senderName: message.sender.profileName,
    ...namedFields(customerName),
    state: 'open',
    screenshotCount: screenshotIds.length,
    orderCount: 0,
    noOrderCount: 0,
    failedCount: 0,
    duplicateCount: 0,
    toldDuplicateCount: 0,
    coverScreenshotId: screenshotIds[0] ?? null,
    lastScreenshotId: screenshotIds.at(-1) ?? null,
    summaryCount: 0,
    openedAt: now,
    updatedAt: now,
    closedAt: null,
  };
}

/**
 * The screenshot that one medium of a message becomes, and the work of fetching it.
 * @param previousScreenshotId the one before it in the batch
 */
export function newScreenshot(
  facts: IntakeFacts,
  batchId: string,
  medium: InboundMedia,
  position: number,
  previousScreenshotId: string | null,
): { readonly write: DocumentWrite; readonly entry: OutboxEntry } {
  const { tenantId, senderId, inboxId, message, now } = facts;
  const screenshotId = screenshotIdOf(inboxId, position);
  const record: ScreenshotRecord = {
    batchId,
    senderId,
    messageId: inboxId,
    caption: customerNameIn(message.text) === null ? null : message.text,
    state: 'fetching',
    media: null,
    failure: null,
    duplicateOf: null,
    removedAt: null,
    previousScreenshotId,
    extraction: 'waiting',
    extractionFailure: null,
    order: null,
    readBy: null,
    position,
    receivedAt: message.receivedAt,
    updatedAt: now,
  };
  const entry = newEntry(
    outboxId(inboxId, tenantId, 'media', position),
    {
      kind: 'media',
      tenantId,
      screenshotId,
      batchId,
      senderId,
      number: message.receivingNumber,
      address: message.sender.address,
      provider: message.provider,
      account: message.account,
      url: medium.url,
      declaredType: medium.declaredType,
      marksRead: position === 0 ? message.providerMessageId : null,
    },
    now,
  );
  return { write: { op: 'create', path: paths.screenshot(tenantId, screenshotId), fields: record }, entry };
}
