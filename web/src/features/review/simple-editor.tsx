import { ORDER_STATUSES, type Order } from '@casillero/domain/order/order';
import { type CorrectedFields, TEXT_MAX } from '@casillero/domain/review/corrections';
import { useState } from 'react';
import { parseAmount } from '../../formats/parse-amount.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Field } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select.tsx';
import { EditorFrame, type EditorProps } from './editor-frame.tsx';
import { isAmountField, type SimpleField } from './field-text.ts';

/** Writes one value anew, in the kind of field that it needs; empty clears it. */
export function SimpleEditor({ field, order, ...frame }: EditorProps & { field: SimpleField; order: Order }) {
  const { t } = useTexts();
  const [typed, setTyped] = useState(() => asTyped(order, field));
  const [error, setError] = useState<string | null>(null);
  const label = t(`review.field.${field}`);
  const save = () => {
    const parsed = parse(field, typed);
    if (typeof parsed === 'string') return setError(t(`review.invalid.${parsed}`));
    setError(null);
    frame.onSave(parsed);
  };
  return (
    <EditorFrame {...frame} onSubmit={save}>
      {field === 'status' ? (
        <SelectField
          label={label}
          autoFocus
          value={typed}
          options={[
            { value: '', label: t('review.nothing') },
            ...ORDER_STATUSES.map((value) => ({ value: String(value), label: t(`order.status.${value}`) })),
          ]}
          onChange={setTyped}
        />
      ) : (
        <Field
          label={label}
          autoFocus
          error={error}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          {...INPUTS[field]}
          {...(isAmountField(field) ? { inputMode: 'decimal' } : {})}
          onChange={(event) => setTyped(event.target.value)}
          onFocus={(event) => event.target.type === 'text' && event.target.select()}
        />
      )}
    </EditorFrame>
  );
}

const INPUTS: Readonly<Partial<Record<SimpleField, React.InputHTMLAttributes<HTMLInputElement>>>> = {
  orderDate: { type: 'date' },
  currency: { type: 'text', autoCapitalize: 'characters', maxLength: 3 },
  orderNumber: { type: 'text', autoCapitalize: 'characters' },
  customerName: { type: 'text', autoCapitalize: 'words' },
  shop: { type: 'text', autoCapitalize: 'words' },
};

const asTyped = (order: Order, field: SimpleField): string => {
  const value = order[field];
  return typeof value === 'number' ? value.toFixed(2) : (value ?? '');
};

/** @returns the change, or what is wrong with what was typed */
function parse(field: SimpleField, typed: string): CorrectedFields | 'amount' | 'currency' | 'long' {
  const text = typed.trim() === '' ? null : typed.trim();
  if (isAmountField(field)) {
    const amount = parseAmount(typed);
    return amount === 'not-an-amount' ? 'amount' : { [field]: amount };
  }
  switch (field) {
    case 'status':
      return { status: ORDER_STATUSES.find((status) => status === text) ?? null };
    case 'currency': {
      const code = text?.toUpperCase() ?? null;
      return code !== null && !/^[A-Z]{3}$/.test(code) ? 'currency' : { currency: code };
    }
    default:
      return (text?.length ?? 0) > TEXT_MAX ? 'long' : { [field]: text };
  }
}
