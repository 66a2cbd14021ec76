import { CARRIERS, type Carrier, type OrderTracking } from '@casillero/domain/order/order';
import { trackingForm } from '@casillero/domain/order/tracking-number';
import { useRef, useState } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { CloseIcon, PlusIcon } from '../../ui/icons.tsx';
import { SelectField } from '../../ui/select.tsx';
import { EditorFrame, type EditorProps } from './editor-frame.tsx';
import styles from './order-form.module.css';

type Row = { readonly key: number; readonly number: string; readonly carrier: Carrier | '' };

/** The tracking numbers, each with its carrier and, while it is typed, whether its check digit agrees. */
export function TrackingEditor({
  tracking,
  onLook,
  ...frame
}: EditorProps & { tracking: readonly OrderTracking[]; onLook: (entry: number) => void }) {
  const { t } = useTexts();
  const nextKey = useRef(tracking.length);
  const [rows, setRows] = useState<readonly Row[]>(() => {
    const known = tracking.map(({ number, carrier }, key): Row => ({ key, number, carrier: carrier ?? '' }));
    return known.length > 0 ? known : [{ key: nextKey.current++, number: '', carrier: '' }];
  });
  const change = (key: number, fields: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...fields } : row)));
  const save = () =>
    frame.onSave({
      tracking: rows
        .filter(({ number }) => /[0-9a-z]/i.test(number))
        .map(({ number, carrier }) => {
          const plain = number.toUpperCase().replace(/[^0-9A-Z]/g, '');
          const form = trackingForm(plain);
          return {
            number: plain,
            carrier: carrier === '' ? (form?.carrier ?? null) : carrier,
            isVerified: form?.isVerified ?? false,
          };
        }),
    });
  return (
    <EditorFrame {...frame} onSubmit={save}>
      <ul className={styles.entries}>
        {rows.map((row, place) => {
          const form = trackingForm(row.number);
          const hint = row.number.trim() === '' ? '' : form?.isVerified ? t('order.verified') : t('review.unverified');
          return (
            <li key={row.key} className={styles.trackingEntry} onFocus={() => onLook(place)}>
              <Field
                label={t('review.trackingNumber', { number: place + 1 })}
                autoFocus={place === rows.length - 1}
                value={row.number}
                hint={hint}
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                onChange={(event) => change(row.key, { number: event.target.value, carrier: '' })}
              />
              <SelectField
                label={t('review.carrier')}
                value={row.carrier === '' ? (form?.carrier ?? '') : row.carrier}
                options={[
                  { value: '', label: t('order.carrierUnknown') },
                  ...CARRIERS.map((value) => ({ value, label: value })),
                ]}
                onChange={(carrier) => change(row.key, { carrier })}
              />
              <IconButton
                label={t('review.remove', { what: t('review.trackingNumber', { number: place + 1 }) })}
                onClick={() => setRows(rows.filter((each) => each !== row))}
              >
                <CloseIcon />
              </IconButton>
            </li>
          );
        })}
      </ul>
      <div>
        <Button look="quiet" onClick={() => setRows([...rows, { key: nextKey.current++, number: '', carrier: '' }])}>
          <PlusIcon />
          {t('review.addTracking')}
        </Button>
      </div>
    </EditorFrame>
  );
}
