import { Problem } from '../problem.ts';
import type { EventFeed } from './event-feed.ts';
import type { Timeline, TimelineFilter, TimelineMessage, TimelineState } from './timeline.ts';

export interface WaitCondition extends TimelineFilter {
  /** How many messages must match; default 1. */
  count?: number;
  /** Only messages whose text contains this (any case). */
  text?: string;
  /** Only messages whose text matches this regular expression (with the flags i and u). */
  pattern?: string;
  /** Default 'received': delivered or read for a business's message, accepted for a person's. */
  state?: TimelineState | 'received' | 'any';
  /** Real milliseconds, also when the simulated clock is frozen; default 10,000. */
  timeoutMs?: number;
}

const RECEIVED: ReadonlySet<TimelineState> = new Set(['delivered', 'read', 'accepted']);
const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * Resolves with all matching messages as soon as there are enough of them; messages that are already there count.
 * Rejects with Problem 'timed-out' (HTTP 408) that tells what was there instead, or 'invalid-input' for a bad pattern.
 */
export function waitForMessages(
  timeline: Timeline,
  events: EventFeed,
  condition: WaitCondition,
  signal?: AbortSignal,
): Promise<TimelineMessage[]> {
  const { count = 1, timeoutMs = DEFAULT_TIMEOUT_MS } = condition;
  return new Promise((resolve, reject) => {
    const fits = messageTest(condition);
    const matching = () => timeline.list(condition).filter(fits);
    const settle = (finish: () => void) => {
      unsubscribe();
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      finish();
    };
    const check = () => {
      const found = matching();
      if (found.length >= count) settle(() => resolve(found));
    };
    const giveUp = (why: string) => settle(() => reject(new Problem('timed-out', 408, why)));
    const onAbort = () => giveUp('The wait was called off.');
    const unsubscribe = events.subscribe((event) => {
      if (event.type === 'message') check();
    });
    const timer = setTimeout(() => giveUp(whatWasSeen(timeline, condition, matching().length)), timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    check();
  });
}

function messageTest(condition: WaitCondition): (message: TimelineMessage) => boolean {
  const { state = 'received' } = condition;
  const text = condition.text?.toLowerCase();
  const pattern = condition.pattern === undefined ? null : compile(condition.pattern);
  return (message) =>
    (state === 'any' || (state === 'received' ? RECEIVED.has(message.state) : message.state === state)) &&
    (text === undefined || message.text.toLowerCase().includes(text)) &&
    (pattern === null || pattern.test(message.text));
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'iu');
  } catch {
    throw new Problem('invalid-input', 400, `"${pattern}" is not a regular expression.`);
  }
}

function whatWasSeen(timeline: Timeline, condition: WaitCondition, found: number): string {
  const seen = timeline.list({
    ...(condition.person !== undefined && { person: condition.person }),
    ...(condition.number !== undefined && { number: condition.number }),
  });
  const lines = seen.slice(-10).map((message) => `${message.author} ${message.state}: ${JSON.stringify(message.text)}`);
  return `Waited for ${condition.count ?? 1} message(s), ${found} came. The last ones of this phone: ${lines.join('; ') || 'none'}.`;
}
