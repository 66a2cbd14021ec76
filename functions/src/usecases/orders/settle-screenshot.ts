import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { batchRecord, type ScreenshotRecord, screenshotRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { isSame } from '@casillero/domain/review/corrections';
import type { OrderAt } from '@casillero/domain/review/order-state';
import { numberedId, type OrderChange, placePart, removePart } from '@casillero/domain/review/place-part';
import type { ReadDocuments } from '../documents.ts';
import { readOrders, writeOrderChanges } from './write-order-changes.ts';

type At = { readonly tenantId: string; readonly screenshotId: string };

/** What of the screenshot's own record changes, to be written with the rest of it; and the other documents. */
export type Settled = {
  readonly change: Pick<ScreenshotRecord, 'orderId'> | null;
  readonly writes: readonly DocumentWrite[];
};

/**
 * Puts a screenshot's reading into the order it shows, or takes it out of the one it was in (R16, R17). Reads by id only:
 * the batch, the screenshots before and after it in the batch, and the orders that these and its number lead to. How many
 * screenshots the batch has does not matter (R94).
 * @param screenshot as it is to be: read, taken back, read anew
 */
export async function settleScreenshot(
  read: ReadDocuments,
  at: At,
  screenshot: ScreenshotRecord,
  now: Date,
): Promise<Settled> {
  const { tenantId, screenshotId } = at;
  const reading = screenshot.order;
  const isShown = screenshot.state === 'stored' && screenshot.extraction === 'read' && !screenshot.removedAt;
  if (!isShown || reading === null || !reading.isOrder) return takeOut(read, at, screenshot, now);

  const { batchId, previousScreenshotId = null, nextScreenshotId = null } = screenshot;
  const beside = [previousScreenshotId, nextScreenshotId].filter((id) => id !== null);
  const [batchFields, ...besideFields] = await read([
    paths.batch(tenantId, batchId),
    ...beside.map((id) => paths.screenshot(tenantId, id)),
  ]);
  if (!batchFields) return { change: null, writes: [] };
  const batch = batchRecord.parse(batchFields);
  const neighbours = beside.flatMap((id, place) => {
    const fields = besideFields[place];
    return fields ? [{ id, record: screenshotRecord.parse(fields) }] : [];
  });
  const ids = [
    screenshot.orderId,
    numberedId(batchId, reading),
    ...neighbours.filter(({ record }) => record.batchId === batchId).map(({ record }) => record.orderId),
  ];
  const orders = await readOrders(read, tenantId, ids);
  const disagreements = screenshot.disagreements ?? [];
  const { position, receivedAt } = screenshot;
  const part = { screenshotId, position, receivedAt, reading, disagreements };
  const own = orders.find(({ id }) => id === screenshot.orderId) ?? null;
  if (own !== null && hasPart(own, part)) return { change: null, writes: [] };

  const left = own === null ? null : removePart(own, screenshotId, now);
  const near = orders.flatMap((order): OrderAt[] => {
    if (left === null || order.id !== left.id) return [order];
    return left.after === null ? [] : [{ id: left.id, record: left.after }];
  });
  const placed = placePart({
    batch: { id: batchId, customerName: batch.customerName, isCancelled: batch.state === 'cancelled' },
    part,
    near,
    now,
  });
  const changes = merged(left, placed.changes);
  const moved = placed.changes.flatMap(({ before, after }) => (after === null ? (before?.parts ?? []) : []));
  return {
    change: { orderId: placed.orderId },
    writes: [
      ...(await writeOrderChanges(read, tenantId, changes)),
      ...moved
        .filter((each) => each.screenshotId !== screenshotId)
        .map((each): DocumentWrite => belongsTo(tenantId, each.screenshotId, placed.orderId)),
      ...neighbours
        .filter(({ id, record }) => id === previousScreenshotId && record.nextScreenshotId !== screenshotId)
        .map(({ id }): DocumentWrite => update(tenantId, id, { nextScreenshotId: screenshotId })),
    ],
  };
}

async function takeOut(read: ReadDocuments, at: At, screenshot: ScreenshotRecord, now: Date): Promise<Settled> {
  const [own] = await readOrders(read, at.tenantId, [screenshot.orderId]);
  if (own === undefined) return { change: null, writes: [] };
  const change = removePart(own, at.screenshotId, now);
  const isKept = change.after?.parts.some(({ screenshotId }) => screenshotId === at.screenshotId) ?? false;
  return {
    change: isKept ? null : { orderId: null },
    writes: await writeOrderChanges(read, at.tenantId, [change]),
  };
}

const hasPart = ({ record }: OrderAt, part: { readonly screenshotId: string; readonly reading: unknown }): boolean =>
  record.parts.some(
    ({ screenshotId, reading, state }) =>
      screenshotId === part.screenshotId && state !== 'removed' && isSame(reading, part.reading),
  );

/** Two changes of one order in a row are one. */
function merged(left: OrderChange | null, changes: readonly OrderChange[]): OrderChange[] {
  if (left === null) return [...changes];
  const again = changes.find(({ id }) => id === left.id);
  if (again === undefined) return [left, ...changes];
  return changes.map((change) => (change === again ? { ...change, before: left.before } : change));
}

const belongsTo = (tenantId: string, screenshotId: string, orderId: string): DocumentWrite =>
  update(tenantId, screenshotId, { orderId });

const update = (
  tenantId: string,
  screenshotId: string,
  fields: Pick<ScreenshotRecord, 'orderId'> | Pick<ScreenshotRecord, 'nextScreenshotId'>,
): DocumentWrite => ({ op: 'update', path: paths.screenshot(tenantId, screenshotId), fields });
