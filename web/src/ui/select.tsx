import { type SelectHTMLAttributes, useId } from 'react';
import styles from './field.module.css';

/** One of several, in the platform's own list: on a phone it is the one that thumbs know. */
export function SelectField<Value extends string>({
  label,
  options,
  value,
  error = null,
  hint,
  onChange,
  ...rest
}: Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'className' | 'onChange' | 'value'> & {
  label: string;
  value: Value;
  options: readonly { readonly value: Value; readonly label: string }[];
  error?: string | null;
  hint?: string;
  onChange: (value: Value) => void;
}) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.frame} data-invalid={error ? '' : undefined}>
        <select
          {...rest}
          id={id}
          value={value}
          className={styles.input}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
      {note && (
        <p id={`${id}-note`} className={error ? styles.error : styles.hint}>
          {note}
        </p>
      )}
    </div>
  );
}
