import type { Order } from '../order/order.ts';
import type { PackageRecord } from '../records/package-record.ts';
import { searchTokens } from '../search/search-tokens.ts';
import type { PackageState } from './package-state.ts';

/** Longest description, in code points. */
const DESCRIPTION_MAX = 160;

export type PackageSource = {
  readonly orderId: string;
  /** with the corrections over the reading */
  readonly order: Order;
  readonly customer: { readonly id: string; readonly name: string };
  /** uid of who confirmed */
  readonly by: string;
  readonly now: Date;
  /** a new token for each call, too long to guess */
  readonly newToken: () => string;
};

/**
 * The packages that a confirmed order becomes: one per tracking number, or one without a number until one is known
 * (R18). Ids follow from the order, so that confirming twice makes none twice.
 */
export function packagesOfOrder(source: PackageSource): { readonly id: string; readonly record: PackageRecord }[] {
  const { order, orderId, customer, by, now } = source;
  const numbers = order.tracking.length === 0 ? [null] : order.tracking;
  const state = stateOfOrder(order);
  return numbers.map((tracking, index) => ({
    id: `${orderId}_${index + 1}`,
    record: {
      customerId: customer.id,
      customerName: customer.name,
      orderId,
      shop: order.shop,
      orderNumber: order.orderNumber,
      description: describeItems(order),
      carrier: tracking?.carrier ?? null,
      trackingNumber: tracking?.number ?? null,
      state,
      stateAt: now,
      history: [{ state, at: now, by, undoneAt: null, undoneBy: null }],
      notifies: true,
      notification: null,
      trackingToken: source.newToken(),
      searchTokens: packageTokens(customer.name, tracking?.number ?? null, order.orderNumber, order.shop),
      createdAt: now,
      updatedAt: now,
    },
  }));
}

/** By what a package is found: its customer, its numbers, its shop. */
export const packageTokens = (
  customerName: string,
  trackingNumber: string | null,
  orderNumber: string | null,
  shop: string | null,
): string[] => searchTokens([customerName, trackingNumber, orderNumber, shop]);

/** The shop's "delivered" is its delivery to the warehouse's address, which only the warehouse itself can confirm. */
const stateOfOrder = ({ status }: Order): PackageState =>
  status === 'shipped' || status === 'out_for_delivery' || status === 'delivered' ? 'shipped' : 'ordered';

/** "Air fryer, 2 × LED lamp": what a warehouse needs to recognise it. */
export function describeItems({ items }: Pick<Order, 'items'>): string {
  const text = items.map(({ name, quantity }) => (quantity > 1 ? `${quantity} × ${name}` : name)).join(', ');
  const points = [...text];
  return points.length <= DESCRIPTION_MAX ? text : `${points.slice(0, DESCRIPTION_MAX - 1).join('')}…`;
}
