import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { IconButton } from './button.tsx';
import { MoreIcon } from './icons.tsx';
import styles from './menu.module.css';

export type MenuItem = { readonly label: string; readonly act: () => void; readonly isDangerous?: boolean };

/** A button that opens a list of acts. Arrow keys go through it, Escape and Tab close it. */
export function Menu({ label, items }: { label: string; items: readonly MenuItem[] }) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const buttons = () => [...(frame.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  const close = () => {
    setOpen(false);
    frame.current?.querySelector('button')?.focus();
  };
  useEffect(() => {
    if (!isOpen) return;
    // All of it is in view, above the bar at the bottom of a phone.
    frame.current?.querySelector('[role=menu]')?.scrollIntoView({ block: 'nearest' });
    frame.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus({ preventScroll: true });
    const press = (event: PointerEvent) => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', press);
    return () => document.removeEventListener('pointerdown', press);
  }, [isOpen]);
  const key = (event: KeyboardEvent) => {
    const all = buttons();
    const place = all.findIndex((each) => each.matches(':focus'));
    const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Tab') setOpen(false);
    if (event.key !== 'Escape' && next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (next === undefined) close();
    else all[(next + all.length) % all.length]?.focus();
  };
  return (
    <div ref={frame} className={styles.frame}>
      <IconButton
        label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        <MoreIcon />
      </IconButton>
      {isOpen && (
        <div id={id} role="menu" aria-label={label} tabIndex={-1} className={styles.list} onKeyDown={key}>
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={styles.item}
              data-dangerous={item.isDangerous ? '' : undefined}
              onClick={() => {
                close();
                item.act();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
