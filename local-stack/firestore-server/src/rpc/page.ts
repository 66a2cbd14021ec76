import { invalidArgument } from '../values/status.ts';

/** One page of a list that is walked in a fixed order of keys. */
export type Page<Item> = { readonly items: readonly Item[]; readonly nextPageToken: string };

/**
 * Cuts a page out of a sorted list. The token is the key of the last item, so that items deleted between two pages do
 * not shift the next one.
 * @param isAfter whether an item lies behind a key
 * @throws FirestoreError INVALID_ARGUMENT for a token this server did not make
 */
export function cutPage<Item>(
  items: readonly Item[],
  pageSize: number,
  pageToken: string | undefined,
  keyOf: (item: Item) => string,
  isAfter: (item: Item, key: string) => boolean,
): Page<Item> {
  const after = pageToken ? decodeToken(pageToken) : null;
  const rest = after === null ? items : items.filter((item) => isAfter(item, after));
  const page = rest.slice(0, pageSize);
  const last = page[page.length - 1];
  const hasMore = rest.length > page.length && last !== undefined;
  return { items: page, nextPageToken: hasMore ? Buffer.from(`after:${keyOf(last)}`).toString('base64url') : '' };
}

function decodeToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  if (!text.startsWith('after:')) throw invalidArgument('The page token is not one of this list.');
  return text.slice('after:'.length);
}
