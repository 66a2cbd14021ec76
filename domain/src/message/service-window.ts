import type { ConversationRecord } from '../records/intake-records.ts';

/** WhatsApp takes free-form messages within this time of the customer's last one (R34). */
export const SERVICE_WINDOW_MS = 24 * 3_600_000;

/** When the contact wrote last; conversations from before both sides were told apart knew no other message than that. */
export const lastInboundOf = ({
  lastInboundAt,
  lastMessageAt,
}: Pick<ConversationRecord, 'lastInboundAt' | 'lastMessageAt'>): Date => lastInboundAt ?? lastMessageAt;

/** When the window for free-form messages closes, or closed. */
export const windowClosesAt = (conversation: Pick<ConversationRecord, 'lastInboundAt' | 'lastMessageAt'>): Date =>
  new Date(lastInboundOf(conversation).getTime() + SERVICE_WINDOW_MS);

/** Whether a free-form message may be sent now (R34). */
export const isWindowOpen = (
  conversation: Pick<ConversationRecord, 'lastInboundAt' | 'lastMessageAt'>,
  now: Date,
): boolean => now < windowClosesAt(conversation);
