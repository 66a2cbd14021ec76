import { conversationRecord, messageRecord } from '@casillero/domain/records/intake-records';
import { searchTokens } from '@casillero/domain/search/search-tokens';
import type { MessageFile } from '../features/conversations/message-files.tsx';
import type { Conversation, Message } from '../features/conversations/ports.ts';
import { minutesAgo } from './builders.ts';

/** A conversation with a contact who wrote five minutes ago; what finds it follows from its name and phone. */
export const aConversation = (overrides: Partial<Conversation> = {}): Conversation => {
  const { id = 'marta', profileName = 'Marta Iraheta', phone = '+50370000701' } = overrides;
  const lastMessageAt = overrides.lastMessageAt ?? minutesAgo(5);
  return {
    id,
    ...conversationRecord.parse({
      kind: 'contact',
      alias: `phone:${phone}`,
      phone,
      address: `whatsapp:${phone}`,
      number: 'twilio:+15550100',
      profileName,
      openBatchId: null,
      searchTokens: searchTokens([profileName, phone]),
      lastText: '¿Ya vino mi paquete?',
      lastMessageAt,
      lastInboundAt: lastMessageAt,
      lastMediaKind: overrides.lastText === '' ? 'image' : null,
      unreadCount: 0,
      createdAt: minutesAgo(60 * 24),
    }),
    ...overrides,
  };
};

/** A message that came in. */
export const aChatMessage = (overrides: Partial<Message> = {}): Message => {
  const id = overrides.id ?? 'message-1';
  return {
    id,
    ...messageRecord.parse({
      direction: 'in',
      text: '¿Ya vino mi paquete?',
      mediaCount: overrides.media?.length ?? 0,
      state: overrides.direction === 'out' ? 'delivered' : 'received',
      failure: null,
      providerMessageId: `SM-${id}`,
      at: minutesAgo(5),
    }),
    ...overrides,
  };
};

/** A picture that is kept. */
export const aFile = (overrides: Partial<MessageFile> = {}): MessageFile => ({
  state: 'stored',
  failure: null,
  kind: 'image',
  contentType: 'image/jpeg',
  sizeBytes: 80_021,
  path: 'tenants/envios-lempa/messages/file.jpg',
  thumbnailPath: 'tenants/envios-lempa/messages/thumbnail.webp',
  picturePath: null,
  width: 738,
  height: 1600,
  ...overrides,
});
