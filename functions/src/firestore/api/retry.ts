/**
 * After this many ms no attempt of a transaction is begun any more. With the longest that a call may take, it is less than Twilio waits
 * and its webhook function lives (15 s): that it shall deliver again must be said before.
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export const GIVE_UP_AFTER_MS = 7_000;

/** Waits between attempts, in ms. */
const FIRST_WAIT_MS = 250;
const GROWTH = 1.5;
const LONGEST_WAIT_MS = 5_000;

const RESOURCE_EXHAUSTED = 8;
const INVALID_ARGUMENT = 3;

/**
 * gRPC codes after which a whole transaction is tried again, as the SDKs do.
 * @see https://grpc.io/docs/guides/status-codes/
 */
const RETRYABLE = new Set([
  1 /* CANCELLED */,
  2 /* UNKNOWN */,
  4 /* DEADLINE_EXCEEDED */,
  RESOURCE_EXHAUSTED,
  10 /* ABORTED */,
  13 /* INTERNAL */,
  14 /* UNAVAILABLE */,
  16 /* UNAUTHENTICATED */,
]);

/** Whether another attempt of the transaction may succeed where this error ended one. */
export function isRetryable(error: unknown): boolean {
  const code = codeOf(error);
  if (code === null) return false;
  // An expired transaction is told by its words only.
  if (code === INVALID_ARGUMENT) return error instanceof Error && /transaction has expired/.test(error.message);
  return RETRYABLE.has(code);
}

/**
 * How long to wait before an attempt: longer each time and by chance up to a quarter more or less, so that those
 * who got into each other's way do not again; longest at once when Firestore is asked for too much.
 * @param attempt 2 for the first repetition
 * @param random in [0, 1)
 * @returns milliseconds
 */
export function waitBefore(attempt: number, error: unknown, random: number): number {
  const grown = Math.min(FIRST_WAIT_MS * GROWTH ** (attempt - 2), LONGEST_WAIT_MS);
  const base = codeOf(error) === RESOURCE_EXHAUSTED ? LONGEST_WAIT_MS : grown;
  return base * (0.75 + random / 2);
}

function codeOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'number' ? error.code : null;
}
