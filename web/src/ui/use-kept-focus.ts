import { type FocusEvent, useEffect, useRef } from 'react';

const ROWS = 'li, tr';

/**
 * Keeps the focus of a list whose rows leave when they are done with: it goes to the first thing to press in the row that
 * took the place, or to what else there is to press, or to the page's heading when nothing is left. Without it the browser begins at the page's top again.
 */
export function useKeptFocus<List extends HTMLElement>() {
  const list = useRef<List>(null);
  const last = useRef<{ readonly element: Element; readonly place: number } | null>(null);
  const rows = () => [...(list.current?.querySelectorAll(ROWS) ?? [])];
  useEffect(() => {
    if (!last.current || last.current.element.isConnected) return;
    // In a dialog, or wherever its reader went meanwhile.
    if (document.activeElement && document.activeElement !== document.body) return;
    const all = rows();
    const row = all[Math.min(last.current.place, all.length - 1)];
    last.current = null;
    const next = (row ?? list.current)?.querySelector<HTMLElement>('button, a') ?? document.querySelector('h1');
    next?.focus({ preventScroll: row === undefined });
  });
  return {
    ref: list,
    onFocus: ({ target }: FocusEvent<List>) => {
      last.current = { element: target, place: rows().findIndex((row) => row.contains(target)) };
    },
    onBlur: ({ relatedTarget }: FocusEvent<List>) => {
      if (relatedTarget === null) last.current = null;
    },
  };
}
