import type { ReviewedField } from '@casillero/domain/review/reviewed-fields';
import { formatMoney } from '../../formats/money.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { PencilIcon, WarningIcon } from '../../ui/icons.tsx';
import { fieldOf } from './field-order.ts';
import styles from './order-form.module.css';
import type { ReviewedOrder } from './ports.ts';

/** Why a field needs a look, what else was seen, and that a person has corrected it; nothing where all is well. */
export function FieldMarks({ order, field }: { order: ReviewedOrder; field: ReviewedField }) {
  const { t } = useTexts();
  const reasons = [
    ...new Set(
      order.attention.flatMap((each) =>
        each.kind === 'late' || each.kind === 'removed' || fieldOf(each) !== field ? [] : [each.kind],
      ),
    ),
  ];
  const seen = useOtherValues(order, field);
  if (order.corrections[field])
    return (
      <p className={styles.corrected}>
        <PencilIcon />
        {t('review.corrected')}
      </p>
    );
  if (reasons.length === 0) return null;
  return (
    <p className={styles.mark}>
      <WarningIcon />
      <span>
        {reasons.map((kind) => t(`review.why.${kind}`)).join(' ')}
        {seen.length > 0 && ` ${t('review.alsoSeen', { values: seen.join(' · ') })}`}
      </span>
    </p>
  );
}

/** What other screenshots, or the other engine, say about the field. */
function useOtherValues(order: ReviewedOrder, field: ReviewedField): string[] {
  const { region } = useTexts();
  const write = (value: string | number) =>
    typeof value === 'number' && field !== 'items' ? formatMoney(region, value, order.order.currency) : String(value);
  const conflicting = order.conflicts
    .filter((conflict) => conflict.field === field)
    .flatMap(({ values }) => values.slice(1).map(({ value }) => write(value)));
  const engines = order.parts
    .flatMap(({ disagreements }) => disagreements)
    .filter((each) => each.field === field)
    .flatMap((each) =>
      each.field === 'total'
        ? [each.vision, each.ocr]
            .filter((value) => value !== null && value !== order.order.total)
            .map((value) => write(value ?? 0))
        : [...each.vision, ...each.ocr].filter(
            (number) => !order.order.tracking.some((known) => known.number === number),
          ),
    );
  return [...new Set([...conflicting, ...engines])];
}
