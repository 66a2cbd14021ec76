import { z } from 'zod';
import type { Disagreement } from '../order/disagreements.ts';
import type { Conflict } from '../order/merged-order.ts';
import type { ConfidenceField, Order } from '../order/order.ts';
import type { Corrections } from './corrections.ts';
import { effectiveOrder } from './effective-order.ts';
import { REVIEWED_FIELDS, type ReviewedField } from './reviewed-fields.ts';

/**
 * Why a person should look at an order before it is confirmed (R17); `field`: where to look.
 * unsure: read with little certainty. conflict: its screenshots say different things. engines: two engines read
 * different things. amounts: they do not add up. duplicate: another order of the tenant has the number. customer: its
 * batch has no name, and the name in a picture may be the account's. nothing: neither number, articles, total nor
 * tracking. late: a screenshot of it came after it was reviewed. removed: one was taken back after it was reviewed.
 */
export const attentionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['unsure', 'conflict', 'engines']), field: z.enum(REVIEWED_FIELDS) }),
  z.object({ kind: z.enum(['amounts', 'duplicate', 'customer', 'nothing', 'late', 'removed']) }),
]);
export type Attention = z.infer<typeof attentionSchema>;

/** Below this a value is marked, so that a person compares it with the picture. */
export const SURE_FROM = 0.6;

/** Whether a value was found, but read with little certainty. */
export function isUnsure(order: Pick<Order, 'confidence'>, field: ConfidenceField): boolean {
  const confidence = order.confidence[field];
  return confidence > 0 && confidence < SURE_FROM;
}

/** Whether anything is in the field. */
export function isPresent(order: Order, field: ReviewedField): boolean {
  const value = order[field];
  return Array.isArray(value) ? value.length > 0 : value !== null;
}

export type Examined = {
  /** the machine's reading */
  readonly order: Order;
  readonly corrections: Corrections;
  readonly conflicts: readonly Conflict[];
  readonly disagreements: readonly Disagreement[];
  readonly duplicateOf: string | null;
  readonly batchCustomerName: string | null;
  readonly hasLatePart: boolean;
  readonly hasLostPart: boolean;
};

/** All reasons to look, by field in the order of a receipt, then those of the order as a whole. */
export function attentionOf(examined: Examined): Attention[] {
  const { corrections, conflicts, disagreements } = examined;
  const order = effectiveOrder(examined);
  const open = REVIEWED_FIELDS.filter((field) => corrections[field] === undefined);
  const fields = open.flatMap((field): Attention[] => [
    ...(isPresent(order, field) && isUnsure(order, field) ? [{ kind: 'unsure', field } as const] : []),
    ...(conflicts.some((conflict) => fieldOf(conflict) === field) ? [{ kind: 'conflict', field } as const] : []),
    ...(disagreements.some((disagreement) => disagreement.field === field)
      ? [{ kind: 'engines', field } as const]
      : []),
  ]);
  const isNothing =
    order.orderNumber === null && order.total === null && order.items.length === 0 && order.tracking.length === 0;
  return [
    ...fields,
    ...when(order.checks.amountsAgree === false, 'amounts'),
    ...when(examined.duplicateOf !== null, 'duplicate'),
    ...when(examined.batchCustomerName === null, 'customer'),
    ...when(isNothing, 'nothing'),
    ...when(examined.hasLatePart, 'late'),
    ...when(examined.hasLostPart, 'removed'),
  ];
}

const fieldOf = (conflict: Conflict): string => (conflict.field === 'item.quantity' ? 'items' : conflict.field);

const when = (is: boolean, kind: Exclude<Attention['kind'], 'unsure' | 'conflict' | 'engines'>): Attention[] =>
  is ? [{ kind }] : [];

/** Fields by which parcels are told apart, counted and paid. */
const WEIGHTY: readonly ReviewedField[] = ['shop', 'orderNumber', 'items', 'total', 'tracking'];

/** Whether it stands in the way of confirming several orders at once; little doubts about lesser fields do not. */
export const isBlocking = (attention: Attention): boolean =>
  attention.kind === 'unsure' ? WEIGHTY.includes(attention.field) : true;
