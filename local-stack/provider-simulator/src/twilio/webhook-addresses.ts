import { invalidInput } from '../problem.ts';
import type { TwilioNumber } from './account.ts';
import type { WebhookAddress } from './deliver-webhook.ts';
import { withoutFragment } from './sign-webhook.ts';

/** The path of Twilio's webhook below a base URL such as http://127.0.0.1:5000. */
const WEBHOOK_PATH = '/webhooks/twilio';

export interface WebhookAddresses {
  /** Where messages to this number are told. */
  ofNumber(number: TwilioNumber): WebhookAddress;
  fallbackOf(number: TwilioNumber): WebhookAddress | null;
  /** Where a callback URL given by the client is served on this machine; the URL as given is what is signed. */
  ofCallback(url: string): WebhookAddress;
}

/**
 * @param target the webhook's URL, or the base that `/webhooks/twilio` is appended to: one whose path is `/` or `/webhooks`
 * @param publicBase the same as the outside world knows it, if it differs: that URL is signed
 */
export function createWebhookAddresses(target: string, publicBase: string | undefined): WebhookAddresses {
  const postTo = webhookUrl(target);
  const signedUrl = publicBase === undefined ? postTo : webhookUrl(publicBase);
  const toLocal = (url: string) => {
    const publicUrl = withoutFragment(signedUrl);
    const localUrl = withoutFragment(postTo);
    if (url.startsWith(publicUrl)) return localUrl + url.slice(publicUrl.length);
    const publicOrigin = new URL(publicUrl).origin;
    return url.startsWith(`${publicOrigin}/`) ? new URL(localUrl).origin + url.slice(publicOrigin.length) : url;
  };
  const pair = (url: string, signed: string | undefined) => ({ postTo: toLocal(url), signedUrl: signed ?? url });
  return {
    ofNumber: (number) =>
      number.webhookUrl === undefined ? { postTo, signedUrl } : pair(number.webhookUrl, number.signedUrl),
    fallbackOf: (number) => (number.fallbackUrl === undefined ? null : pair(number.fallbackUrl, undefined)),
    ofCallback: (url) => pair(url, undefined),
  };
}

function webhookUrl(given: string): string {
  if (!URL.canParse(given) || !/^https?:/.test(given)) {
    throw invalidInput(`"${given}" is not a web address. Give the webhook as http://127.0.0.1:5000/webhooks/twilio.`);
  }
  const { pathname } = new URL(given);
  if (!/^\/(webhooks\/?)?$/.test(pathname)) return given;
  const url = new URL(given);
  url.pathname = WEBHOOK_PATH;
  return url.href;
}
