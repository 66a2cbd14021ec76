import type { Attention } from '@casillero/domain/review/attention';
import { REVIEWED_FIELDS, type ReviewedField } from '@casillero/domain/review/reviewed-fields';

/** Where sums that do not add up are looked for first. */
const WHERE: Readonly<Partial<Record<Attention['kind'], ReviewedField>>> = {
  amounts: 'total',
  duplicate: 'orderNumber',
  nothing: 'orderNumber',
};

/** The field to look at for a reason; null where it is no single field. */
export const fieldOf = (attention: Attention): ReviewedField | null =>
  'field' in attention ? attention.field : (WHERE[attention.kind] ?? null);

/** Fields that a person should look at first, then the others; each in the order of a receipt. */
export function fieldOrder(attention: readonly Attention[]): {
  readonly doubtful: readonly ReviewedField[];
  readonly others: readonly ReviewedField[];
} {
  const wanted = new Set(attention.map(fieldOf));
  return {
    doubtful: REVIEWED_FIELDS.filter((field) => wanted.has(field)),
    others: REVIEWED_FIELDS.filter((field) => !wanted.has(field)),
  };
}
