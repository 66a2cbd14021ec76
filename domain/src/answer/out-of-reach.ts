import type { ConversationRecord } from '../records/intake-records.ts';

/** So many messages in a row that the provider could not bring: who blocks a number is never told of, except by this. */
const FAILURES_MAX = 3;

/**
 * Whether automatic messages to a contact have become pointless: the last ones all failed for good. A person may still write, and the
 * contact's next message begins anew.
 */
export const isOutOfReach = ({ unreachedCount }: Pick<ConversationRecord, 'unreachedCount'>): boolean =>
  unreachedCount >= FAILURES_MAX;
