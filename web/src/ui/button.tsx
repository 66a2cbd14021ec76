import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'react-router-dom';
import styles from './button.module.css';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
  look?: Look;
  /** Being carried out: it keeps its place and its focus, and presses do nothing. */
  isBusy?: boolean;
};

/** A button; `type="button"` unless said otherwise. */
export function Button({ look = 'plain', isBusy = false, onClick, type = 'button', ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type}
      className={`${styles.button} ${styles[look]}`}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
    />
  );
}

/** A square button that shows an icon; `label` is its name and its tooltip. */
export function IconButton({
  label,
  children,
  ...rest
}: Omit<Props, 'look' | 'isBusy' | 'title' | 'aria-label'> & { label: string }) {
  return (
    <button type="button" {...rest} className={`${styles.button} ${styles.icon}`} aria-label={label} title={label}>
      {children}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink({ to, look = 'plain', children }: { to: string; look?: Look; children: ReactNode }) {
  return (
    <Link to={to} className={`${styles.button} ${styles[look]}`}>
      {children}
    </Link>
  );
}
