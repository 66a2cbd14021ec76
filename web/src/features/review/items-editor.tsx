import type { OrderItem } from '@casillero/domain/order/order';
import { useRef, useState } from 'react';
import { parseAmount } from '../../formats/parse-amount.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { CloseIcon, PlusIcon } from '../../ui/icons.tsx';
import { EditorFrame, type EditorProps } from './editor-frame.tsx';
import styles from './order-form.module.css';

type Row = {
  readonly key: number;
  readonly name: string;
  readonly quantity: string;
  readonly size: string;
  readonly color: string;
  readonly unitPrice: string;
};

const EMPTY = { name: '', quantity: '1', size: '', color: '', unitPrice: '' } as const;

/** The articles as rows: what is wrong is said at its place; a row without a name is left out. */
export function ItemsEditor({
  items,
  onLook,
  ...frame
}: EditorProps & { items: readonly OrderItem[]; onLook: (entry: number) => void }) {
  const { t } = useTexts();
  const nextKey = useRef(items.length);
  const [isChecked, setChecked] = useState(false);
  const [rows, setRows] = useState<readonly Row[]>(() =>
    items.length > 0 ? items.map(asRow) : [{ ...EMPTY, key: nextKey.current++ }],
  );
  const change = (key: number, fields: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...fields } : row)));
  const save = () => {
    setChecked(true);
    const parsed = rows.filter((row) => !isEmpty(row)).map(parseRow);
    if (parsed.every((item) => item !== null)) frame.onSave({ items: parsed });
  };
  return (
    <EditorFrame {...frame} onSubmit={save}>
      <ol className={styles.entries}>
        {rows.map((row, place) => {
          const faults = isChecked && !isEmpty(row) ? faultsOf(row) : NO_FAULTS;
          const field = (name: keyof Omit<Row, 'key'>, label: string) => ({
            label,
            value: row[name],
            autoComplete: 'off',
            onChange: (event: React.ChangeEvent<HTMLInputElement>) => change(row.key, { [name]: event.target.value }),
          });
          return (
            <li key={row.key} className={styles.itemEntry} onFocus={() => onLook(place)}>
              <div className={styles.itemName}>
                <Field
                  {...field('name', t('review.itemName', { number: place + 1 }))}
                  autoFocus={place === 0}
                  error={faults.name ? t('review.invalid.name') : null}
                />
              </div>
              <Field
                {...field('quantity', t('order.quantity'))}
                inputMode="numeric"
                error={faults.quantity ? t('review.invalid.quantity') : null}
              />
              <Field
                {...field('unitPrice', t('review.price'))}
                inputMode="decimal"
                error={faults.unitPrice ? t('review.invalid.amount') : null}
              />
              <Field {...field('size', t('review.size'))} />
              <Field {...field('color', t('review.color'))} />
              <IconButton
                label={t('review.remove', { what: row.name || t('review.itemName', { number: place + 1 }) })}
                onClick={() => setRows(rows.filter((each) => each !== row))}
              >
                <CloseIcon />
              </IconButton>
            </li>
          );
        })}
      </ol>
      <div>
        <Button look="quiet" onClick={() => setRows([...rows, { ...EMPTY, key: nextKey.current++ }])}>
          <PlusIcon />
          {t('review.addItem')}
        </Button>
      </div>
    </EditorFrame>
  );
}

const asRow = (item: OrderItem, key: number): Row => ({
  key,
  name: item.name,
  quantity: String(item.quantity),
  size: item.size ?? '',
  color: item.color ?? '',
  unitPrice: item.unitPrice === null ? '' : item.unitPrice.toFixed(2),
});

const isEmpty = (row: Row): boolean =>
  [row.name, row.size, row.color, row.unitPrice].every((text) => text.trim() === '');

const NO_FAULTS = { name: false, quantity: false, unitPrice: false };

const faultsOf = (row: Row): typeof NO_FAULTS => ({
  name: row.name.trim() === '',
  quantity: !/^[1-9]\d{0,3}$/.test(row.quantity.trim()),
  unitPrice: parseAmount(row.unitPrice) === 'not-an-amount',
});

/** @returns null where something is wrong with it */
function parseRow(row: Row): OrderItem | null {
  const unitPrice = parseAmount(row.unitPrice);
  if (Object.values(faultsOf(row)).some(Boolean) || unitPrice === 'not-an-amount') return null;
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    name: row.name.trim(),
    quantity: Number(row.quantity),
    unitPrice,
    size: orNull(row.size),
    color: orNull(row.color),
  };
}
