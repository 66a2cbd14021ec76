import { randomInt } from 'node:crypto';
import { postWebhook } from '../wire/post-webhook.ts';
import type { Clock } from '../world/clock.ts';

export interface Handshake {
  status: number | null;
  contentType: string | null;
  body: string;
  /** The challenge came back, and nothing else, with 200. */
  isConfirmed: boolean;
}

const TIMEOUT_MS = 10_000;

/**
 * Asks a callback URL whether it wants to be called: GET with hub.mode, hub.challenge and hub.verify_token. Never rejects.
 * @see https://developers.facebook.com/docs/graph-api/webhooks/getting-started#verification-requests
 */
export async function shakeHands(
  asked: { url: string; verifyToken: string; challenge?: string; mode?: string },
  wires: { clock: Clock; stopping: AbortSignal },
): Promise<Handshake> {
  const challenge = asked.challenge ?? String(randomInt(10 ** 9, 10 ** 10));
  const url = new URL(asked.url);
  url.searchParams.set('hub.mode', asked.mode ?? 'subscribe');
  url.searchParams.set('hub.challenge', challenge);
  url.searchParams.set('hub.verify_token', asked.verifyToken);
  const { status, contentType, body } = await postWebhook(
    {
      method: 'GET',
      url: url.href,
      headers: { Accept: '*/*', 'User-Agent': 'facebookplatform/1.0 (+http://developers.facebook.com)' },
      body: '',
      connectTimeoutMs: TIMEOUT_MS,
      readTimeoutMs: TIMEOUT_MS,
      signal: wires.stopping,
    },
    wires.clock,
  );
  return { status, contentType, body, isConfirmed: status === 200 && body === challenge };
}
