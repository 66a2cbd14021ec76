import type { RequestOf } from '@casillero/domain/api/endpoint';
import {
  confirmOrder,
  confirmOrders,
  correctOrder,
  gatherOrders,
  getOrder,
  listAccuracy,
  listOrders,
  orderInWords,
  reopenOrder,
  setOrderAside,
} from '@casillero/domain/api/orders';
import type { Fields } from '@casillero/domain/records/document-write';
import { orderRecord } from '@casillero/domain/records/order-record';
import { paths } from '@casillero/domain/records/paths';
import { fail, ok, type Result } from '@casillero/domain/result';
import { accuracyOf } from '@casillero/domain/review/accuracy';
import type { OrderAt } from '@casillero/domain/review/order-state';
import { parsePhone } from '@casillero/domain/sender/phone';
import { findOrders, type QueryAccuracy, type QueryOrders } from '../../usecases/orders/find-orders.ts';
import type { GatherOrders } from '../../usecases/orders/gather-orders.ts';
import type { CustomerChoice } from '../../usecases/orders/order-customer.ts';
import type { ConfirmFailure, ReviewOrders } from '../../usecases/orders/review-orders.ts';
import { type Caller, type Served, serve } from '../serve.ts';

export type OrdersDeps = {
  readonly review: ReviewOrders;
  readonly gather: GatherOrders;
  readonly query: QueryOrders;
  readonly queryAccuracy: QueryAccuracy;
  readonly readDocument: (path: string) => Promise<Fields | null>;
};

const inWords = <Code extends string>(outcome: Result<OrderAt, Code>) =>
  outcome.ok ? ok(orderInWords(outcome.value.id, outcome.value.record)) : outcome;

/** Whose order it is, as the body says: one of the tenant's customers, a new one, or whom the batch's name means. */
function choiceOf(given: RequestOf<typeof confirmOrder>['body']['customer']): Result<CustomerChoice, 'not-a-phone'> {
  if (given === undefined) return ok(null);
  if ('customerId' in given) return ok({ kind: 'existing', customerId: given.customerId });
  if (!given.phone) return ok({ kind: 'new', name: given.name, phone: null });
  const phone = parsePhone(given.phone, 'person');
  return phone.ok ? ok({ kind: 'new', name: given.name, phone: phone.value }) : phone;
}

const ref = ({ tenantId, orderId }: { tenantId: string; orderId: string }, { identity }: Caller) => ({
  tenantId,
  orderId,
  by: identity?.uid ?? '',
});

/** Orders and their review (R17). */
export const serveOrders = (deps: OrdersDeps): Served[] => [
  serve(listOrders, async ({ params, query }) => {
    const page = await findOrders(
      deps.query,
      params.tenantId,
      {
        review: query.review ?? null,
        needsAttention: query.needsAttention === undefined ? null : query.needsAttention === 'true',
        shop: query.shop ?? null,
        batchId: query.batchId ?? null,
        search: query.search ?? '',
      },
      query.limit,
      query.cursor ?? null,
    );
    if (page === 'unknown-cursor') return fail('unknown-cursor', 'That page is gone.', 'Begin with the first page.');
    return ok({ orders: page.orders.map(({ id, record }) => orderInWords(id, record)), nextCursor: page.nextCursor });
  }),
  serve(getOrder, async ({ params: { tenantId, orderId } }) => {
    const fields = await deps.readDocument(paths.order(tenantId, orderId));
    if (fields === null) return fail('not-found', 'There is no such order.', 'Open the list of orders again.');
    return ok(orderInWords(orderId, orderRecord.parse(fields)));
  }),
  serve(correctOrder, async ({ params, body }, caller) =>
    inWords(await deps.review.correct(ref(params, caller), body)),
  ),
  serve(confirmOrder, async ({ params, body }, caller) => {
    const customer = choiceOf(body.customer);
    if (!customer.ok) return customer;
    return inWords(await deps.review.confirm(ref(params, caller), body.revision, customer.value));
  }),
  serve(confirmOrders, async ({ params, body }, caller) => {
    const confirmed: string[] = [];
    const left: { id: string; why: ConfirmFailure | 'not-found' | 'needs-attention' }[] = [];
    for (const { id, revision } of body.orders) {
      const at = ref({ tenantId: params.tenantId, orderId: id }, caller);
      const outcome = await (body.isForced ? deps.review.confirm : deps.review.confirmUnseen)(at, revision);
      if (outcome.ok) confirmed.push(id);
      else left.push({ id, why: outcome.failure.code });
    }
    return ok({ confirmed, left });
  }),
  serve(setOrderAside, async ({ params }, caller) => inWords(await deps.review.setAside(ref(params, caller)))),
  serve(reopenOrder, async ({ params }, caller) => inWords(await deps.review.reopen(ref(params, caller)))),
  serve(gatherOrders, ({ params }) => deps.gather(params.tenantId, params.batchId)),
  serve(listAccuracy, async ({ params }) => {
    const shops = await deps.queryAccuracy(params.tenantId);
    return ok({
      shops: shops.map(({ shop, record }) => ({
        shop,
        name: record.name,
        orderCount: record.orderCount,
        fields: accuracyOf(record),
      })),
    });
  }),
];
