import type { AliasChange } from '@casillero/domain/message/alias-change';
import type { IgnoredMessage, IgnoredReason } from '@casillero/domain/message/ignored-message';
import type { InboundMessage } from '@casillero/domain/message/inbound-message';
import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { asText, field, type JsonObject, keptJson, timeOf } from '../json-fields.ts';
import { readContent } from './message-content.ts';
import { digitsAlias, senderOf, userAlias } from './sender.ts';

/** What a message or a status is read with: facts of the change that it came in. */
export type ChangeContext = {
  /** the number it is about: also the account part of a message's key, since it outlives accounts and secrets */
  readonly phoneNumberId: string;
  /** what user ids are scoped to */
  readonly portfolioId: string;
  /** whose app signed it: a tenant's own could write anything, so that it says nothing of who somebody is */
  readonly signedBy: 'platform' | 'tenant';
  readonly receivedAt: Date;
};

export type ParsedMessage =
  | { readonly kind: 'message'; readonly message: InboundMessage }
  | { readonly kind: 'alias-change'; readonly change: AliasChange }
  /** not ours to serve: a group, or another security code of the same person */
  | { readonly kind: 'ignored'; readonly ignored: IgnoredMessage }
  /** it does not even say who or what */
  | { readonly kind: 'unreadable'; readonly why: string };

/** Longest message id; Meta documents none. */
const ID_MAX = 1_000;

/**
 * Reads one entry of `messages[]`. What is not understood becomes a message of kind `unsupported:<type>`, with all that was received
 * in `raw` (R93).
 * @param place among the messages of the change
 */
export function parseMessage(
  item: JsonObject,
  contacts: readonly JsonObject[],
  context: ChangeContext,
  place: number,
): ParsedMessage {
  const id = asText(item.id);
  if (id === null || id.length > ID_MAX) return { kind: 'unreadable', why: 'The message has no id.' };
  const leftAside = (why: IgnoredReason): ParsedMessage => ({
    kind: 'ignored',
    ignored: ignoredOf(item, id, why, context, place),
  });
  if (asText(item.group_id) !== null) return leftAside('group');
  if (item.type === 'system' && IDENTITY_CHANGED.test(asText(field(item.system, 'type')) ?? ''))
    return leftAside('identity');
  if (item.type === 'system') return context.signedBy === 'tenant' ? NOT_FOR_A_TENANT : parseSystem(item, id, context);
  const sender = senderOf(item, contacts, context.portfolioId);
  if (sender === null) return { kind: 'unreadable', why: 'The message does not say who sent it.' };
  const { kind, content } = readContent(item);
  return {
    kind: 'message',
    message: {
      provider: 'meta',
      account: context.phoneNumberId,
      providerMessageId: id,
      receivingNumber: receivingNumber('meta', context.phoneNumberId),
      sender,
      text: content?.text ?? '',
      summary: content?.summary ?? null,
      media: content?.media ?? [],
      about: content?.about ?? null,
      kind,
      receivedAt: timeOf(item.timestamp, context.receivedAt, place),
      ...(context.signedBy === 'tenant' ? { signedBy: 'tenant' } : {}),
      raw: keptJson(item),
    },
  };
}

/** Somebody's security code changed, which happens with a new phone: the number is the same. */
const IDENTITY_CHANGED = /identity_changed$/;

/** Whose a number is now concerns all tenants. */
const NOT_FOR_A_TENANT: ParsedMessage = {
  kind: 'unreadable',
  why: 'A change of number, told by a tenant’s own app, is for people to look into.',
};

const ignoredOf = (
  item: JsonObject,
  id: string,
  why: IgnoredReason,
  context: ChangeContext,
  place: number,
): IgnoredMessage => ({
  provider: 'meta',
  account: context.phoneNumberId,
  providerMessageId: id,
  number: receivingNumber('meta', context.phoneNumberId),
  why,
  kind: asText(item.type) ?? 'unknown',
  at: timeOf(item.timestamp, context.receivedAt, place),
});

/**
 * A person moved to another number, or got another user id because of that. No message of theirs: nothing is answered.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/reference/messages/system
 */
function parseSystem(item: JsonObject, id: string, context: ChangeContext): ParsedMessage {
  const system = item.system;
  const [phone, userId] = [digitsAlias(item.from), asText(item.from_user_id)];
  const user = userId === null ? null : userAlias(context.portfolioId, userId);
  const newUserId = asText(field(system, 'user_id'));
  const change = (
    from: AliasChange['from'],
    to: AliasChange['to'],
    relation: AliasChange['relation'],
  ): ParsedMessage => ({
    kind: 'alias-change',
    change: {
      provider: 'meta',
      account: context.phoneNumberId,
      eventId: id,
      from,
      to,
      relation,
      at: timeOf(item.timestamp, context.receivedAt),
      raw: keptJson(item),
    },
  });
  const newPhone = digitsAlias(field(system, 'wa_id')) ?? digitsAlias(field(system, 'new_wa_id'));
  if (newPhone !== null) {
    const from = phone ?? user;
    return from === null
      ? { kind: 'unreadable', why: 'The change of number does not say whose.' }
      : change(from, newPhone, 'moved');
  }
  if (newUserId !== null) {
    const to = userAlias(context.portfolioId, newUserId);
    if (user !== null && user !== to) return change(user, to, 'moved');
    if (phone !== null) return change(phone, to, 'same-person');
  }
  return { kind: 'unreadable', why: 'A system message of an unknown kind.' };
}
