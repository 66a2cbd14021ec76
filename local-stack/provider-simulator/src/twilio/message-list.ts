import { messageJson, messagesUri } from './message-resource.ts';
import type { MessageFilter, MessageStore } from './message-store.ts';

const DEFAULT_PAGE_SIZE = 50;
const LARGEST_PAGE_SIZE = 1_000;
const DAY_MS = 86_400_000;

/**
 * One page of the Messages list, newest first, with the address of the next one.
 * @param query To, From, `DateSent` (a day), `DateSent>` and `DateSent<` (both inclusive; a day or a moment), PageSize, Page, PageToken
 */
export function listPage(accountSid: string, query: Readonly<Record<string, unknown>>, store: MessageStore) {
  const text = (key: string) => {
    const value = query[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const asked = Number(text('PageSize') ?? DEFAULT_PAGE_SIZE);
  const pageSize = Number.isInteger(asked) && asked > 0 ? Math.min(asked, LARGEST_PAGE_SIZE) : DEFAULT_PAGE_SIZE;
  const page = Math.max(Number.parseInt(text('Page') ?? '0', 10) || 0, 0);
  const found = store.list(accountSid, filterOf(text));
  // A token names the last message of the page before, so that new messages do not shift the pages.
  const token = text('PageToken');
  const after = token === undefined ? -1 : found.findIndex((message) => `PA${message.sid}` === token);
  const start = token === undefined ? page * pageSize : after + 1;
  const messages = found.slice(start, start + pageSize);
  const last = messages.at(-1);
  const uri = (number: number, pageToken: string | null) => {
    const parameters = new URLSearchParams();
    for (const key of ['To', 'From', 'DateSent', 'DateSent>', 'DateSent<']) {
      const value = text(key);
      if (value !== undefined) parameters.set(key, value);
    }
    parameters.set('PageSize', String(pageSize));
    parameters.set('Page', String(number));
    if (pageToken !== null) parameters.set('PageToken', pageToken);
    return `${messagesUri(accountSid)}.json?${parameters}`;
  };
  return {
    messages: messages.map(messageJson),
    page,
    page_size: pageSize,
    start: page * pageSize,
    end: page * pageSize + Math.max(messages.length - 1, 0),
    first_page_uri: uri(0, null),
    previous_page_uri: page > 0 ? uri(page - 1, null) : null,
    next_page_uri: last && found.length > start + pageSize ? uri(page + 1, `PA${last.sid}`) : null,
    uri: uri(page, token ?? null),
  };
}

function filterOf(text: (key: string) => string | undefined): MessageFilter {
  const moment = (key: string) => {
    const value = text(key);
    const date = value === undefined ? undefined : new Date(value);
    return date && !Number.isNaN(date.getTime()) ? date : undefined;
  };
  const day = moment('DateSent');
  const to = text('To');
  const from = text('From');
  const sentFrom = day ?? moment('DateSent>');
  const sentUntil = day ? new Date(day.getTime() + DAY_MS - 1) : moment('DateSent<');
  return {
    ...(to !== undefined && { to }),
    ...(from !== undefined && { from }),
    ...(sentFrom && { sentFrom }),
    ...(sentUntil && { sentUntil }),
  };
}
