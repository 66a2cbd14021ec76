import { useEffect, useId, useRef, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { Live } from '../../live/live.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { IconButton } from '../../ui/button.tsx';
import { BackIcon, CloseIcon, FitIcon, MinusIcon, NextIcon, PlusIcon } from '../../ui/icons.tsx';
import { SCALE_MAX, type Size, ZOOM_STEP } from '../../ui/pan-zoom.ts';
import { Bone, FailureNotice, Skeleton } from '../../ui/states.tsx';
import { usePanZoom } from '../../ui/use-pan-zoom.ts';
import styles from './viewer.module.css';

/** A picture that can be looked at: its number within the batch, its name, and its own pixels if they are known. */
export type Viewed = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly size: Size | null;
};

/**
 * The full picture over the page. Left and right go to the neighbours while the whole picture is seen and move it when
 * it is zoomed; + and − zoom, 0 shows the whole, Escape closes. The focus stays inside and goes back afterwards.
 */
export function Viewer(props: {
  pictures: readonly Viewed[];
  count: number;
  viewedId: string;
  /** left out: the number of the screenshot among all */
  title?: string;
  picture: Live<string>;
  onRetry: () => void;
  onView: (id: string) => void;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const hintId = useId();
  const place = props.pictures.findIndex(({ id }) => id === props.viewedId);
  const viewed = props.pictures[place];
  if (!viewed) return null;
  const go = (step: -1 | 1) => {
    const next = props.pictures[place + step];
    if (next) props.onView(next.id);
  };
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      className={styles.overlay ?? ''}
    >
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''} aria-describedby={hintId}>
          <p id={hintId} className="visually-hidden">
            {t('viewer.picture')}
          </p>
          <div className={styles.bar}>
            <Heading slot="title" className={styles.title ?? ''}>
              {props.title ?? t('viewer.title', { number: viewed.number, count: props.count })}
            </Heading>
            {props.count > 1 && (
              <>
                <IconButton label={t('viewer.previous')} disabled={place === 0} onClick={() => go(-1)}>
                  <BackIcon />
                </IconButton>
                <IconButton
                  label={t('viewer.next')}
                  disabled={place === props.pictures.length - 1}
                  onClick={() => go(1)}
                >
                  <NextIcon />
                </IconButton>
              </>
            )}
            <IconButton label={t('app.close')} onClick={props.onClose}>
              <CloseIcon />
            </IconButton>
          </div>
          <Stage viewed={viewed} picture={props.picture} onRetry={props.onRetry} onStep={go} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The picture and its zoom. The dialog is modal, so every key is meant for it, wherever in it the focus is. */
function Stage(props: { viewed: Viewed; picture: Live<string>; onRetry: () => void; onStep: (step: -1 | 1) => void }) {
  const { t } = useTexts();
  const { viewed, picture } = props;
  const [measured, setMeasured] = useState<{ id: string; size: Size } | null>(null);
  const size = measured?.id === viewed.id ? measured.size : viewed.size;
  const { frame, view, fitted, isZoomed, zoom, reset, moveByKey, pointerHandlers } = usePanZoom(viewed.id, size);
  useDocumentKeys((event) => {
    const act = KEYS[event.key];
    if (moveByKey(event.key)) event.preventDefault();
    else if (act === 'previous' || act === 'next') props.onStep(act === 'next' ? 1 : -1);
    else if (act === 'whole') reset();
    else if (act) zoom(act === 'nearer' ? ZOOM_STEP : 1 / ZOOM_STEP);
  });
  return (
    <>
      <div
        ref={frame}
        className={styles.stage}
        data-zoomed={isZoomed ? '' : undefined}
        {...(picture.status === 'ready' ? pointerHandlers : {})}
      >
        {picture.status === 'ready' && (
          <img
            src={picture.value}
            alt={viewed.name}
            draggable={false}
            className={styles.image}
            onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
              setMeasured({ id: viewed.id, size: { width, height } })
            }
            style={{
              ...(fitted ? { width: fitted.width, height: fitted.height } : {}),
              transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
            }}
          />
        )}
        {picture.status === 'waiting' && (
          <Skeleton>
            <Bone width="min(20rem, 60vw)" height="60vh" />
          </Skeleton>
        )}
        {picture.status === 'failed' && <FailureNotice failure={picture.failure} onRetry={props.onRetry} />}
      </div>
      <div className={styles.zoom}>
        <IconButton label={t('viewer.zoomOut')} disabled={!isZoomed} onClick={() => zoom(1 / ZOOM_STEP)}>
          <MinusIcon />
        </IconButton>
        <IconButton label={t('viewer.fit')} disabled={!isZoomed} onClick={reset}>
          <FitIcon />
        </IconButton>
        <IconButton label={t('viewer.zoomIn')} disabled={view.scale >= SCALE_MAX} onClick={() => zoom(ZOOM_STEP)}>
          <PlusIcon />
        </IconButton>
      </div>
    </>
  );
}

/** Calls `act` for each key without Ctrl, Alt or Command, which belong to the browser. */
function useDocumentKeys(act: (event: KeyboardEvent) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!event.ctrlKey && !event.metaKey && !event.altKey) latest.current(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

const KEYS: Readonly<Record<string, 'nearer' | 'farther' | 'whole' | 'previous' | 'next'>> = {
  '+': 'nearer',
  '=': 'nearer',
  '-': 'farther',
  '0': 'whole',
  ArrowLeft: 'previous',
  ArrowRight: 'next',
  PageUp: 'previous',
  PageDown: 'next',
};
