import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { batchRecord, screenshotRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { fail, ok, type Result } from '@casillero/domain/result';
import { followBatch } from '@casillero/domain/review/review-order';
import type { Transact } from '../documents.ts';
import { settleScreenshot } from './settle-screenshot.ts';
import { readOrders, writeOrderChanges } from './write-order-changes.ts';

/** What a batch holds: its orders, and those of its screenshots whose reading is not where it belongs. */
export type FindInBatch = (
  tenantId: string,
  batchId: string,
) => Promise<{ readonly orderIds: readonly string[]; readonly unsettledIds: readonly string[] }>;

type Deps = { readonly transact: Transact; readonly find: FindInBatch; readonly now: () => Date };

/** Puts one screenshot where it belongs after its sender took it back; see settleScreenshot. */
export const settleOne = (deps: Omit<Deps, 'find'>, tenantId: string, screenshotId: string): Promise<void> =>
  deps.transact(async (read) => {
    const path = paths.screenshot(tenantId, screenshotId);
    const [fields] = await read([path]);
    if (!fields) return { writes: [], result: undefined };
    const { change, writes } = await settleScreenshot(
      read,
      { tenantId, screenshotId },
      screenshotRecord.parse(fields),
      deps.now(),
    );
    const own: DocumentWrite[] = change === null ? [] : [{ op: 'update', path, fields: change }];
    return { writes: [...own, ...writes], result: undefined };
  });

export type GatherOrders = (tenantId: string, batchId: string) => Promise<Result<void, 'not-found'>>;

/**
 * Brings a batch's orders up to date after it was named or called off, and makes orders of screenshots that were read
 * before there were orders. One transaction for each: it can stop anywhere and be run again, and changes nothing where
 * nothing is to be done.
 */
export const makeGatherOrders =
  (deps: Deps): GatherOrders =>
  async (tenantId, batchId) => {
    const { orderIds, unsettledIds } = await deps.find(tenantId, batchId);
    for (const screenshotId of unsettledIds) await settleOne(deps, tenantId, screenshotId);
    const isThere = await Promise.all(orderIds.map((id) => follow(deps, tenantId, batchId, id)));
    if (isThere.length > 0 || unsettledIds.length > 0 || (await exists(deps, tenantId, batchId))) return ok(undefined);
    return fail('not-found', 'There is no such batch.', 'Open the list of batches again.');
  };

const follow = (deps: Deps, tenantId: string, batchId: string, orderId: string): Promise<void> =>
  deps.transact(async (read) => {
    const [batchFields] = await read([paths.batch(tenantId, batchId)]);
    const [order] = await readOrders(read, tenantId, [orderId]);
    if (!batchFields || order === undefined) return { writes: [], result: undefined };
    const { customerName, state } = batchRecord.parse(batchFields);
    const after = followBatch(order.record, { customerName, isCancelled: state === 'cancelled' }, deps.now());
    const writes = await writeOrderChanges(read, tenantId, [{ id: orderId, before: order.record, after }]);
    return { writes, result: undefined };
  });

const exists = (deps: Deps, tenantId: string, batchId: string): Promise<boolean> =>
  deps.transact(async (read) => ({ writes: [], result: (await read([paths.batch(tenantId, batchId)]))[0] !== null }));
