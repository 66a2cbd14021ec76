import { invalidInput } from '../problem.ts';
import type { Provider } from '../world/provider.ts';

/** Where webhooks of a provider go when nothing else is said, and where public URLs are served on this machine. */
export interface WebhookTargets {
  /** `/webhooks/<provider>` next to the simulator's target. */
  of(provider: Provider): string;
  /** A URL as the outside world knows it, on this machine's origin; other URLs stay as they are. */
  toLocal(url: string): string;
}

/**
 * @param target as in SimulatorOptions: a base, or the URL of one provider's webhook
 * @param publicBase the same as the outside world knows it
 */
export function createWebhookTargets(target: string, publicBase: string | undefined): WebhookTargets {
  if (!URL.canParse(target) || !/^https?:/.test(target)) {
    throw invalidInput(`"${target}" is not a web address. Give the webhook as http://127.0.0.1:5000/webhooks/twilio.`);
  }
  const localOrigin = new URL(target).origin;
  const publicOrigin = publicBase === undefined ? localOrigin : new URL(publicBase).origin;
  return {
    of: (provider) => `${localOrigin}/webhooks/${provider}`,
    toLocal: (url) => (url.startsWith(`${publicOrigin}/`) ? localOrigin + url.slice(publicOrigin.length) : url),
  };
}
