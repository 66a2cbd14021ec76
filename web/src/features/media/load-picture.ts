import type { MediaCache } from './media-cache.ts';

/**
 * The original of a screenshot as an object URL, for what is not drawn but opened (a PDF). The document stays in the
 * cache, because the other window reads it from there.
 *
 * @returns null if it could not be had; asking again tries again
 */
export function loadPicture(cache: MediaCache, tenantId: string, screenshotId: string): Promise<string | null> {
  const source = cache.picture(tenantId, screenshotId, 'original');
  return new Promise((resolve) => {
    const settle = () => {
      const now = source.getSnapshot();
      if (now.status === 'waiting') return;
      if (now.status === 'failed') cache.forget(tenantId, screenshotId, 'original');
      queueMicrotask(() => stop());
      resolve(now.status === 'ready' ? now.value : null);
    };
    const stop = source.subscribe(settle);
    settle();
  });
}
