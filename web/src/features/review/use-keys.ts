import { useEffect, useRef } from 'react';

/**
 * Single keys of a page, by `KeyboardEvent.key` in lower case. They stand back while somebody writes, chooses from a list
 * or is in a dialog, and Enter also where it presses a button or follows a link. Ctrl, Alt and Command belong to the
 * browser.
 */
export function useKeys(acts: Readonly<Record<string, () => void>>): void {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
      const target = event.target instanceof HTMLElement ? event.target : document.body;
      if (target.closest('input, select, textarea, dialog, [role=menu], [contenteditable]')) return;
      if (event.key === 'Enter' && target.closest('button, a')) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const act = latest.current[key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
