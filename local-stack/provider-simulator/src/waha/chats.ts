import type { WahaMessage } from './payload.ts';

export interface ChatFilter {
  /** Seconds, both inclusive. */
  from?: number;
  until?: number;
  fromMe?: boolean;
}

/** Every message of every session, as its phone has it: also those that no webhook told of. */
export interface Chats {
  add(session: string, chatId: string, message: WahaMessage): void;
  /** Newest first. */
  messages(session: string, chatId: string, filter?: ChatFilter): WahaMessage[];
  find(session: string, id: string): { chatId: string; message: WahaMessage } | undefined;
  /** Chat ids, the one with the newest message first. */
  list(session: string): string[];
  clear(): void;
}

export function createChats(): Chats {
  const kept: { session: string; chatId: string; message: WahaMessage }[] = [];
  const of = (session: string) => kept.filter((entry) => entry.session === session).reverse();
  return {
    add: (session, chatId, message) => void kept.push({ session, chatId, message }),
    messages: (session, chatId, { from = 0, until = Infinity, fromMe } = {}) =>
      of(session)
        .filter((entry) => entry.chatId === chatId)
        .map(({ message }) => message)
        .filter(
          ({ timestamp, ...message }) =>
            timestamp >= from && timestamp <= until && (fromMe === undefined || message.fromMe === fromMe),
        ),
    find: (session, id) =>
      kept.find(
        (entry) => entry.session === session && (entry.message.id === id || entry.message.id.split('_')[2] === id),
      ),
    list: (session) => [...new Set(of(session).map(({ chatId }) => chatId))],
    clear() {
      kept.length = 0;
    },
  };
}
