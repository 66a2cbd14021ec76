import type { AccuracyRecord, OrderRecord } from '@casillero/domain/records/order-record';
import { createContext, useContext } from 'react';
import type { LiveSource } from '../../live/live.ts';

export type ReviewedOrder = OrderRecord & { readonly id: string };
export type ShopAccuracy = AccuracyRecord & { readonly id: string };
export type ReviewState = OrderRecord['review'];

export type OrdersPage = { readonly orders: readonly ReviewedOrder[]; readonly hasMore: boolean };

export type ReviewPorts = {
  /** Waiting ones: what needs a person first, then the longest waiting. Others: the one received last first. */
  readonly watchOrders: (tenantId: string, review: ReviewState, count: number) => LiveSource<OrdersPage>;
  /** Of all states, by one token of a search; the one received last first. */
  readonly watchFoundOrders: (tenantId: string, token: string, count: number) => LiveSource<OrdersPage>;
  readonly watchOrder: (tenantId: string, orderId: string) => LiveSource<ReviewedOrder | null>;
  /** In the order in which they were received. */
  readonly watchOrdersOfBatch: (tenantId: string, batchId: string) => LiveSource<readonly ReviewedOrder[]>;
  readonly watchAccuracy: (tenantId: string) => LiveSource<readonly ShopAccuracy[]>;
};

const ReviewContext = createContext<ReviewPorts | null>(null);
export const ReviewProvider = ReviewContext.Provider;

/** The ports of this feature; there once somebody is signed in. */
export function useReviewPorts(): ReviewPorts {
  const ports = useContext(ReviewContext);
  if (!ports) throw new Error('useReviewPorts needs a ReviewProvider above it.');
  return ports;
}
