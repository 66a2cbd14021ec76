import {
  getPurchase,
  listPurchases,
  type PurchaseView,
  provisionNumber,
  releaseNumber,
  resumePurchase,
  undoPurchase,
  verifyPurchase,
} from '@casillero/domain/api/purchases';
import { whatCan } from '@casillero/domain/purchase/next-purchase';
import { type ReceivingNumber, receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { paths } from '@casillero/domain/records/paths';
import { purchaseRecord } from '@casillero/domain/records/purchase-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { ReadDocuments } from '../../usecases/documents.ts';
import {
  makeResumePurchase,
  makeUndoPurchase,
  makeVerifyPurchase,
  type Purchase,
  type PurchaseDeps,
} from '../../usecases/purchases/act-on-purchase.ts';
import { makeReleaseNumber } from '../../usecases/purchases/release-number.ts';
import { makeStartPurchase } from '../../usecases/purchases/start-purchase.ts';
import { actorOf } from '../actor-of.ts';
import { type Served, serve } from '../serve.ts';

/** The newest purchases first. */
export type ListPurchases = (limit: number) => Promise<readonly Purchase[]>;

/** Numbers bought, registered and released, step by step (R52). */
export function servePurchases(
  deps: PurchaseDeps & {
    readonly read: ReadDocuments;
    readonly list: ListPurchases;
    readonly account: () => string;
  },
): Served[] {
  const start = makeStartPurchase(deps);
  const [resume, undo, verify, release] = [
    makeResumePurchase(deps),
    makeUndoPurchase(deps),
    makeVerifyPurchase(deps),
    makeReleaseNumber(deps),
  ];
  return [
    serve(provisionNumber, async ({ body }, caller) => {
      const { kind = null, tenantId = null, monthlyPrice = null, ...order } = body;
      return viewed(await start({ ...order, id: caller.actId, kind, tenantId, monthlyPrice }, actorOf(caller)));
    }),
    serve(listPurchases, async ({ query: { limit } }) => ok({ purchases: (await deps.list(limit)).map(view) })),
    serve(getPurchase, async ({ params: { purchaseId } }) => {
      const [fields] = await deps.read([paths.purchase(purchaseId)]);
      if (!fields) return fail('not-found', 'There is no such purchase.', 'Open the list again.');
      return ok(view({ id: purchaseId, record: purchaseRecord.parse(fields) }));
    }),
    serve(resumePurchase, async ({ params }, caller) => viewed(await resume(params.purchaseId, actorOf(caller)))),
    serve(undoPurchase, async ({ params }, caller) => viewed(await undo(params.purchaseId, actorOf(caller)))),
    serve(verifyPurchase, async ({ params, body: { code } }, caller) =>
      viewed(await verify(params.purchaseId, code, actorOf(caller))),
    ),
    serve(releaseNumber, async ({ params: { number }, body: { confirm } }, caller) =>
      viewed(await release({ id: caller.actId, number: number as ReceivingNumber, confirm }, actorOf(caller))),
    ),
  ];
}

const viewed = <Code extends string>(result: Result<Purchase, Code>): Result<PurchaseView, Code> =>
  result.ok ? ok(view(result.value)) : result;

const view = ({ id, record }: Purchase): PurchaseView => ({
  ...record,
  id,
  number: receivingNumber('twilio', record.phone),
  can: whatCan(record),
  requestedBy: record.requestedBy.email,
  requestedAt: record.requestedAt.toISOString(),
  updatedAt: record.updatedAt.toISOString(),
  onlineAt: record.onlineAt?.toISOString() ?? null,
});
