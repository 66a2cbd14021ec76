/** Allowances that refill with time: so many at once, then one per so many milliseconds. */
interface Allowance {
  most: number;
  refillMs: number;
}

/** One message per 6 s to the same person. @see https://developers.facebook.com/docs/whatsapp/cloud-api/overview#pair-rate-limits */
const PAIR_REFILL_MS = 6_000;

/** What a number may send, counted on simulated time. */
export interface Rates {
  /** @returns the error of the limit that this message meets, or null after counting it */
  take(number: { phoneNumberId: string; messagesPerSecond: number }, person: string, at: Date): 130429 | 131056 | null;
  /** An incoming message counts for the number's throughput as well. */
  countIncoming(number: { phoneNumberId: string; messagesPerSecond: number }, at: Date): void;
  clear(): void;
}

/** @param pairBurst how many messages one person may get at once */
export function createRates(pairBurst: number): Rates {
  const buckets = new Map<string, { left: number; atMs: number }>();
  const level = (key: string, { most, refillMs }: Allowance, atMs: number) => {
    const bucket = buckets.get(key) ?? { left: most, atMs };
    const left = Math.min(most, bucket.left + (atMs - bucket.atMs) / refillMs);
    const current = { left, atMs };
    buckets.set(key, current);
    return current;
  };
  const throughput = (number: { phoneNumberId: string; messagesPerSecond: number }, atMs: number) =>
    level(number.phoneNumberId, { most: number.messagesPerSecond, refillMs: 1_000 / number.messagesPerSecond }, atMs);
  return {
    take(number, person, at) {
      const ofNumber = throughput(number, at.getTime());
      if (ofNumber.left < 1) return 130429;
      const ofPair = level(
        `${number.phoneNumberId} ${person}`,
        { most: pairBurst, refillMs: PAIR_REFILL_MS },
        at.getTime(),
      );
      if (ofPair.left < 1) return 131056;
      ofNumber.left -= 1;
      ofPair.left -= 1;
      return null;
    },
    countIncoming(number, at) {
      const ofNumber = throughput(number, at.getTime());
      ofNumber.left = Math.max(0, ofNumber.left - 1);
    },
    clear: () => buckets.clear(),
  };
}
