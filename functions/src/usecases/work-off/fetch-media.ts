import { isByHand } from '@casillero/domain/batch/add-by-hand';
import { changeScreenshot, DUPLICATE } from '@casillero/domain/batch/change-screenshot';
import { claimImage } from '@casillero/domain/batch/claim-image';
import { BURST_QUIET_MS, burstSummary } from '@casillero/domain/batch/take-in';
import { newEntry } from '@casillero/domain/outbox/new-entry';
import { screenshotWorkId } from '@casillero/domain/outbox/outbox-id';
import { batchRecord, imageRecord, type MediaRecord, screenshotRecord } from '@casillero/domain/records/intake-records';
import type { MediaEntry } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { type Reply, replyText } from '@casillero/domain/reply/replies';
import type { Transact } from '../documents.ts';
import { askToSendAgain } from './ask-to-send-again.ts';
import { MARK_READ_MS, type MarkArrived } from './mark-arrived.ts';
import type { CheckedMedia, CheckMedia, DownloadMedia, StoreMedia } from './ports.ts';
import { replyInOrder } from './reply-in-order.ts';
import { type Attempt, type Conclude, nothingFollows, type Reason, type Worker } from './work-off.ts';

export type FetchMediaDeps = {
  readonly transact: Transact;
  readonly download: DownloadMedia;
  readonly check: CheckMedia;
  readonly store: StoreMedia;
  readonly markArrived: MarkArrived;
  readonly maxBytes: number;
  readonly now: () => Date;
};

/**
 * Fetches one screenshot (R15): download, type from the bytes, thumbnail, into the tenant's own folder; then it is to
 * be read. What cannot be used is refused with a reply; what cannot be fetched stays visible as failed. The same image
 * again is refused before it is stored, and said so. Its sender sees meanwhile that it arrived.
 */
export const fetchMedia = (deps: FetchMediaDeps): Worker<MediaEntry> => ({
  act: async (entry, id) => {
    const marked = deps.markArrived(entry, isBeforeSummary(entry, deps.now()));
    try {
      return await fetched(deps, entry, id);
    } finally {
      await marked;
    }
  },
  giveUp: (entry, _id, reason) => failed(deps, entry, reason),
});

/** Typing that begins now cannot outlast the burst's summary, which ends it. */
const isBeforeSummary = ({ createdAt }: MediaEntry, now: Date): boolean =>
  now.getTime() + MARK_READ_MS < createdAt.getTime() + BURST_QUIET_MS;

async function fetched(deps: FetchMediaDeps, entry: MediaEntry, id: string): Promise<Attempt> {
  const downloaded = await deps.download(entry, deps.maxBytes);
  if (!downloaded.ok) {
    const { code, message } = downloaded.failure;
    const reason = { code, message };
    if (code === 'too-large' || code === 'empty')
      return { kind: 'done', conclude: refused(deps, entry, id, reason, code) };
    return { kind: code === 'not-allowed' ? 'dead' : 'retry', reason };
  }
  const checked = await deps.check(downloaded.value);
  if (!checked.ok) {
    const { code, message } = checked.failure;
    return { kind: 'done', conclude: refused(deps, entry, id, { code, message }, 'type') };
  }
  const original = await claim(deps, entry, checked.value.sha256);
  if (original !== null) return { kind: 'done', conclude: duplicate(deps, entry, id, original) };
  const media = mediaOf(entry, downloaded.value, checked.value);
  await deps.store(media.path, downloaded.value, media.contentType);
  if (media.thumbnailPath !== null) await deps.store(media.thumbnailPath, checked.value.thumbnail, 'image/webp');
  if (checked.value.picture !== null && media.picturePath !== null)
    await deps.store(media.picturePath, checked.value.picture, 'image/jpeg');
  return { kind: 'done', conclude: stored(deps, entry, media) };
}

function mediaOf(entry: MediaEntry, bytes: Uint8Array, checked: CheckedMedia): MediaRecord {
  const folder = `tenants/${entry.tenantId}/screenshots/${entry.screenshotId}`;
  const { contentType, sha256, width, height } = checked;
  return {
    path: `${folder}/original.${checked.extension}`,
    thumbnailPath: `${folder}/thumbnail.webp`,
    picturePath: checked.picture === null ? null : `${folder}/picture.jpg`,
    contentType,
    sizeBytes: bytes.byteLength,
    width,
    height,
    sha256,
  };
}

/**
 * Claims the image for this screenshot within its batch, before its bytes are stored; a repetition after a crash finds
 * its own claim. @returns the screenshot that has the same image already, or null
 */
const claim = (deps: FetchMediaDeps, entry: MediaEntry, sha256: string): Promise<string | null> =>
  deps.transact(async (read) => {
    const { tenantId, batchId, screenshotId } = entry;
    const [fields] = await read([paths.image(tenantId, batchId, sha256)]);
    const holderId = fields ? imageRecord.parse(fields).screenshotId : null;
    const [holderFields] =
      holderId === null || holderId === screenshotId ? [null] : await read([paths.screenshot(tenantId, holderId)]);
    const holder = holderFields ? screenshotRecord.parse(holderFields) : null;
    const { duplicateOf, writes } = claimImage({ tenantId, batchId, screenshotId, sha256 }, holderId, holder);
    return { writes, result: duplicateOf };
  });

