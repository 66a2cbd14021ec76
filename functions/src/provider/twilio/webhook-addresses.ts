/**
 * Where Twilio sends a number's messages. The fragment is Twilio's own: try again three times, whatever failed, all
 * within its 15 s; it is neither sent to us nor signed. The fallback is the same webhook under another address, signed
 * as such: it is called once when the first was tried in vain.
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export const webhookAddresses = (publicBaseUrl: string) => ({
  callbackUrl: `${publicBaseUrl}/webhooks/twilio#rc=3&rp=all`,
  fallbackUrl: `${publicBaseUrl}/webhooks/twilio?fallback=1`,
  statusUrl: `${publicBaseUrl}/webhooks/twilio#rc=3&rp=all`,
});

/** Whether an address is our webhook, whatever its query and fragment. */
export const isWebhookOf = (publicBaseUrl: string, url: string): boolean =>
  url.split(/[?#]/)[0] === `${publicBaseUrl}/webhooks/twilio`;
