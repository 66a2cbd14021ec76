import { invalidInput } from '../problem.ts';
import type { Act, MessageContext } from '../world/persons-message.ts';
import type { Person, Roster } from '../world/roster.ts';
import { USER_ID, userIdOf } from '../world/user-id.ts';

/** How a webhook names somebody: by phone, or by the user id when the phone is hidden. */
export const addressOf = (person: Person, accountSid: string) =>
  `whatsapp:${person.hidesPhone ? userIdOf(person, accountSid) : person.phone}`;

/** Who is meant by `whatsapp:+503...` or `whatsapp:SV.7001...`. */
export function personAt(address: string, accountSid: string, roster: Roster): Person | undefined {
  const named = address.replace(/^whatsapp:/, '');
  if (!USER_ID.test(named)) return roster.find(named);
  return roster.list().find((person) => userIdOf(person, accountSid) === named);
}

/** Form fields of the sender beyond From and WaId; field reports, not in Twilio's reference. */
export function identityFields(person: Person, accountSid: string): Record<string, string> {
  const isTold = person.hidesPhone || person.userId !== undefined || person.username !== undefined;
  return {
    ...(isTold && { ExternalUserId: `whatsapp:${userIdOf(person, accountSid)}` }),
    ...(person.username !== undefined && { ProfileUsername: person.username }),
  };
}

/** Form fields of an answer, a forwarded message, or one that began with an ad. */
export function contextFields({ replyTo, forwarded, ad }: MessageContext, number: string): Record<string, string> {
  return {
    ...(replyTo !== undefined && {
      OriginalRepliedMessageSid: replyTo,
      OriginalRepliedMessageSender: `whatsapp:${number}`,
    }),
    ...(forwarded !== undefined && { Forwarded: 'true' }),
    ...(forwarded === 'often' && { FrequentlyForwarded: 'true' }),
    ...(ad && {
      ReferralSourceType: 'ad',
      ReferralSourceId: ad.sourceId,
      ReferralSourceUrl: ad.sourceUrl,
      ReferralHeadline: ad.headline ?? '',
      ...(ad.clickId !== undefined && { ReferralCtwaClid: ad.clickId }),
    }),
  };
}

/**
 * Form fields of what people do besides writing. Reactions, edits and deletions are not documented: they come as messages
 * without content. The names of a list's fields are not confirmed either.
 */
export function actFields(act: Act): Record<string, string> {
  switch (act.kind) {
    case 'button':
      return { MessageType: 'button', Body: act.title, ButtonText: act.title, ButtonPayload: act.id };
    case 'template-button':
      return { MessageType: 'button', Body: act.title, ButtonText: act.title, ButtonPayload: act.payload };
    case 'list-row': {
      const described = act.description === undefined ? {} : { ListDescription: act.description };
      return { MessageType: 'interactive', Body: act.title, ListId: act.id, ListTitle: act.title, ...described };
    }
    case 'contacts':
      return { MessageType: 'contacts' };
    case 'reaction':
      return { MessageType: 'reaction', Body: '' };
    case 'edit':
    case 'delete':
    case 'unsupported':
      return { MessageType: 'unsupported', Body: '' };
    case 'new-type':
      return { MessageType: act.type, Body: '' };
    case 'welcome':
    case 'changed-number':
    case 'changed-user-id':
      throw invalidInput(`Twilio passes nothing on of "${act.kind}".`);
    default:
      return act satisfies never;
  }
}

/** Contacts arrive as one medium each. @see https://www.rfc-editor.org/rfc/rfc2426 */
export function vCardsOf(act: Act | null): { bytes: Buffer; contentType: string; fileName: string | null }[] {
  if (act?.kind !== 'contacts') return [];
  return act.contacts.map(({ name, phones }) => {
    const lines = [
      'BEGIN:VCARD',
      'VERSION:3.0',
      `FN:${name ?? ''}`,
      ...phones.map((phone) => `TEL:${phone}`),
      'END:VCARD',
    ];
    return { bytes: Buffer.from(lines.join('\r\n')), contentType: 'text/vcard', fileName: null };
  });
}
