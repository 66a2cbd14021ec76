import type { Order } from '@casillero/domain/order/order';
import type { Failure, Result } from '@casillero/domain/result';
import type { CorrectedFields } from '@casillero/domain/review/corrections';
import type { ReviewedField } from '@casillero/domain/review/reviewed-fields';
import { useState } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { FieldMarks } from './field-marks.tsx';
import { fieldOrder } from './field-order.ts';
import type { Wanted } from './field-places.ts';
import { ListRow, SimpleRow } from './field-row.tsx';
import { useFieldText } from './field-text.ts';
import { ItemsEditor } from './items-editor.tsx';
import styles from './order-form.module.css';
import type { ReviewedOrder } from './ports.ts';
import { SimpleEditor } from './simple-editor.tsx';
import { TrackingEditor } from './tracking-editor.tsx';

export type Change = { readonly set: CorrectedFields; readonly reset: readonly ReviewedField[] };

/**
 * An order's fields beside its pictures: those that need a look first, in an order that stays while they are worked on.
 * One is edited at a time.
 */
export function OrderForm(props: {
  order: ReviewedOrder;
  /** what counts: with the corrections over the reading */
  effective: Order;
  mayEdit: boolean;
  editing: ReviewedField | null;
  onEdit: (field: ReviewedField | null) => void;
  active: Wanted | null;
  onLook: (wanted: Wanted) => void;
  onChange: (change: Change) => Promise<Result<unknown> | null>;
}) {
  const { t } = useTexts();
  const [{ doubtful, others }] = useState(() => fieldOrder(props.order.attention));
  const row = (field: ReviewedField) => <FieldPlace key={field} {...props} field={field} />;
  return (
    <>
      {doubtful.length > 0 && (
        <section className={styles.doubtful} aria-label={t('review.checkFirst')}>
          <h2 className={styles.heading}>{t('review.checkFirst')}</h2>
          {doubtful.map(row)}
        </section>
      )}
      <section className={styles.others} aria-label={t('review.fields')}>
        {doubtful.length > 0 && <h2 className={styles.heading}>{t('review.otherFields')}</h2>}
        {others.map(row)}
      </section>
    </>
  );
}

function FieldPlace({ field, ...props }: Parameters<typeof OrderForm>[0] & { field: ReviewedField }) {
  const { t } = useTexts();
  const textOf = useFieldText();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { order, effective } = props;
  const look = (entry?: number) => props.onLook(entry === undefined ? { field } : { field, entry });
  const change = async (made: Change) => {
    setBusy(true);
    setFailure(null);
    const outcome = await props.onChange(made);
    setBusy(false);
    if (outcome?.ok) props.onEdit(null);
    else if (outcome) setFailure(outcome.failure);
  };
  if (props.editing !== field) {
    const row = {
      order: effective,
      isActive: props.active?.field === field,
      mayEdit: props.mayEdit,
      marks: <FieldMarks order={order} field={field} />,
      onEdit: () => {
        look();
        props.onEdit(field);
      },
    };
    return field === 'items' || field === 'tracking' ? (
      <ListRow {...row} field={field} onLook={look} />
    ) : (
      <SimpleRow {...row} field={field} onLook={() => look()} />
    );
  }
  const readText =
    field === 'items' || field === 'tracking'
      ? order.order[field].map((each) => ('name' in each ? each.name : each.number)).join(', ') || null
      : textOf(order.order, field);
  const frame = {
    isBusy,
    failure,
    readText,
    onSave: (set: CorrectedFields) => void change({ set, reset: [] }),
    onReset: order.corrections[field] ? () => void change({ set: {}, reset: [field] }) : null,
    onCancel: () => {
      setFailure(null);
      props.onEdit(null);
    },
  };
  return (
    <div className={styles.row} data-editing="">
      {(field === 'items' || field === 'tracking') && <h3 className={styles.label}>{t(`review.field.${field}`)}</h3>}
      {field === 'items' ? (
        <ItemsEditor {...frame} items={effective.items} onLook={look} />
      ) : field === 'tracking' ? (
        <TrackingEditor {...frame} tracking={effective.tracking} onLook={look} />
      ) : (
        <SimpleEditor {...frame} field={field} order={effective} />
      )}
    </div>
  );
}
