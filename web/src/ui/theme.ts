import { useSyncExternalStore } from 'react';

/** 'auto' follows the system. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Also read by public/before-paint.js. */
const STORAGE_KEY = 'casillero.theme';
const listeners = new Set<() => void>();

/** The chosen appearance; it stands on the html element, where the style sheets read it. */
export function currentTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'auto';
}

/** Chooses an appearance and remembers it on this device. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(STORAGE_KEY, theme);
  } catch {
    // Private windows may refuse; the choice then lasts until the page is closed.
  }
  for (const listener of listeners) listener();
}

/** The one after it in the round auto, light, dark. */
export const nextTheme = (theme: Theme): Theme => THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';

const subscribe = (onChange: () => void) => {
  listeners.add(onChange);
  return () => listeners.delete(onChange);
};

/** The chosen appearance, drawn again when it changes. */
export const useTheme = (): Theme => useSyncExternalStore(subscribe, currentTheme);
