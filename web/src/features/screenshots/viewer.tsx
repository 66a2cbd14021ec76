import { type KeyboardEvent, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { Live } from '../../live/live.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { IconButton } from '../../ui/button.tsx';
import { BackIcon, CloseIcon, FitIcon, MinusIcon, NextIcon, PlusIcon } from '../../ui/icons.tsx';
import { Bone, FailureNotice, Skeleton } from '../../ui/states.tsx';
import { SCALE_MAX, type Size, ZOOM_STEP } from './pan-zoom.ts';
import { usePanZoom } from './use-pan-zoom.ts';
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
  picture: Live<string>;
  onRetry: () => void;
  onView: (id: string) => void;
  onClose: () => void;
}) {
  const { t } = useTexts();
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
        <Dialog className={styles.dialog ?? ''}>
          <div className={styles.bar}>
            <Heading slot="title" className={styles.title ?? ''}>
              {t('viewer.title', { number: viewed.number, count: props.count })}
            </Heading>
            <IconButton label={t('viewer.previous')} disabled={place === 0} onClick={() => go(-1)}>
              <BackIcon />
            </IconButton>
            <IconButton label={t('viewer.next')} disabled={place === props.pictures.length - 1} onClick={() => go(1)}>
              <NextIcon />
            </IconButton>
            <IconButton label={t('app.close')} onClick={props.onClose}>
              <CloseIcon />
            </IconButton>
          </div>
          {props.picture.status === 'ready' && (
            <Stage key={viewed.id} viewed={viewed} url={props.picture.value} onStep={go} />
          )}
          {props.picture.status === 'waiting' && (
            <div className={styles.waiting}>
              <Skeleton>
                <Bone width="min(20rem, 60vw)" height="60vh" />
              </Skeleton>
            </div>
          )}
          {props.picture.status === 'failed' && (
            <div className={styles.waiting}>
              <FailureNotice failure={props.picture.failure} onRetry={props.onRetry} />
            </div>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The picture and its zoom. A new picture begins whole. */
function Stage({ viewed, url, onStep }: { viewed: Viewed; url: string; onStep: (step: -1 | 1) => void }) {
  const { t } = useTexts();
  const [ownSize, setOwnSize] = useState<Size | null>(viewed.size);
  const { frame, view, fitted, isZoomed, zoom, reset, moveByKey, pointerHandlers } = usePanZoom(ownSize);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = KEYS[event.key];
    if (moveByKey(event.key)) event.preventDefault();
    else if (act === 'previous' || act === 'next') onStep(act === 'next' ? 1 : -1);
    else if (act === 'whole') reset();
    else if (act) zoom(act === 'nearer' ? ZOOM_STEP : 1 / ZOOM_STEP);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this is one thing that takes keys */}
      <div
        ref={frame}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved and zoomed with keys
        tabIndex={0}
        // biome-ignore lint/a11y/noAutofocus: the keys work from the moment the dialog opens
        autoFocus
        className={styles.stage}
        data-zoomed={isZoomed ? '' : undefined}
        aria-label={t('viewer.picture')}
        onKeyDown={onKeyDown}
        {...pointerHandlers}
      >
        <img
          src={url}
          alt={viewed.name}
          draggable={false}
          className={styles.image}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setOwnSize({ width: naturalWidth, height: naturalHeight })
          }
          style={{
            ...(fitted ? { width: fitted.width, height: fitted.height } : {}),
            transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
          }}
        />
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
