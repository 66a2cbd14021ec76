import { conversationRecord, messageRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { parseSearch } from '@casillero/domain/search/search-tokens';
import type { SenderId } from '@casillero/domain/sender/alias';
import {
  collection,
  doc,
  type Firestore,
  limit,
  limitToLast,
  orderBy,
  type QueryConstraint,
  query,
  where,
} from 'firebase/firestore';
import { fits } from '../features/conversations/filter-conversations.ts';
import type { ConversationsPorts, Narrowing } from '../features/conversations/ports.ts';
import { liveDocument, liveDocuments } from './live-documents.ts';

const withContact = where('kind', '==', 'contact');
const isUnread = where('unreadCount', '>', 0);

/**
 * An importer's conversations with contacts, live. The database is asked for the filter or for the search's longest word;
 * what else a search says, and the filter beside it, is looked for among what was found.
 */
export function conversationsOver(firestore: Firestore): ConversationsPorts {
  const conversations = (tenantId: string, ...constraints: readonly QueryConstraint[]) =>
    query(collection(firestore, `${paths.tenant(tenantId)}/conversations`), withContact, ...constraints);
  return {
    watchConversations: (tenantId, narrowing, count) =>
      liveDocuments(
        conversations(tenantId, ...constraintsOf(narrowing), orderBy('lastMessageAt', 'desc'), limit(count + 1)),
        conversationRecord,
        (found, size) => ({
          conversations: found.slice(0, count).filter((each) => fits(each, narrowing)),
          hasMore: size > count,
        }),
        'server',
      ),
    // An id in the address is whatever somebody typed; as a document's name it finds a conversation or none.
    watchConversation: (tenantId, senderId) =>
      liveDocument(doc(firestore, paths.conversation(tenantId, senderId as SenderId)), conversationRecord),
    watchMessages: (tenantId, senderId, count) =>
      liveDocuments(
        query(
          collection(firestore, paths.messages(tenantId, senderId as SenderId)),
          orderBy('at'),
          limitToLast(count + 1),
        ),
        messageRecord,
        (found, size) => ({ messages: found.slice(-count), hasMore: size > count }),
        'server',
      ),
    watchUnreadCount: (tenantId, atMost) =>
      liveDocuments(conversations(tenantId, isUnread, limit(atMost)), conversationRecord, (found) => found.length),
  };
}

/** With a search, one index serves both filters: tokens, kind, time. */
function constraintsOf({ filter, search: typed }: Narrowing): QueryConstraint[] {
  const search = parseSearch(typed);
  if (search) return [where('searchTokens', 'array-contains', search.token)];
  return filter === 'unread' ? [isUnread] : [];
}
