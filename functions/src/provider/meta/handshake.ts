import { createHash, timingSafeEqual } from 'node:crypto';
import { fail, ok, type Result } from '@casillero/domain/result';

/** Meta sends digits; anything that could be markup is not sent back. */
const CHALLENGE = /^[A-Za-z0-9_-]{1,200}$/;

/**
 * Answers Meta's question whether this address is ours: the challenge, if the verify token is one of ours (constant time, whatever its
 * length).
 * @param query the part of the URL after the question mark, as received
 * @returns what to answer as plain text, or 'handshake-refused'
 * @see https://developers.facebook.com/docs/graph-api/webhooks/getting-started#verification-requests
 */
export function answerHandshake(query: string, verifyTokens: readonly string[]): Result<string, 'handshake-refused'> {
  const asked = new URLSearchParams(query);
  const token = asked.get('hub.verify_token') ?? '';
  const challenge = asked.get('hub.challenge') ?? '';
  const isKnown = verifyTokens
    .filter((each) => each !== '')
    .map((each) => timingSafeEqual(digest(each), digest(token)))
    .includes(true);
  if (!isKnown || asked.get('hub.mode') !== 'subscribe' || !CHALLENGE.test(challenge))
    return fail('handshake-refused', 'The verify token is not known here.', 'Put in the one of this account.');
  return ok(challenge);
}

/** Of equal length, so that comparing takes the same time for every token. */
const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
