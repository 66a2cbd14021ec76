import type { FieldBox } from '@casillero/domain/order/field-boxes';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Live } from '../../live/live.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { IconButton } from '../../ui/button.tsx';
import { FitIcon, MinusIcon, PlusIcon } from '../../ui/icons.tsx';
import { SCALE_MAX, type Size, ZOOM_STEP } from '../../ui/pan-zoom.ts';
import { Bone, FailureNotice, Skeleton } from '../../ui/states.tsx';
import { usePanZoom } from '../../ui/use-pan-zoom.ts';
import styles from './picture-pane.module.css';

export type PaneHandle = { readonly zoom: (factor: number) => void; readonly whole: () => void };

/**
 * One picture of an order with the places where its fields were read. The one that is looked at is brought into the
 * middle; wheel, fingers and buttons go on from there.
 */
export function PicturePane(props: {
  pictureId: string;
  name: string;
  size: Size | null;
  picture: Live<string>;
  onRetry: () => void;
  boxes: readonly FieldBox[];
  /** the place of the field that has the focus */
  active: FieldBox | null;
  onReady: (handle: PaneHandle) => void;
  /** another button beside those of the zoom */
  button: ReactNode;
}) {
  const { t } = useTexts();
  const [measured, setMeasured] = useState<{ id: string; size: Size } | null>(null);
  const size = measured?.id === props.pictureId ? measured.size : props.size;
  const { frame, view, fitted, isZoomed, zoom, reset, show, pointerHandlers } = usePanZoom(props.pictureId, size);
  const { onReady } = props;
  useEffect(() => onReady({ zoom: (factor) => void zoom(factor), whole: reset }));

  const shown = props.active === null || !fitted ? '' : `${props.pictureId} ${placeKey(props.active)}`;
  const last = useRef('');
  useEffect(() => {
    if (shown === last.current) return;
    last.current = shown;
    if (shown !== '') show(props.active);
  });

  const isReady = props.picture.status === 'ready';
  return (
    <div className={styles.pane}>
      <div
        ref={frame}
        className={styles.frame}
        data-zoomed={isZoomed ? '' : undefined}
        {...(isReady ? pointerHandlers : {})}
      >
        {props.picture.status === 'ready' && (
          <div
            className={styles.sheet}
            style={{
              ...(fitted ? { width: fitted.width, height: fitted.height } : {}),
              transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
            }}
          >
            <img
              src={props.picture.value}
              alt={props.name}
              draggable={false}
              className={styles.image}
              onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
                setMeasured({ id: props.pictureId, size: { width, height } })
              }
            />
            {fitted &&
              marksOf(props.boxes, props.active).map((box) => (
                <Mark key={placeKey(box)} box={box} scale={view.scale} isActive={isSame(box, props.active)} />
              ))}
          </div>
        )}
        {props.picture.status === 'waiting' && (
          <Skeleton>
            <Bone width="min(16rem, 50vw)" height="24rem" />
          </Skeleton>
        )}
        {props.picture.status === 'failed' && <FailureNotice failure={props.picture.failure} onRetry={props.onRetry} />}
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
        {props.button}
      </div>
    </div>
  );
}

/** Each place once: two fields may stand in one word. */
const marksOf = (boxes: readonly FieldBox[], active: FieldBox | null): FieldBox[] => [
  ...new Map([...boxes, ...(active ? [active] : [])].map((box) => [placeKey(box), box])).values(),
];

const placeKey = ({ x, y, width, height }: FieldBox): string => [x, y, width, height].join(' ');
const isSame = (box: FieldBox, active: FieldBox | null): boolean =>
  active !== null && placeKey(box) === placeKey(active);

/** A frame around a place; its line is as thick on the screen however near the picture is. */
const Mark = ({ box, scale, isActive }: { box: FieldBox; scale: number; isActive: boolean }) => (
  <span
    aria-hidden="true"
    className={styles.mark}
    data-active={isActive ? '' : undefined}
    style={{
      left: `${box.x * 100}%`,
      top: `${box.y * 100}%`,
      width: `${box.width * 100}%`,
      height: `${box.height * 100}%`,
      outlineWidth: (isActive ? 3 : 1.5) / scale,
      outlineOffset: 3 / scale,
    }}
  />
);
