import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

const AnnounceContext = createContext<(text: string) => void>(() => {});

/** Says a sentence to screen readers when they are free; nothing is shown. */
export const useAnnounce = (): ((text: string) => void) => useContext(AnnounceContext);

/** Holds the one polite live region of the page. It has to be in the page before anything is said. */
export function LiveRegion({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ text: '', count: 0 });
  const announce = useCallback((text: string) => setSaid(({ count }) => ({ text, count: count + 1 })), []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="log" aria-live="polite" aria-relevant="additions" className="visually-hidden">
        {/* A new element each time, so that the same sentence is said twice if it happens twice. */}
        {said.text && <p key={said.count}>{said.text}</p>}
      </div>
    </AnnounceContext>
  );
}
