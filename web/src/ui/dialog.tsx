import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import { IconButton } from './button.tsx';
import styles from './dialog.module.css';
import { CloseIcon } from './icons.tsx';

/** What is written or chosen in; the platform would begin at the button that closes. */
const FIRST_FIELD = `.${styles.body} :is(input:is([type=text], [type=search], [type=email], :not([type])), select, textarea)`;

/**
 * A modal dialog, on the platform's own: the focus stays inside and goes back afterwards, Escape closes. It is open
 * while it is drawn.
 *
 * @param isBusy something is being carried out that must not be walked away from: nothing closes it
 */
export function Dialog(props: {
  title: string;
  onClose: () => void;
  isBusy?: boolean;
  isWide?: boolean;
  children: ReactNode;
  /** the buttons at its end */
  buttons?: ReactNode;
}) {
  const { t } = useTexts();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const canClose = !props.isBusy;
  const isLeaving = useRef(false);
  // Closed before it leaves the page, so that the browser gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    isLeaving.current = false;
    element?.showModal();
    // The keyboard of a phone would cover what there is to choose from.
    if (matchMedia('(pointer: fine)').matches) element?.querySelector<HTMLElement>(FIRST_FIELD)?.focus();
    return () => {
      isLeaving.current = true;
      element?.close();
    };
  }, []);
  usePressOutside(dialog, () => canClose && props.onClose());
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className={styles.dialog}
      data-wide={props.isWide ? '' : undefined}
      onCancel={(event) => {
        // Also file inputs and date fields inside of it say "cancel".
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        if (canClose) props.onClose();
      }}
      // A browser may close it without asking, after two Escapes in a row.
      onClose={(event) => {
        const isItself = event.target === event.currentTarget && !event.currentTarget.open;
        if (isItself && !isLeaving.current) props.onClose();
      }}
    >
      <div className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          {props.title}
        </h2>
        <IconButton label={t('app.close')} disabled={!canClose} onClick={props.onClose}>
          <CloseIcon />
        </IconButton>
      </div>
      <div className={styles.body}>{props.children}</div>
      {props.buttons && <div className={styles.buttons}>{props.buttons}</div>}
    </dialog>
  );
}

/** A press that begins on the backdrop: the dialog itself is hit there, outside of its own box. */
function usePressOutside(dialog: React.RefObject<HTMLDialogElement | null>, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const element = dialog.current;
    const press = (event: PointerEvent) => {
      if (event.target !== element || !element) return;
      const box = element.getBoundingClientRect();
      const isInside =
        event.clientX >= box.left &&
        event.clientX <= box.right &&
        event.clientY >= box.top &&
        event.clientY <= box.bottom;
      if (!isInside) latest.current();
    };
    element?.addEventListener('pointerdown', press);
    return () => element?.removeEventListener('pointerdown', press);
  }, [dialog]);
}
