import { createHmac } from 'node:crypto';

/**
 * JSON as Meta writes it: nothing but ASCII (`\u00ed`, emoji as a surrogate pair) and slashes as `\/`, so that whoever
 * parses and writes it again gets other bytes.
 * @see https://developers.facebook.com/docs/messenger-platform/webhooks#validate-payloads
 */
export function encodeJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/');
}

/** X-Hub-Signature-256: `sha256=` and the hex HMAC-SHA256 of the body's bytes under the app's secret. */
export const signWebhook = (appSecret: string, body: string | Buffer) =>
  `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
