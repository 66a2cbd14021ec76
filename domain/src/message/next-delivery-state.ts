import type { MessageRecord } from '../records/intake-records.ts';

/** What a message of ours went through. */
export type OutgoingState = Exclude<MessageRecord['state'], 'received'>;

/** queued ──▶ sent ──▶ failed ──▶ delivered ──▶ read: a message that arrived all the same did not fail. */
const RANK: Readonly<Record<OutgoingState, number>> = { queued: 0, sent: 1, failed: 2, delivered: 3, read: 4 };

/**
 * Whether the provider's word takes a message further (R30). Words come early, late, twice and in any order, and may pass
 * states over: the furthest one counts, so that their order makes no difference.
 */
export const isFurther = (before: OutgoingState, told: OutgoingState): boolean => RANK[told] > RANK[before];
