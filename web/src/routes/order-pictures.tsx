import { REVIEWED_FIELDS } from '@casillero/domain/review/reviewed-fields';
import { useCallback, useRef, useState } from 'react';
import { usePicture } from '../features/media/media-image.tsx';
import { placesOf, type Wanted } from '../features/review/field-places.ts';
import { type PaneHandle, PicturePane } from '../features/review/picture-pane.tsx';
import type { ReviewedOrder } from '../features/review/ports.ts';
import { useKeys } from '../features/review/use-keys.ts';
import { type Screenshot, useScreenshotsPorts } from '../features/screenshots/ports.ts';
import { useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { IconButton } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { ExpandIcon } from '../ui/icons.tsx';
import { ZOOM_STEP } from '../ui/pan-zoom.ts';
import styles from './review.module.css';

const NONE: readonly Screenshot[] = [];

/** The screenshots of an order in the order in which they were received; empty until they are there. */
export function useOrderScreenshots(tenantId: string, order: ReviewedOrder): readonly Screenshot[] {
  const { watchScreenshotsById } = useScreenshotsPorts();
  const ids = order.parts.map(({ screenshotId }) => screenshotId);
  const { live } = useLiveQuery(() => watchScreenshotsById(tenantId, ids), `${tenantId}/${ids.join('/')}`);
  if (live.status !== 'ready') return NONE;
  return ids.flatMap((id) => live.value.find((screenshot) => screenshot.id === id) ?? []);
}

/** The pictures of an order, one seen at a time, with the places where its fields were read. */
export function OrderPictures(props: {
  tenantId: string;
  order: ReviewedOrder;
  screenshots: readonly Screenshot[];
  pictureId: string;
  onPicture: (id: string) => void;
  active: Wanted | null;
}) {
  const { t } = useTexts();
  const { tenantId, order, screenshots, pictureId } = props;
  const [isLarge, setLarge] = useState(false);
  const { picture, retry } = usePicture(tenantId, pictureId, 'picture', pictureId !== '');
  const shown = screenshots.find(({ id }) => id === pictureId);
  const pane = useRef<PaneHandle | null>(null);
  const keepPane = useCallback((handle: PaneHandle) => {
    pane.current = handle;
  }, []);
  useKeys({
    '+': () => pane.current?.zoom(ZOOM_STEP),
    '=': () => pane.current?.zoom(ZOOM_STEP),
    '-': () => pane.current?.zoom(1 / ZOOM_STEP),
    '0': () => pane.current?.whole(),
  });
  const here = (wanted: Wanted) => placesOf(order, shown ? [shown] : [], wanted).map(({ box }) => box);
  const boxes = REVIEWED_FIELDS.flatMap((field) =>
    field === 'items' || field === 'tracking'
      ? order.order[field].flatMap((_, entry) => here({ field, entry }))
      : here({ field }),
  );
  const active = props.active ? (here(props.active)[0] ?? null) : null;
  const { width = null, height = null } = shown?.media ?? {};
  const place = order.parts.findIndex(({ screenshotId }) => screenshotId === pictureId);
  return (
    <section className={styles.pictures} aria-label={t('review.pictures')} data-large={isLarge ? '' : undefined}>
      {order.parts.length > 1 && (
        <Choice
          label={t('review.pictures')}
          value={pictureId}
          options={order.parts.map((part, index) => ({
            value: part.screenshotId,
            label: t('review.picture', { number: index + 1 }),
            ...(part.state === 'counted' ? {} : { count: t(`review.part.${part.state}`), isUrgent: true }),
          }))}
          onChange={props.onPicture}
        />
      )}
      <div className={styles.stage}>
        <PicturePane
          pictureId={pictureId}
          name={t('shot.alt', { number: place + 1, count: order.parts.length })}
          size={width !== null && height !== null ? { width, height } : null}
          picture={picture}
          onRetry={retry}
          boxes={boxes}
          active={active}
          onReady={keepPane}
          button={
            <span className={styles.enlarge}>
              <IconButton
                label={isLarge ? t('review.smaller') : t('review.larger')}
                onClick={() => setLarge(!isLarge)}
                aria-pressed={isLarge}
              >
                <ExpandIcon />
              </IconButton>
            </span>
          }
        />
      </div>
    </section>
  );
}
