import type { ListedMessage, MessageSource } from '../../usecases/reconcile/reconcile.ts';
import { asNumber, asObject, asObjects, asText, field, type JsonObject, keptJson } from '../json-fields.ts';
import { callWaha, type WahaAccess } from './api.ts';
import { messageIdOf, readChatId } from './chat-id.ts';
import { parseEvent, withPhone } from './parse-event.ts';

/** Chats and messages asked for at a time; a page that is full is followed by another. */
const PAGE_SIZE = 100;

/** Chats asked for their messages at a time. */
const ASKED_AT_ONCE = 8;

/** Each chat is asked by itself, and as often for an hour as for a day. */
const STEP_MS = 24 * 3_600_000;

/**
 * What a session's phone received, from its chats (R91): WAHA keeps undelivered events in memory only.
 * @param resolve the address with the phone of a hidden id, or null
 * @see https://waha.devlike.pro/docs/how-to/chats/
 */
export const receivedByWaha = (
  access: () => WahaAccess,
  session: string,
  resolve: (session: string, hiddenId: string) => Promise<string | null>,
): MessageSource => ({
  name: `waha-${session}`,
  stepMs: STEP_MS,
  list: async (from, until) => {
    const at = `/api/${encodeURIComponent(session)}/chats`;
    const chats = await everyPage(access(), `${at}/overview`, {});
    // One that does not say when it was written is asked for, too.
    const recent = chats.filter(({ lastMessage }) => {
      const last = asObject(lastMessage);
      return last !== null && (asNumber(last.timestamp) ?? Number.POSITIVE_INFINITY) >= seconds(from);
    });
    // Groups, channels and stories are not served.
    const people = recent.flatMap((chat) => {
      const id = asText(field(chat, 'id'));
      const { kind } = readChatId(id);
      return id === null || (kind !== 'phone' && kind !== 'lid') ? [] : [id];
    });
    const messages = await eachOf(people, (id) =>
      everyPage(access(), `${at}/${encodeURIComponent(id)}/messages`, {
        'filter.timestamp.gte': String(seconds(from)),
        'filter.timestamp.lte': String(seconds(until)),
        'filter.fromMe': 'false',
        downloadMedia: 'false',
      }),
    );
    const found = messages.flat().flatMap((payload) => {
      const event = parseEvent({ event: 'message', session, payload }, until);
      if (event.kind !== 'message') return [];
      const { message, hiddenId } = event;
      const load = async () => {
        const address = hiddenId === null ? null : await resolve(session, hiddenId);
        return address === null ? message : withPhone(message, address);
      };
      const { provider, account } = message;
      // A message whose content was deleted since came under its plain id.
      const providerMessageId = messageIdOf(asText(payload.id) ?? '');
      const body = () => keptJson({ event: 'message', session, payload }).json;
      const listed: ListedMessage = { provider, account, providerMessageId, load, body };
      return [{ at: message.receivedAt.getTime(), listed }];
    });
    return found.toSorted((one, other) => one.at - other.at).map(({ listed }) => listed);
  },
});

const seconds = (date: Date): number => Math.floor(date.getTime() / 1_000);

/** One by one a busy session's chats would take longer than the sweep has. */
async function eachOf<Item, Value>(items: readonly Item[], ask: (item: Item) => Promise<Value>): Promise<Value[]> {
  const answers: Value[] = [];
  for (let from = 0; from < items.length; from += ASKED_AT_ONCE)
    answers.push(...(await Promise.all(items.slice(from, from + ASKED_AT_ONCE).map(ask))));
  return answers;
}

async function everyPage(
  access: WahaAccess,
  path: string,
  query: Readonly<Record<string, string>>,
): Promise<JsonObject[]> {
  const all: JsonObject[] = [];
  for (let before: unknown = null; ; ) {
    const page = { ...query, limit: String(PAGE_SIZE), offset: String(all.length) };
    const answer = await callWaha(access, { method: 'GET', path, query: page });
    if (!answer.ok) throw new Error(`WAHA answers ${answer.status ?? 'nothing'}: ${answer.message}`);
    const items = asObjects(answer.json);
    // What came meanwhile moves a page on; one that begins as the last did is no other page.
    if (items[0] !== undefined && items[0].id === before) throw new Error('WAHA answers the same page again.');
    before = items[0]?.id;
    all.push(...items);
    if (items.length < PAGE_SIZE) return all;
  }
}
