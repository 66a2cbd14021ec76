import { markConversationRead } from '@casillero/domain/api/conversations';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useCallEndpoint } from '../../api/api-context.ts';
import type { Conversation } from './ports.ts';

const subscribe = (onChange: () => void) => {
  document.addEventListener('visibilitychange', onChange);
  return () => document.removeEventListener('visibilitychange', onChange);
};
const isVisible = () => document.visibilityState === 'visible';

/**
 * Tells the server that what the contact wrote was read, once for each state of it, while the page is looked at. A refusal
 * is no matter for the reader: the count stays, and the next opening is another try.
 *
 * @param mayRead false: an operator looks, which reads nothing
 */
export function useMarkRead(tenantId: string, conversation: Conversation, mayRead: boolean): void {
  const callEndpoint = useCallEndpoint();
  const isLookedAt = useSyncExternalStore(subscribe, isVisible);
  const told = useRef('');
  const { id: senderId, unreadCount } = conversation;
  const state = `${senderId} ${conversation.lastMessageAt.getTime()} ${unreadCount}`;
  useEffect(() => {
    if (!mayRead || !isLookedAt || unreadCount === 0 || told.current === state) return;
    told.current = state;
    void callEndpoint(markConversationRead, { params: { tenantId, senderId }, query: {}, body: undefined });
  }, [callEndpoint, tenantId, senderId, unreadCount, state, mayRead, isLookedAt]);
}
