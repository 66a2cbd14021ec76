import { isFound, parseSearch } from '@casillero/domain/search/search-tokens';
import type { Conversation, Narrowing } from './ports.ts';

/** What the list can be narrowed to; the word that stands in the address. */
export const CONVERSATION_FILTERS = ['all', 'unread'] as const;
export type ConversationFilter = (typeof CONVERSATION_FILTERS)[number];

/** Whether a conversation belongs in the list: with a contact, let through by the filter, with every word of the search. */
export function fits(conversation: Conversation, { filter, search: typed }: Narrowing): boolean {
  const search = parseSearch(typed);
  return (
    conversation.kind === 'contact' &&
    (filter === 'all' || conversation.unreadCount > 0) &&
    (search === null || isFound(search, conversation.searchTokens))
  );
}

/**
 * The list with the open conversation in its place, wherever it would be: what a reader opens out of the unread ones is read
 * then, and must not vanish under the pointer.
 */
export function withOpen(conversations: readonly Conversation[], open: Conversation | null): readonly Conversation[] {
  if (!open || conversations.some(({ id }) => id === open.id)) return conversations;
  return [...conversations, open].sort((one, other) => other.lastMessageAt.getTime() - one.lastMessageAt.getTime());
}
