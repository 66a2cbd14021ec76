/** From this age on a message is not answered as if it had just been written. */
export const LATE_AFTER_MS = 15 * 60_000;

/**
 * Whether a message reaches us long after it was written: a backlog after an outage, or a provider's replay. It takes
 * effect like any other, but nothing answers it at once; its batch is still summed up. Providers that tell no time
 * (Twilio) are never late: their messages count as written when they arrive.
 */
export const isLate = (message: { readonly receivedAt: Date }, now: Date): boolean =>
  now.getTime() - message.receivedAt.getTime() >= LATE_AFTER_MS;
