import { createHmac, timingSafeEqual } from 'node:crypto';

/** 32 bytes in hexadecimal; Meta writes them in lower case. */
const HEADER = /^sha256=([0-9a-f]{64})$/i;

/**
 * Whether Meta signed these bytes with one of the app's secrets. Over the raw bytes: Meta escapes what JSON.stringify does not.
 * Constant time; never throws.
 * @param header `X-Hub-Signature-256`; missing, doubled or malformed is no signature
 * @param appSecrets more than one while the secret is changed; never those of several accounts
 * @see https://developers.facebook.com/docs/graph-api/webhooks/getting-started#validate-payloads
 */
export function isSignedByMeta(
  header: string | undefined,
  rawBody: Uint8Array,
  appSecrets: readonly string[],
): boolean {
  const told = HEADER.exec(header ?? '')?.[1];
  if (told === undefined) return false;
  const signature = Buffer.from(told, 'hex');
  // All of them, whichever fits: the time tells nothing about which one it was.
  return appSecrets
    .filter((secret) => secret !== '')
    .map((secret) => timingSafeEqual(createHmac('sha256', secret).update(rawBody).digest(), signature))
    .includes(true);
}
