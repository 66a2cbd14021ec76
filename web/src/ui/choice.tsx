import { useId } from 'react';
import styles from './choice.module.css';

/** One of a few, side by side: native radio buttons, so that arrow keys and screen readers know them. */
export function Choice<Value extends string>(props: {
  label: string;
  value: Value;
  options: readonly {
    readonly value: Value;
    readonly label: string;
    readonly count?: string | undefined;
    readonly isUrgent?: boolean;
  }[];
  onChange: (value: Value) => void;
  /** those that do not fit go to another line; otherwise the line is scrolled */
  wraps?: boolean;
}) {
  const name = useId();
  return (
    <fieldset className={styles.choice} data-wraps={props.wraps ? '' : undefined}>
      <legend className="visually-hidden">{props.label}</legend>
      {props.options.map(({ value, label, count, isUrgent }) => (
        <label key={value} className={styles.option} data-urgent={isUrgent ? '' : undefined}>
          <input
            type="radio"
            className={styles.input}
            name={name}
            value={value}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          <span>{label}</span>
          {count !== undefined && <span className={styles.count}>{count}</span>}
        </label>
      ))}
    </fieldset>
  );
}
