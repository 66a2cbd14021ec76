import type { IgnoredMessage } from '@casillero/domain/message/ignored-message';
import type { OwnMessage } from '@casillero/domain/message/own-message';
import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { asText, type JsonObject, keptJson, timeOf } from '../json-fields.ts';
import { readContent } from './message-content.ts';
import type { ChangeContext } from './parse-message.ts';
import { digitsAlias, userAlias } from './sender.ts';

export type ParsedEcho =
  | { readonly kind: 'own-message'; readonly message: OwnMessage }
  | { readonly kind: 'ignored'; readonly ignored: IgnoredMessage }
  | { readonly kind: 'unreadable'; readonly why: string };

/**
 * Reads one entry of `message_echoes[]`: what a person wrote in the WhatsApp Business app of a number that the Cloud API uses too. What was
 * sent through the API makes no echo. Reactions, edits and deletions are left aside.
 * @see https://developers.facebook.com/docs/whatsapp/embedded-signup/custom-flows/onboarding-business-app-users
 */
export function parseEcho(item: JsonObject, context: ChangeContext, place: number): ParsedEcho {
  const id = asText(item.id);
  if (id === null) return { kind: 'unreadable', why: 'The echo has no id.' };
  const { kind, content } = readContent(item);
  const number = receivingNumber('meta', context.phoneNumberId);
  const at = timeOf(item.timestamp, context.receivedAt, place);
  const named = { provider: 'meta', account: context.phoneNumberId, providerMessageId: id, number, kind, at } as const;
  const userId = asText(item.to_user_id);
  const aliases = [digitsAlias(item.to), userId === null ? null : userAlias(context.portfolioId, userId)];
  const recipientAliases = aliases.filter((alias) => alias !== null);
  const relation = content?.about?.relation ?? 'reply';
  if (recipientAliases.length === 0 || relation !== 'reply')
    return { kind: 'ignored', ignored: { ...named, why: 'own-echo' } };
  return {
    kind: 'own-message',
    message: {
      ...named,
      recipientAliases,
      text: content?.text || (content?.summary ?? ''),
      mediaCount: content?.media.length ?? 0,
      replyTo: content?.about?.providerMessageId ?? null,
      raw: keptJson(item),
      ...(context.signedBy === 'tenant' ? { signedBy: 'tenant' } : {}),
    },
  };
}
