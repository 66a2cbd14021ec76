import type { Order } from '@casillero/domain/order/order';
import type { ReactNode } from 'react';
import { formatMoney } from '../../formats/money.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { IconButton } from '../../ui/button.tsx';
import { CheckIcon, PencilIcon, WarningIcon } from '../../ui/icons.tsx';
import { type SimpleField, useFieldText } from './field-text.ts';
import styles from './order-form.module.css';

type RowProps = {
  readonly order: Order;
  readonly isActive: boolean;
  readonly mayEdit: boolean;
  /** why to look at it, and whether it was corrected */
  readonly marks: ReactNode;
  readonly onEdit: () => void;
};

/** One value; pressing it opens its editor, the focus on it shows where it was read. */
export function SimpleRow(props: RowProps & { field: SimpleField; onLook: () => void }) {
  const { t } = useTexts();
  const textOf = useFieldText();
  const label = t(`review.field.${props.field}`);
  const text = textOf(props.order, props.field);
  const shown = text ?? t('review.nothing');
  return (
    <div className={styles.row} data-active={props.isActive ? '' : undefined}>
      <span className={styles.label} id={`label-${props.field}`}>
        {label}
      </span>
      <button
        type="button"
        className={styles.value}
        data-field={props.field}
        data-empty={text === null ? '' : undefined}
        data-total={props.field === 'total' ? '' : undefined}
        aria-label={props.mayEdit ? t('review.edit', { field: label, value: shown }) : `${label}: ${shown}`}
        onFocus={props.onLook}
        onPointerEnter={props.onLook}
        onClick={props.mayEdit ? props.onEdit : props.onLook}
      >
        <span>{shown}</span>
        {props.mayEdit && <PencilIcon />}
      </button>
      {props.marks}
    </div>
  );
}

/** Articles or tracking numbers; pointing at one shows where it was read. */
export function ListRow(props: RowProps & { field: 'items' | 'tracking'; onLook: (entry?: number) => void }) {
  const { t } = useTexts();
  const label = t(`review.field.${props.field}`);
  const count = props.order[props.field].length;
  return (
    <div className={styles.row} data-active={props.isActive ? '' : undefined} data-list="">
      <span className={styles.label}>{label}</span>
      {props.mayEdit && (
        <span className={styles.pencil} data-field={props.field}>
          <IconButton
            label={t('review.edit', { field: label, value: String(count) })}
            onFocus={() => props.onLook()}
            onClick={props.onEdit}
          >
            <PencilIcon />
          </IconButton>
        </span>
      )}
      {props.marks}
      {count === 0 && <p className={styles.none}>{t('review.nothing')}</p>}
      {props.field === 'items' ? (
        <Items order={props.order} onLook={props.onLook} />
      ) : (
        <Tracking order={props.order} onLook={props.onLook} />
      )}
    </div>
  );
}

type ListProps = { readonly order: Order; readonly onLook: (entry: number) => void };

function Items({ order, onLook }: ListProps) {
  const { t, region } = useTexts();
  return (
    <ul className={styles.list}>
      {order.items.map((item, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: articles have no id, and one order may hold the same one twice
        <li key={place} className={styles.item} onPointerEnter={() => onLook(place)}>
          <span className={styles.quantity}>{item.quantity} ×</span>
          <span className={styles.name}>
            {item.name}
            {(item.size || item.color) && (
              <span className={styles.variant}>
                {[item.size && t('order.size', { size: item.size }), item.color].filter(Boolean).join(' · ')}
              </span>
            )}
          </span>
          <span className={styles.price}>
            {item.unitPrice === null ? '' : formatMoney(region, item.unitPrice, order.currency)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Tracking({ order, onLook }: ListProps) {
  const { t } = useTexts();
  return (
    <ul className={styles.list}>
      {order.tracking.map(({ number, carrier, isVerified }, place) => (
        <li key={number} className={styles.tracking} onPointerEnter={() => onLook(place)}>
          <span>{carrier ?? t('order.carrierUnknown')}</span>
          <span className={styles.code}>{number}</span>
          <span className={isVerified ? styles.verified : styles.unverified}>
            {isVerified ? <CheckIcon /> : <WarningIcon />}
            {isVerified ? t('order.verified') : t('review.unverified')}
          </span>
        </li>
      ))}
    </ul>
  );
}
