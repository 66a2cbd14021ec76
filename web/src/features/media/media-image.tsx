import { useEffect, useMemo, useRef, useState } from 'react';
import { type Live, type LiveSource, makeLiveSource } from '../../live/live.ts';
import { useLive } from '../../live/use-live.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { PictureIcon } from '../../ui/icons.tsx';
import type { MediaKind } from './media-cache.ts';
import styles from './media-image.module.css';
import { useMediaCache } from './ports.ts';

/** How far outside of the window a picture begins to load. */
const LOAD_AHEAD = '400px';

const NEVER: LiveSource<string> = makeLiveSource(() => () => {});

/** Follows a picture of the cache; `isWanted` false loads nothing yet. */
export function usePicture(
  tenantId: string,
  screenshotId: string,
  kind: MediaKind,
  isWanted: boolean,
): { picture: Live<string>; retry: () => void } {
  const cache = useMediaCache();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks the cache again
  const source = useMemo(
    () => (isWanted ? cache.picture(tenantId, screenshotId, kind) : NEVER),
    [cache, tenantId, screenshotId, kind, isWanted, attempt],
  );
  const retry = () => {
    cache.forget(tenantId, screenshotId, kind);
    setAttempt((count) => count + 1);
  };
  return { picture: useLive(source), retry };
}

/**
 * A thumbnail out of the API, fetched when it comes near the window. It fills its frame at every stage, so that nothing
 * jumps; the image is in the page from the beginning, for readers who go by names.
 *
 * @param alt its name; empty where what is beside it says the same, as with any image
 * @param isStored false while there cannot be a picture yet; nothing is asked for
 * @param version a failed picture is asked for again when this changes
 */
export function Thumbnail(props: {
  tenantId: string;
  screenshotId: string;
  alt: string;
  isStored?: boolean;
  version?: number;
}) {
  const { tenantId, screenshotId, alt, isStored = true, version = 0 } = props;
  const { t } = useTexts();
  const frame = useRef<HTMLSpanElement>(null);
  const [isNear, setNear] = useState(typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    if (isNear || !frame.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      rootMargin: LOAD_AHEAD,
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [isNear]);
  const { picture, retry } = usePicture(tenantId, screenshotId, 'thumbnail', isNear && isStored);
  const shownVersion = useRef(version);
  useEffect(() => {
    if (shownVersion.current === version) return;
    shownVersion.current = version;
    if (picture.status === 'failed') retry();
  });
  return (
    <span ref={frame} className={styles.frame} data-status={picture.status}>
      {picture.status === 'ready' ? (
        <img src={picture.value} alt={alt} className={styles.image} />
      ) : (
        <span {...(alt === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': alt })} className={styles.blank}>
          <PictureIcon />
          {picture.status === 'failed' && <span className={styles.failed}>{t('shot.pictureFailed')}</span>}
        </span>
      )}
    </span>
  );
}
