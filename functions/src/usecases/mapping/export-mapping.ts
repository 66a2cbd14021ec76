import { MAPPED, type MappedKind, writeEnd, writeHead, writeLine } from '@casillero/domain/mapping/mapping-lines';
import type { Fields } from '@casillero/domain/records/document-write';

/** Documents of a collection in the order of their ids, after `after`. */
export type ListPage = (
  collection: string,
  after: string | null,
  limit: number,
) => Promise<readonly { readonly id: string; readonly fields: Fields }[]>;

const PAGE_SIZE = 500;

/** A document that an earlier export reached. */
export type Place = { readonly kind: MappedKind; readonly id: string };

/**
 * The whole mapping, line by line (R56), or what comes after a place in it. Pages are read as they are sent, so that
 * memory stays flat.
 */
export async function* exportMapping(
  deps: { listPage: ListPage; now: () => Date },
  from: Place | null,
): AsyncIterable<string> {
  yield writeHead(deps.now());
  const kinds = Object.keys(MAPPED) as MappedKind[];
  let documents = 0;
  for (const kind of from === null ? kinds : kinds.slice(kinds.indexOf(from.kind))) {
    let after = kind === from?.kind ? from.id : null;
    for (let isMore = true; isMore; ) {
      const page: Awaited<ReturnType<ListPage>> = await deps.listPage(MAPPED[kind].collection, after, PAGE_SIZE);
      if (page.length > 0) yield page.map((document) => writeLine({ kind, ...document })).join('');
      documents += page.length;
      after = page.at(-1)?.id ?? null;
      isMore = page.length === PAGE_SIZE;
    }
  }
  yield writeEnd(documents);
}
