import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether the WAHA server signed these bytes with one of our keys. Constant time; never throws. Only SHA-512: the header does not
 * choose the algorithm.
 * @param header `X-Webhook-Hmac`: hexadecimal
 * @param algorithm `X-Webhook-Hmac-Algorithm`
 * @see https://waha.devlike.pro/docs/how-to/events/#hmac-authentication
 */
export function isSignedByWaha(
  header: string | undefined,
  algorithm: string | undefined,
  rawBody: Uint8Array,
  keys: readonly string[],
): boolean {
  if (!/^[0-9a-f]{128}$/i.test(header ?? '') || (algorithm ?? 'sha512').toLowerCase() !== 'sha512') return false;
  const signature = Buffer.from(header ?? '', 'hex');
  return keys
    .filter((key) => key !== '')
    .map((key) => timingSafeEqual(createHmac('sha512', key).update(rawBody).digest(), signature))
    .includes(true);
}
