import { createHash } from 'node:crypto';
import type { IgnoredReason } from '@casillero/domain/message/ignored-message';
import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import type { ProviderEvent } from '../../usecases/take-events/take-events.ts';
import { asObjects, asText, field, type JsonObject, keptJson } from '../json-fields.ts';
import { bodyOf, type MetaChange } from './envelope.ts';
import { parseAccountChange, userIdChangesOf } from './parse-account-change.ts';
import { parseEcho } from './parse-echo.ts';
import { type ChangeContext, parseMessage } from './parse-message.ts';
import { parseStatus } from './parse-status.ts';

/** What a believed change holds: events to take in, what is left aside among them, so that all of it leaves a trace (R3). */
export type ReadChange = {
  readonly events: readonly ProviderEvent[];
  /** problems of the number or the app that Meta tells apart from messages, for the log */
  readonly problems: readonly { readonly code: string; readonly message: string }[];
};

/** What a person wrote in the WhatsApp Business app of the number. */
const ECHOES = new Set(['smb_message_echoes', 'message_echoes']);

/** Fields whose content is of the time before the number came here. */
const NOT_SERVED: Readonly<Record<string, IgnoredReason>> = { history: 'history', smb_app_state_sync: 'state-sync' };

/** Reads one change whose signer was found to own it. A value may hold several kinds of things at once: each is read. */
export function readChange(
  change: MetaChange,
  signer: Pick<ChangeContext, 'portfolioId' | 'signedBy'>,
  receivedAt: Date,
): ReadChange {
  const notServed = Object.hasOwn(NOT_SERVED, change.field) ? NOT_SERVED[change.field] : undefined;
  if (notServed !== undefined) return { events: [leftAside(change, notServed, receivedAt)], problems: [] };
  const { phoneNumberId, value } = change;
  const alone = (part: JsonObject) => () => keptJson(bodyOf(change, part)).json;
  const aliasChanges = userIdChangesOf(change, signer.portfolioId, receivedAt).map(
    (each): ProviderEvent => ({
      kind: 'alias-change',
      change: each,
      body: alone({ user_id_update: value.user_id_update }),
    }),
  );
  if (phoneNumberId === null) {
    const told = parseAccountChange(change);
    const events = [
      ...aliasChanges,
      ...(told === null ? [] : [{ kind: 'number-event', event: told, body: alone(value) } as const]),
    ];
    return { events: events.length === 0 ? [leftAside(change, 'unused', receivedAt)] : events, problems: [] };
  }
  const context: ChangeContext = {
    phoneNumberId,
    receivedAt,
    portfolioId: signer.portfolioId,
    signedBy: signer.signedBy,
  };
  const contacts = asObjects(value.contacts);
  const contacting = (item: unknown) => contacts.filter((each) => isAbout(item, each));
  const echoes = ECHOES.has(change.field) ? items(value.message_echoes) : [];
  const problems = asObjects(value.errors).map(problemOf);
  const events = [
    ...items(value.messages).map((item, place) => ({
      ...messageEvent(item, contacts, context, place),
      body: alone({ contacts: contacting(item), messages: [item] }),
    })),
    ...echoes.map((item, place) => ({
      ...echoEvent(item, context, place),
      body: alone({ message_echoes: [item] }),
    })),
    ...items(value.statuses).map((item) => ({ ...statusEvent(item, context), body: alone({ statuses: [item] }) })),
    ...problems.map(({ code }) => problemEvent(code, context)),
    ...aliasChanges,
  ];
  const isEmpty = !Object.values(value).some((part) => Array.isArray(part) && part.length > 0);
  const isUnused = events.length === 0 && !(isEmpty && change.field === 'messages');
  return { events: isUnused ? [leftAside(change, 'unused', receivedAt)] : events, problems };
}

/** A change as a whole that is not served. Meta gives it no id: it is named after what it says. */
function leftAside(
  { wabaId, phoneNumberId, field: kind, value }: MetaChange,
  why: IgnoredReason,
  at: Date,
): ProviderEvent {
  const hash = createHash('sha256').update(keptJson(value).json).digest('hex').slice(0, 32);
  const account = phoneNumberId ?? wabaId;
  const number = phoneNumberId === null ? null : receivingNumber('meta', phoneNumberId);
  const providerMessageId = `change:${kind}:${hash}`;
  return { kind: 'ignored', ignored: { provider: 'meta', account, providerMessageId, number, why, kind, at } };
}

const problemOf = (error: JsonObject): ReadChange['problems'][number] => ({
  code: asText(error.code) ?? 'unknown',
  message: asText(field(error.error_data, 'details')) ?? asText(error.title) ?? '',
});

/** A problem has neither id nor time: each is kept once a day. */
const problemEvent = (code: string, context: ChangeContext): ProviderEvent =>
  ignored(`problem:${code}:${context.receivedAt.toISOString().slice(0, 10)}`, 'problem', `error:${code}`, context);

const ignored = (
  providerMessageId: string,
  why: IgnoredReason,
  kind: string,
  { phoneNumberId, receivedAt: at }: ChangeContext,
): ProviderEvent => ({
  kind: 'ignored',
  ignored: {
    provider: 'meta',
    account: phoneNumberId,
    providerMessageId,
    number: receivingNumber('meta', phoneNumberId),
    why,
    kind,
    at,
  },
});

/** All items of a list, whatever they are: what is no object is not understood, and kept. */
const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Whether a contact entry is of who wrote a message. */
const isAbout = (message: unknown, { wa_id, user_id }: JsonObject): boolean =>
  (wa_id !== undefined && wa_id === field(message, 'from')) ||
  (user_id !== undefined && user_id === field(message, 'from_user_id'));

/** What is not understood, as it came, for people to look at. */
export const unreadableEvent = (why: string, item: unknown): ProviderEvent => ({
  kind: 'unreadable',
  why,
  content: keptJson(item).json,
});

function messageEvent(
  item: unknown,
  contacts: readonly JsonObject[],
  context: ChangeContext,
  place: number,
): ProviderEvent {
  const [message] = asObjects([item]);
  if (message === undefined) return unreadableEvent('The message is no object.', item);
  const parsed = parseMessage(message, contacts, context, place);
  if (parsed.kind === 'unreadable') return unreadableEvent(parsed.why, item);
  return parsed;
}

function echoEvent(item: unknown, context: ChangeContext, place: number): ProviderEvent {
  const [echo] = asObjects([item]);
  const parsed = echo === undefined ? null : parseEcho(echo, context, place);
  if (parsed === null || parsed.kind === 'unreadable')
    return unreadableEvent(parsed?.why ?? 'The echo is no object.', item);
  return parsed;
}

function statusEvent(item: unknown, context: ChangeContext): ProviderEvent {
  const [status] = asObjects([item]);
  const [id, word] = [asText(status?.id), asText(status?.status)];
  if (status === undefined || id === null || word === null)
    return unreadableEvent('The status names no message or no state.', item);
  const parsed = parseStatus(status, context);
  if (parsed !== null) return { kind: 'status', ...parsed };
  return ignored(`status:${id}:${word.slice(0, 60)}`, 'status', `status:${word}`, context);
}
