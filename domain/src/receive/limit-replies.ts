import type { Decision } from '../batch/take-in.ts';
import type { ConversationRecord } from '../records/intake-records.ts';

/**
 * Replies that a staff phone or a contact gets within an hour. Whoever names a batch a minute, and is asked back each time, gets as
 * many; two machines that answer each other get there within minutes, and then only one of them goes on. Contacts get there by
 * STOP and START in turn: welcome, away message and the word on another's link are said once in 12 hours at most (answer-contact.ts).
 */
export const REPLIES_PER_HOUR = 120;

const HOUR_MS = 3_600_000;

/** What a conversation remembers of the replies of the present hour. */
export type RepliesCounted = Pick<ConversationRecord, 'repliesSince' | 'replyCount'>;

/**
 * Takes the replies out of a decision that would be too many for the hour, and counts the others. Everything else of it stays:
 * the message takes effect, only nobody answers it (R3). So a STOP that is not confirmed has stopped automatic messages all the same
 * (R35), and an away message that was left out is not made up for: `told` stays as decided.
 */
export function limitReplies(
  taken: Decision,
  before: ConversationRecord | null,
  now: Date,
): { readonly taken: Decision; readonly counted: RepliesCounted } {
  const isSameHour = before?.repliesSince != null && now.getTime() - before.repliesSince.getTime() < HOUR_MS;
  const counted = {
    repliesSince: isSameHour ? before.repliesSince : null,
    replyCount: isSameHour ? before.replyCount : 0,
  };
  const replies = taken.outbox.filter(({ record }) => record.kind === 'send').length;
  if (replies === 0) return { taken, counted };
  if (counted.replyCount + replies > REPLIES_PER_HOUR)
    return {
      taken: {
        ...taken,
        outbox: taken.outbox.filter(({ record }) => record.kind !== 'send'),
        remembered: { ...taken.remembered, lastReplyId: before?.lastReplyId ?? null },
      },
      counted,
    };
  return {
    taken,
    counted: { repliesSince: counted.repliesSince ?? now, replyCount: counted.replyCount + replies },
  };
}
