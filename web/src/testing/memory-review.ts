import type { CallOf, Endpoint } from '@casillero/domain/api/endpoint';
import { orderInWords } from '@casillero/domain/api/orders';
import { type Failure, ok, type Result } from '@casillero/domain/result';
import { correctedFieldsSchema } from '@casillero/domain/review/corrections';
import { confirm, correctFields, reopen, setAside } from '@casillero/domain/review/review-order';
import type { ReviewedField } from '@casillero/domain/review/reviewed-fields';
import type { ReviewedOrder, ReviewPorts } from '../features/review/ports.ts';
import type { LiveSource } from '../live/live.ts';
import type { MemoryWorld } from './memory-app.ts';

type Watch = <Value>(read: (world: MemoryWorld) => Value) => LiveSource<Value>;

/** The live orders of a world in memory, sorted as the real queries do. */
export function memoryReviewPorts(watch: Watch): ReviewPorts {
  const of = (world: MemoryWorld, tenantId: string) => world.orders?.[tenantId] ?? [];
  const oldestFirst = (one: ReviewedOrder, other: ReviewedOrder) =>
    one.receivedAt.getTime() - other.receivedAt.getTime();
  const neediestFirst = (one: ReviewedOrder, other: ReviewedOrder) =>
    Number(other.needsAttention) - Number(one.needsAttention) || oldestFirst(one, other);
  const page = (orders: readonly ReviewedOrder[], count: number) => ({
    orders: orders.slice(0, count),
    hasMore: orders.length > count,
  });
  return {
    watchOrders: (tenantId, review, count) =>
      watch((world) => {
        const found = of(world, tenantId).filter((order) => order.review === review);
        return page(review === 'waiting' ? found.sort(neediestFirst) : found.sort(oldestFirst).reverse(), count);
      }),
    watchFoundOrders: (tenantId, token, count) =>
      watch((world) =>
        page(
          of(world, tenantId)
            .filter(({ searchTokens }) => searchTokens.includes(token))
            .sort(oldestFirst)
            .reverse(),
          count,
        ),
      ),
    watchOrder: (tenantId, orderId) => watch((world) => of(world, tenantId).find(({ id }) => id === orderId) ?? null),
    watchOrdersOfBatch: (tenantId, batchId) =>
      watch((world) =>
        of(world, tenantId)
          .filter((order) => order.batchId === batchId)
          .sort(oldestFirst),
      ),
    watchAccuracy: (tenantId) => watch((world) => world.accuracy?.[tenantId] ?? []),
  };
}

/**
 * Answers the endpoints of the review over a world in memory, by the decisions of the real ones; null: it is none of them.
 * @param change changes the world
 */
export function answerReview(
  world: MemoryWorld,
  change: (next: (world: MemoryWorld) => MemoryWorld) => void,
  endpoint: Endpoint,
  call: CallOf<Endpoint>,
): Result<unknown> | null {
  const { tenantId = '', orderId = '' } = call.params as Record<string, string>;
  const act = { by: 'ana', now: new Date() };
  const done = (
    id: string,
    decide: (order: ReviewedOrder) => Result<Omit<ReviewedOrder, 'id'>>,
  ): Result<ReviewedOrder> => {
    const order = world.orders?.[tenantId]?.find((each) => each.id === id);
    if (!order) return { ok: false, failure: NOT_FOUND };
    const outcome = decide(order);
    if (!outcome.ok) return outcome;
    const after = { ...outcome.value, id };
    change((now) => ({
      ...now,
      orders: {
        ...now.orders,
        [tenantId]: (now.orders?.[tenantId] ?? []).map((each) => (each.id === id ? after : each)),
      },
    }));
    return ok(after);
  };
  const inWords = (outcome: Result<ReviewedOrder>) =>
    outcome.ok ? ok(orderInWords(outcome.value.id, outcome.value)) : outcome;
  const body = (call.body ?? {}) as Body;
  switch (endpoint.id) {
    case 'correctOrder': {
      const change = { set: correctedFieldsSchema.parse(body.set ?? {}), reset: body.reset ?? [] };
      return inWords(done(orderId, (order) => correctFields(order, change, act)));
    }
    case 'confirmOrder':
      return inWords(done(orderId, (order) => confirm(order, body.revision ?? -1, order.batchCustomerName, act)));
    case 'setOrderAside':
      return inWords(done(orderId, (order) => setAside(order, act)));
    case 'reopenOrder':
      return inWords(done(orderId, (order) => reopen(order, act.now)));
    case 'confirmOrders': {
      const needy = (id: string) => world.orders?.[tenantId]?.find((each) => each.id === id)?.needsAttention;
      const left = (body.orders ?? []).filter(({ id }) => !body.isForced && needy(id));
      const confirmed = (body.orders ?? []).filter((each) => !left.includes(each));
      for (const { id, revision } of confirmed)
        done(id, (order) => confirm(order, revision, order.batchCustomerName, act));
      return ok({
        confirmed: confirmed.map(({ id }) => id),
        left: left.map(({ id }) => ({ id, why: 'needs-attention' })),
      });
    }
    case 'gatherOrders':
      return ok(undefined);
    default:
      return null;
  }
}

type Body = {
  readonly set?: unknown;
  readonly reset?: readonly ReviewedField[];
  readonly revision?: number;
  readonly orders?: readonly { readonly id: string; readonly revision: number }[];
  readonly isForced?: boolean;
};

const NOT_FOUND: Failure = { code: 'not-found', message: 'There is no such order.', hint: 'Open the list again.' };
