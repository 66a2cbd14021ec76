import type { ProviderEvent } from '../../usecases/take-events/take-events.ts';
import { asObjects, asText, field, type JsonObject, keptJson } from '../json-fields.ts';
import { bodyOf, type MetaChange } from './envelope.ts';
import { parseAccountChange, userIdChangesOf } from './parse-account-change.ts';
import { type ChangeContext, parseMessage } from './parse-message.ts';
import { parseStatus } from './parse-status.ts';

/** What a believed change holds: events to take in, and what is left aside, each with its reason, for the log. */
export type ReadChange = {
  readonly events: readonly ProviderEvent[];
  /** group, echo, history, unused: nothing that is ours to serve is lost */
  readonly ignored: readonly string[];
  /** problems of the number or the app that Meta tells apart from messages */
  readonly problems: readonly { readonly code: string; readonly message: string }[];
};

/** Fields whose content is ours or old: sent from the business's own phone, or from before it came here. */
const NOT_SERVED: Readonly<Record<string, string>> = {
  smb_message_echoes: 'echo',
  message_echoes: 'echo',
  history: 'history',
  smb_app_state_sync: 'state-sync',
};

/** Reads one change whose signer was found to own it. A value may hold several kinds of things at once: each is read. */
export function readChange(
  change: MetaChange,
  signer: Pick<ChangeContext, 'portfolioId' | 'signedBy'>,
  receivedAt: Date,
): ReadChange {
  const notServed = Object.hasOwn(NOT_SERVED, change.field) ? NOT_SERVED[change.field] : undefined;
  if (notServed !== undefined) return { events: [], ignored: [notServed], problems: [] };
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
    return { events, ignored: events.length === 0 ? ['unused'] : [], problems: [] };
  }
  const context: ChangeContext = {
    phoneNumberId,
    receivedAt,
    portfolioId: signer.portfolioId,
    signedBy: signer.signedBy,
  };
  const contacts = asObjects(value.contacts);
  const withBody = (event: ProviderEvent | string, part: JsonObject) =>
    typeof event === 'string' ? event : { ...event, body: alone(part) };
  const messages = items(value.messages).map((item, place) =>
    withBody(messageEvent(item, contacts, context, place), {
      contacts: contacts.filter((each) => isAbout(item, each)),
      messages: [item],
    }),
  );
  const statuses = items(value.statuses).map((item) => withBody(statusEvent(item, context), { statuses: [item] }));
  const all = [...messages, ...statuses];
  return {
    events: [...all.filter((each) => typeof each !== 'string'), ...aliasChanges],
    ignored: all.filter((each) => typeof each === 'string'),
    problems: asObjects(value.errors).map((error) => ({
      code: asText(error.code) ?? 'unknown',
      message: asText(field(error.error_data, 'details')) ?? asText(error.title) ?? '',
    })),
  };
}

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
): ProviderEvent | string {
  const [message] = asObjects([item]);
  if (message === undefined) return unreadableEvent('The message is no object.', item);
  const parsed = parseMessage(message, contacts, context, place);
  if (parsed.kind === 'unreadable') return unreadableEvent(parsed.why, item);
  return parsed.kind === 'ignored' ? parsed.why : parsed;
}

function statusEvent(item: unknown, context: ChangeContext): ProviderEvent | string {
  const [status] = asObjects([item]);
  const parsed = status === undefined ? null : parseStatus(status, context);
  return parsed === null ? 'status' : { kind: 'status', ...parsed };
}
