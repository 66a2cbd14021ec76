import { lidAlias, phoneAlias, type SenderAlias } from '@casillero/domain/sender/alias';
import { parsePhone } from '@casillero/domain/sender/phone';

/**
 * An address at WAHA: a person by phone (`50370000001@c.us`), a person by hidden id (`123450000000001@lid`), or nobody in particular.
 * @see https://waha.devlike.pro/docs/how-to/contacts/
 */
export type ChatId =
  | { readonly kind: 'phone' | 'lid'; readonly id: string; readonly user: string }
  | { readonly kind: 'group' | 'channel' | 'broadcast' | 'unknown' };

/** Reads an address; the device behind a colon is left away. */
export function readChatId(text: string | null): ChatId {
  const match = /^([^@:]+)(?::\d+)?@([a-z.]+)$/.exec(text ?? '');
  const [, user = '', server = ''] = match ?? [];
  switch (server) {
    case 'c.us':
    case 's.whatsapp.net':
      return { kind: 'phone', id: `${user}@c.us`, user };
    case 'lid':
      return { kind: 'lid', id: `${user}@lid`, user };
    case 'g.us':
      return { kind: 'group' };
    case 'newsletter':
      return { kind: 'channel' };
    case 'broadcast':
      return { kind: 'broadcast' };
    default:
      return { kind: 'unknown' };
  }
}

/** The alias that an address stands for; null if it is no person's. Hidden ids are known within their session only. */
export function aliasOf(session: string, chat: ChatId): SenderAlias | null {
  if (chat.kind === 'lid') return lidAlias(session, chat.user.replaceAll('/', '_').slice(0, 100));
  if (chat.kind !== 'phone') return null;
  const phone = parsePhone(chat.user);
  return phone.ok ? phoneAlias(phone.value) : null;
}

/** `{fromMe}_{chatId}_{messageId}[_{participant}]`: the chat part of one message can change between phone and hidden id. */
export const messageIdOf = (id: string): string => id.split('_')[2] ?? id;
