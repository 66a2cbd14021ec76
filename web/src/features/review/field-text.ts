import type { Order } from '@casillero/domain/order/order';
import type { ReviewedField } from '@casillero/domain/review/reviewed-fields';
import { formatMoney } from '../../formats/money.ts';
import { formatPlainDate } from '../../formats/time.ts';
import { useTexts } from '../../texts/use-texts.ts';

/** Fields of one value each; articles and tracking numbers are lists. */
export type SimpleField = Exclude<ReviewedField, 'items' | 'tracking'>;

export const AMOUNT_FIELDS = [
  'subtotal',
  'shipping',
  'tax',
  'discount',
  'total',
] as const satisfies readonly SimpleField[];
export type AmountField = (typeof AMOUNT_FIELDS)[number];

export const isAmountField = (field: ReviewedField): field is AmountField =>
  AMOUNT_FIELDS.some((each) => each === field);

/** Writes a field's value as the reader reads it; null: nothing is in it. */
export function useFieldText(): (order: Order, field: SimpleField) => string | null {
  const { t, region } = useTexts();
  return (order, field) => {
    if (isAmountField(field)) {
      const amount = order[field];
      return amount === null ? null : formatMoney(region, amount, order.currency);
    }
    switch (field) {
      case 'status':
        return order.status && t(`order.status.${order.status}`);
      case 'orderDate':
        return order.orderDate && formatPlainDate(region, order.orderDate);
      default:
        return order[field];
    }
  };
}
