import { createHmac } from 'node:crypto';

/** Form fields as decoded values; a repeated field has several. */
export type FormFields = Record<string, string | readonly string[]>;

/**
 * X-Twilio-Signature: base64(HMAC-SHA1(auth token, URL + key + value of each field in order of its key)), in UTF-8.
 * Keys sort by code unit; a repeated field counts each distinct value once, sorted; values are never trimmed.
 * The fragment of the URL (connection overrides) is not signed.
 * @see https://www.twilio.com/docs/usage/security#validating-requests
 */
export function signWebhook(authToken: string, url: string, fields: FormFields): string {
  const hmac = createHmac('sha1', authToken);
  hmac.update(withoutFragment(url), 'utf8');
  for (const key of Object.keys(fields).sort()) {
    const value = fields[key] ?? '';
    const values = typeof value === 'string' ? [value] : [...new Set(value)].sort();
    for (const one of values) hmac.update(key + one, 'utf8');
  }
  return hmac.digest('base64');
}

/** The URL up to the first '#', byte for byte. */
export const withoutFragment = (url: string) => url.split('#', 1)[0] ?? url;

/** application/x-www-form-urlencoded as Twilio writes it: `+` for a blank, `%2B` for a plus, `%3A` for a colon, UTF-8. */
export function encodeForm(fields: FormFields): string {
  const form = new URLSearchParams();
  for (const [key, value] of Object.entries(fields)) {
    for (const one of typeof value === 'string' ? [value] : value) form.append(key, one);
  }
  return form.toString();
}
