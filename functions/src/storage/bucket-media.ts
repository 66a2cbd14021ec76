import type { getStorage } from 'firebase-admin/storage';
import type { LoadMedia, StoreMedia } from '../usecases/work-off/ports.ts';

/** A bucket as the Admin SDK gives it. */
type Bucket = ReturnType<ReturnType<typeof getStorage>['bucket']>;

/** Keeps media in Cloud Storage; nobody but the functions reads the bucket. */
export const storeIn =
  (bucket: Bucket): StoreMedia =>
  async (path, bytes, contentType) => {
    await bucket.file(path).save(Buffer.from(bytes), {
      contentType,
      resumable: false,
      metadata: { cacheControl: 'private, max-age=31536000, immutable' },
    });
  };

/** Reads media back; null if there is no such object. */
export const loadFrom =
  (bucket: Bucket): LoadMedia =>
  async (path) => {
    try {
      const [bytes] = await bucket.file(path).download();
      return bytes;
    } catch (error) {
      if (typeof error === 'object' && error !== null && 'code' in error && error.code === 404) return null;
      throw error;
    }
  };
