import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';

/**
 * Whether a webhook was signed by Twilio with one of our auth tokens; constant time, never throws.
 * @param url exactly as configured at Twilio: our public origin, path and query, without the `#rc=...` fragment
 * @param fields all fields of the form body, decoded and untrimmed; a repeated field as a list
 * @param authTokens the account's accepted tokens: more than one while it is rotated
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function isSignedByTwilio(
  signature: string | undefined,
  url: string,
  fields: Readonly<Record<string, string | string[]>>,
  authTokens: readonly string[],
): boolean {
  if (signature === undefined || signature === '') return false;
  return authTokens.some((token) => token !== '' && validateRequest(token, signature, url, fields));
}
