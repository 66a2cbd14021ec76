import type { ReactNode } from 'react';
import styles from './switch.module.css';

/** Something that is on or off, at once: a native checkbox with the role of a switch. */
export function Switch(props: {
  label: ReactNode;
  isOn: boolean;
  /** being carried out: it shows the wish, and presses do nothing */
  isBusy?: boolean;
  isLabelHidden?: boolean;
  onChange: (isOn: boolean) => void;
}) {
  return (
    <label className={styles.switch}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={props.isOn}
        className={styles.input}
        checked={props.isOn}
        aria-disabled={props.isBusy || undefined}
        onChange={(event) => !props.isBusy && props.onChange(event.target.checked)}
      />
      <span className={styles.track} aria-hidden="true" />
      <span className={props.isLabelHidden ? 'visually-hidden' : undefined}>{props.label}</span>
    </label>
  );
}
