import type { MetaMedia } from './media-store.ts';
import type { OutgoingMedia } from './validate-send.ts';

const MEGABYTE = 1024 * 1024;
const FETCH_TIMEOUT_MS = 15_000;

/** What may be sent. @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types */
const LIMITS: Readonly<Record<OutgoingMedia['type'], { types: RegExp; mostBytes: number }>> = {
  image: { types: /^image\/(jpeg|png)$/, mostBytes: 5 * MEGABYTE },
  audio: { types: /^audio\/(aac|amr|mpeg|mp4|ogg)$/, mostBytes: 16 * MEGABYTE },
  video: { types: /^video\/(mp4|3gpp)$/, mostBytes: 16 * MEGABYTE },
  document: {
    types:
      /^(text\/plain|application\/(pdf|msword|vnd\.ms-(excel|powerpoint)|vnd\.openxmlformats-officedocument\.[\w.-]+))$/,
    mostBytes: 100 * MEGABYTE,
  },
  sticker: { types: /^image\/webp$/, mostBytes: MEGABYTE / 2 },
};

/** Without parameters, in lower case. */
export const plainType = (contentType: string) => contentType.split(';')[0]?.trim().toLowerCase() ?? '';

/** Whether any kind of message could carry a file of this type. */
export const isCarried = (contentType: string, sizeBytes: number) =>
  Object.values(LIMITS).some(({ types, mostBytes }) => types.test(plainType(contentType)) && sizeBytes <= mostBytes);

/** Whether this kind of message can carry the file. */
export const fits = (type: OutgoingMedia['type'], contentType: string, sizeBytes: number) =>
  LIMITS[type].types.test(plainType(contentType)) && sizeBytes <= LIMITS[type].mostBytes;

/** Fetches a link as Meta does after it has answered. Never rejects. @returns null when it cannot be sent: 131053 */
export async function fetchLink(
  type: OutgoingMedia['type'],
  link: string,
  stopping: AbortSignal,
): Promise<Pick<MetaMedia, 'bytes' | 'contentType'> | null> {
  try {
    const response = await fetch(link, { signal: AbortSignal.any([stopping, AbortSignal.timeout(FETCH_TIMEOUT_MS)]) });
    if (!response.ok || !response.body) return null;
    const contentType = plainType(response.headers.get('content-type') ?? '');
    const chunks: Uint8Array[] = [];
    let sizeBytes = 0;
    for await (const chunk of response.body) {
      chunks.push(chunk);
      sizeBytes += chunk.length;
      if (!fits(type, contentType, sizeBytes)) return null;
    }
    return { bytes: Buffer.concat(chunks), contentType };
  } catch {
    return null;
  }
}
