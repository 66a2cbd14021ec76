import { invalidInput } from '../problem.ts';
import type { Act, PersonsMessage } from '../world/persons-message.ts';
import type { Person } from '../world/roster.ts';
import { chatIdOf } from './addresses.ts';
import type { WahaFile } from './files.ts';

/** A JSON object on its way to a webhook. */
export type Json = Record<string, unknown>;

/** A message as webhooks and the API's lists tell it. @see https://waha.devlike.pro/docs/how-to/receive-messages/ */
export interface WahaMessage extends Json {
  /** `{fromMe}_{chatId}_{messageId}`, with `_{participant}` in groups. */
  id: string;
  /** Seconds. */
  timestamp: number;
  from: string;
  fromMe: boolean;
  to: string;
  body: string;
  hasMedia: boolean;
}

export interface MessageFacts {
  messageId: string;
  at: Date;
  /** The session's own chat id. */
  me: string;
  file: WahaFile | null;
  /** Of files, e.g. http://localhost:3000 */
  baseUrl: string;
}

export const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

/** `media` of a message: null when it has none. */
export const mediaJson = (file: WahaFile | null, baseUrl: string): Json | null =>
  file && {
    url: `${baseUrl}/api/files/${file.session}/${encodeURIComponent(file.name)}`,
    mimetype: file.contentType,
    filename: file.fileName,
    error: null,
  };

/** What every message has; the chat is the person's unless another is given. */
export function messageJson(
  facts: MessageFacts,
  told: {
    person: Person;
    fromMe: boolean;
    body: string;
    chatId?: string;
    participant?: string;
    replyTo?: string | null;
  },
): WahaMessage {
  const chatId = told.chatId ?? chatIdOf(told.person);
  const { me, messageId, file } = facts;
  return {
    id: [told.fromMe, chatId, messageId, ...(told.participant === undefined ? [] : [told.participant])].join('_'),
    timestamp: seconds(facts.at),
    from: told.fromMe ? me : chatId,
    fromMe: told.fromMe,
    to: told.fromMe ? chatId : me,
    participant: told.participant ?? null,
    body: told.body,
    hasMedia: file !== null,
    media: mediaJson(file, facts.baseUrl),
    ack: 1,
    ackName: 'SERVER',
    replyTo: told.replyTo ? { id: told.replyTo.split('_')[2] ?? told.replyTo, participant: null, body: null } : null,
    location: null,
    vCards: [],
    _data: { Info: { PushName: told.fromMe ? '' : told.person.name } },
  };
}

/** An event about what a person did, with its payload. */
export interface InboundEvent {
  event: 'message' | 'message.reaction' | 'message.edited' | 'message.revoked';
  payload: WahaMessage;
}

/** Throws Problem 'invalid-input' for an act that WAHA passes nothing of on. */
export function inboundEvent(sent: PersonsMessage<unknown>, facts: MessageFacts): InboundEvent {
  const { person, act, context, place, text } = sent;
  const plain = messageJson(facts, {
    person,
    fromMe: false,
    body: act ? bodyOf(act, text) : text,
    replyTo: context.replyTo ?? null,
  });
  if (place) {
    plain.location = {
      latitude: String(place.latitude),
      longitude: String(place.longitude),
      name: place.label ?? null,
      address: place.address ?? null,
    };
  }
  const { event, extra } = act ? eventOf(act, plain, text) : { event: 'message' as const, extra: {} };
  const payload: WahaMessage = { ...plain, ...extra };
  for (const [key, value] of Object.entries(sent.raw)) {
    if (value === null) delete payload[key];
    else payload[key] = value;
  }
  return { event, payload };
}

function bodyOf(act: Act, text: string): string {
  return 'title' in act ? act.title : act.kind === 'edit' ? text : '';
}

function eventOf(act: Act, plain: WahaMessage, text: string): { event: InboundEvent['event']; extra: Json } {
  switch (act.kind) {
    case 'button':
    case 'list-row':
    case 'template-button': // A tap arrives as its title: WAHA's own menus are polls and numbers.
      return { event: 'message', extra: {} };
    case 'reaction':
      return { event: 'message.reaction', extra: { reaction: { text: act.emoji, messageId: act.messageId } } };
    case 'contacts':
      return { event: 'message', extra: { vCards: act.contacts.map(vCardOf) } };
    case 'edit':
      return {
        event: 'message.edited',
        extra: { editedMessageId: act.messageId.split('_')[2] ?? act.messageId, body: text },
      };
    case 'delete':
      return {
        event: 'message.revoked',
        extra: {
          after: { ...plain },
          before: null,
          revokedMessageId: act.messageId.split('_')[2] ?? act.messageId,
        },
      };
    case 'unsupported':
      return { event: 'message', extra: {} };
    case 'changed-number':
    case 'changed-user-id':
    case 'new-type':
    case 'welcome':
      throw invalidInput(`WAHA passes nothing on of "${act.kind}".`);
    default:
      return act satisfies never;
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc2426 (WhatsApp writes version 3.0) */
function vCardOf({ name, phones }: { name?: string; phones: readonly string[] }): string {
  const numbers = phones.map((phone) => `TEL;type=CELL;waid=${phone.replace(/\D/g, '')}:${phone}`);
  return ['BEGIN:VCARD', 'VERSION:3.0', `FN:${name ?? ''}`, ...numbers, 'END:VCARD'].join('\n');
}

export const ACKS = { failed: -1, queued: 0, sent: 1, delivered: 2, read: 3 } as const;
const ACK_NAMES: Readonly<Record<number, string>> = {
  [-1]: 'ERROR',
  0: 'PENDING',
  1: 'SERVER',
  2: 'DEVICE',
  3: 'READ',
};

/** The payload of message.ack. */
export const ackJson = ({ id, from, to }: Pick<WahaMessage, 'id' | 'from' | 'to'>, ack: number): Json => ({
  id,
  from: to,
  to: from,
  participant: null,
  fromMe: true,
  ack,
  ackName: ACK_NAMES[ack] ?? 'UNKNOWN',
});
