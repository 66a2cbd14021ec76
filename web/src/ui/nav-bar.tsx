import type { ReactElement } from 'react';
import { NavLink } from 'react-router-dom';
import styles from './nav-bar.module.css';

/** The way to the other pages: a row below the bar, on a phone at the thumb's end of the screen. The open page is marked. */
export function NavBar({
  label,
  items,
}: {
  label: string;
  items: readonly {
    readonly label: string;
    readonly to: string;
    readonly icon: () => ReactElement;
    /** a figure at its corner, and what it says in words */
    readonly note?: { readonly text: string; readonly label: string } | undefined;
  }[];
}) {
  return (
    <nav aria-label={label} className={styles.bar}>
      <ul className={styles.list}>
        {items.map(({ label: name, to, icon: Drawing, note }) => (
          <li key={to} className={styles.item}>
            {/* The start page is the beginning of every address: it is open only where nothing follows. */}
            <NavLink to={to} end={to === '/'} className={styles.link ?? ''}>
              <Drawing />
              <span>{name}</span>
              {note && (
                <>
                  <span className={styles.note} aria-hidden="true">
                    {note.text}
                  </span>
                  <span className="visually-hidden">{note.label}</span>
                </>
              )}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
