import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useTexts } from '../texts/use-texts.ts';
import { Button, IconButton } from './button.tsx';
import { CloseIcon } from './icons.tsx';
import { useAnnounce } from './live-region.tsx';
import styles from './toast.module.css';

/** What was just done, said in passing; `undo` takes it back while it is shown. */
export type Toast = { readonly text: string; readonly undo?: () => void };

/** How long it stays, in milliseconds; twice as long when there is something to press. A pointer or the focus on it holds it. */
const SHOWN_FOR_MS = 6_000;

const ToastContext = createContext<(toast: Toast) => void>(() => {});

/** Shows a toast in place of the last one, and says it. */
export const useToast = (): ((toast: Toast) => void) => useContext(ToastContext);

/** Holds the one toast of the page. */
export function ToastHolder({ children }: { children: ReactNode }) {
  const announce = useAnnounce();
  const [shown, setShown] = useState<{ toast: Toast; count: number } | null>(null);
  const show = useCallback(
    (toast: Toast) => {
      setShown((last) => ({ toast, count: (last?.count ?? 0) + 1 }));
      announce(toast.text);
    },
    [announce],
  );
  return (
    <ToastContext value={show}>
      {children}
      {shown && <ShownToast key={shown.count} toast={shown.toast} onClose={() => setShown(null)} />}
    </ToastContext>
  );
}

function ShownToast({ toast, onClose }: { toast: Toast; onClose: () => void }) {
  const { t } = useTexts();
  const [isHeld, setHeld] = useState(false);
  const milliseconds = toast.undo ? 2 * SHOWN_FOR_MS : SHOWN_FOR_MS;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a toast keeps its time whoever draws it again
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(onClose, milliseconds);
    return () => clearTimeout(timer);
  }, [isHeld, milliseconds]);
  const section = useRef<HTMLElement>(null);
  const cameFrom = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const element = section.current;
    return () => {
      // Whoever pressed something here goes back to where they were.
      if (element?.contains(document.activeElement) && cameFrom.current instanceof HTMLElement)
        cameFrom.current.focus();
    };
  }, []);
  return (
    <section
      ref={section}
      aria-label={t('app.justDone')}
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={({ relatedTarget }) => {
        setHeld(true);
        if (!section.current?.contains(relatedTarget)) cameFrom.current = relatedTarget;
      }}
      onBlur={() => setHeld(false)}
    >
      <p className={styles.text}>{toast.text}</p>
      {toast.undo && (
        <Button
          look="quiet"
          onClick={() => {
            toast.undo?.();
            onClose();
          }}
        >
          {t('app.undo')}
        </Button>
      )}
      <IconButton label={t('app.dismiss')} onClick={onClose}>
        <CloseIcon />
      </IconButton>
    </section>
  );
}
