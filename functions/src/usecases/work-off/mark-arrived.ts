import { type ReceivingNumber, splitReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import type { MediaEntry, SendEntry } from '@casillero/domain/records/outbox-record';
import type { MarkRead } from './ports.ts';

/** How long marking may take: an answer waits for it. */
export const MARK_READ_MS = 1_000;

/** After a provider did not answer in time, it is not asked for this long. */
const LEFT_ALONE_MS = 60_000;

export type MarkArrived = (
  entry: Pick<SendEntry | MediaEntry, 'number' | 'address' | 'marksRead' | 'attempts'>,
  isTyping: boolean,
) => Promise<void>;

/**
 * Shows a staff phone that its message arrived: read, and somebody types. Only a courtesy: tried once, by the first attempt of the
 * work that the message caused; it takes a second at most, never fails, and what was given up does not begin to type later.
 */
export const makeMarkArrived = (deps: { markRead: MarkRead; now: () => Date }): MarkArrived => {
  const leftAloneUntil = new Map<string, number>();
  return async ({ number, address, marksRead, attempts }, isTyping) => {
    const { provider } = splitReceivingNumber(number as ReceivingNumber);
    const isLeftAlone = deps.now().getTime() < (leftAloneUntil.get(provider) ?? 0);
    if (marksRead === null || attempts > 1 || isLeftAlone) return;
    const signal = AbortSignal.timeout(MARK_READ_MS);
    const timeIsUp = new Promise<false>((resolve) => {
      signal.addEventListener('abort', () => resolve(false), { once: true });
    });
    const marking = deps.markRead({ number, address, providerMessageId: marksRead }, isTyping, signal);
    await Promise.race([marking.catch(() => false), timeIsUp]);
    if (signal.aborted) leftAloneUntil.set(provider, deps.now().getTime() + LEFT_ALONE_MS);
  };
};
