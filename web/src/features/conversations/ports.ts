import type { ConversationRecord, MessageRecord } from '@casillero/domain/records/intake-records';
import type { Result } from '@casillero/domain/result';
import type { LiveSource } from '../../live/live.ts';
import { portsContext } from '../../live/ports-context.ts';
import type { ConversationFilter } from './filter-conversations.ts';

/** A conversation with a contact; the id is the sender's. */
export type Conversation = ConversationRecord & { readonly id: string };
export type Message = MessageRecord & { readonly id: string };

/** The conversations written in last; `hasMore` says that others were left out. */
export type ConversationsPage = { readonly conversations: readonly Conversation[]; readonly hasMore: boolean };

/** The newest messages of a conversation, oldest first; `hasMore` says that older ones were left out. */
export type MessagesPage = { readonly messages: readonly Message[]; readonly hasMore: boolean };

/** Brings a file to the server, from where a message can carry it; the same file again is known already. */
export type SendFile = (
  senderId: string,
  file: File,
  onProgress: (sentBytes: number) => void,
) => Promise<Result<{ readonly uploadId: string }>>;

/** What a list of conversations is narrowed to. */
export type Narrowing = { readonly filter: ConversationFilter; readonly search: string };

export type ConversationsPorts = {
  /** Those with contacts, the one with the newest message first. `count` is how many to show at most. */
  readonly watchConversations: (tenantId: string, narrowing: Narrowing, count: number) => LiveSource<ConversationsPage>;
  /** One with a contact; null if the importer has none of this id. */
  readonly watchConversation: (tenantId: string, senderId: string) => LiveSource<Conversation | null>;
  readonly watchMessages: (tenantId: string, senderId: string, count: number) => LiveSource<MessagesPage>;
  /** In how many conversations something is unread; counted up to `atMost`, so that it costs no more than that. */
  readonly watchUnreadCount: (tenantId: string, atMost: number) => LiveSource<number>;
};

export const [ConversationsProvider, useConversationsPorts] = portsContext<ConversationsPorts>('conversations');