/**
 * The same image again (R15): refused, and told with the burst's summary, or by itself once the batch is closed.
 */
const duplicate =
  (deps: FetchMediaDeps, entry: MediaEntry, id: string, duplicateOf: string): Conclude =>
  async (read) => {
    const { tenantId, screenshotId, batchId } = entry;
    const [fields, batchFields, tenantFields] = await read([
      paths.screenshot(tenantId, screenshotId),
      paths.batch(tenantId, batchId),
      paths.tenant(tenantId),
    ]);
    if (!fields || !batchFields || !tenantFields) return nothingFollows(read);
    const before = screenshotRecord.parse(fields);
    const batch = batchRecord.parse(batchFields);
    const failure = { code: DUPLICATE, message: 'The same image is in this batch already.' };
    const change = { state: 'refused', failure, duplicateOf, extraction: 'skipped' } as const;
    const writes = changeScreenshot(entry, before, change, deps.now());
    if (before.removedAt || isByHand(entry)) return { writes, outbox: [] };
    if (batch.state === 'open')
      return { writes, outbox: [burstSummary(burstOf(entry), batch.summaryCount, deps.now())] };
    const { locale } = tenantRecord.parse(tenantFields);
    const text = replyText({ kind: 'duplicate', name: batch.customerName }, locale);
    const reply = await replyInOrder(read, entry, `${id}_send`, text, deps.now());
    return { writes: [...writes, ...reply.writes], outbox: reply.outbox };
  };

const burstOf = ({ tenantId, batchId, senderId, number, address }: MediaEntry) => ({
  tenantId,
  batchId,
  senderId,
  number,
  address,
});

/** The screenshot is ours; it is read next, unless it was taken back since. */
const stored =
  (deps: FetchMediaDeps, entry: MediaEntry, media: MediaRecord): Conclude =>
  async (read) => {
    const { tenantId, screenshotId, batchId } = entry;
    const [fields] = await read([paths.screenshot(tenantId, screenshotId)]);
    if (!fields) return nothingFollows(read);
    const before = screenshotRecord.parse(fields);
    const isToBeRead = !before.removedAt;
    const extraction = isToBeRead ? 'waiting' : 'skipped';
    const id = screenshotWorkId(tenantId, screenshotId, 'extract', 0);
    return {
      writes: changeScreenshot(entry, before, { state: 'stored', media, failure: null, extraction }, deps.now()),
      outbox: isToBeRead ? [newEntry(id, { kind: 'extract', tenantId, screenshotId, batchId }, deps.now())] : [],
    };
  };

/** Refused media do not count, and their sender is told what works (R15). */
const refused = (
  deps: FetchMediaDeps,
  entry: MediaEntry,
  id: string,
  failure: Reason,
  why: Extract<Reply, { kind: 'media-refused' }>['why'],
): Conclude =>
  changed(deps, entry, id, { state: 'refused', failure, extraction: 'skipped' }, { kind: 'media-refused', why });

/** A screenshot that could not be fetched stays visible, with a retry, and its sender is asked to send it again. */
const failed =
  (deps: FetchMediaDeps, entry: MediaEntry, failure: Reason): Conclude =>
  async (read) => {
    const [fields] = await read([paths.screenshot(entry.tenantId, entry.screenshotId)]);
    if (!fields) return nothingFollows(read);
    const before = screenshotRecord.parse(fields);
    const change = { state: 'failed', failure } as const;
    if (before.removedAt) return { writes: changeScreenshot(entry, before, change, deps.now()), outbox: [] };
    const asked = await askToSendAgain(read, entry, deps.now());
    const writes = changeScreenshot(entry, before, change, deps.now(), asked.batchChange);
    return { writes: [...writes, ...asked.writes], outbox: asked.outbox };
  };

/** Nobody is told of a screenshot that was taken back, or that a person uploaded in the dashboard and sees there. */
const changed =
  (
    deps: FetchMediaDeps,
    entry: MediaEntry,
    id: string,
    change: Parameters<typeof changeScreenshot>[2],
    told: Reply,
  ): Conclude =>
  async (read) => {
    const [fields, tenantFields] = await read([
      paths.screenshot(entry.tenantId, entry.screenshotId),
      paths.tenant(entry.tenantId),
    ]);
    if (!fields || !tenantFields) return nothingFollows(read);
    const before = screenshotRecord.parse(fields);
    const writes = changeScreenshot(entry, before, change, deps.now());
    if (before.removedAt || isByHand(entry)) return { writes, outbox: [] };
    const text = replyText(told, tenantRecord.parse(tenantFields).locale);
    const reply = await replyInOrder(read, entry, `${id}_send`, text, deps.now());
    return { writes: [...writes, ...reply.writes], outbox: reply.outbox };
  };
