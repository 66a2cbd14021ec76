import { MAPPED, type MappedKind, writeHead, writeLine } from '@casillero/domain/mapping/mapping-lines';
import type { Fields } from '@casillero/domain/records/document-write';

/** Documents of a collection in the order of their ids, after `after`. */
export type ListPage = (
  collection: string,
  after: string | null,
  limit: number,
) => Promise<readonly { readonly id: string; readonly fields: Fields }[]>;

const PAGE_SIZE = 500;

/** The whole mapping, line by line (R56): pages are read as they are sent, so that memory stays flat. */
export async function* exportMapping(deps: { listPage: ListPage; now: () => Date }): AsyncIterable<string> {
  yield writeHead(deps.now());
  for (const kind of Object.keys(MAPPED) as MappedKind[]) {
    let after: string | null = null;
    for (let isMore = true; isMore; ) {
      const page: Awaited<ReturnType<ListPage>> = await deps.listPage(MAPPED[kind].collection, after, PAGE_SIZE);
      if (page.length > 0) yield page.map((document) => writeLine({ kind, ...document })).join('');
      after = page.at(-1)?.id ?? null;
      isMore = page.length === PAGE_SIZE;
    }
  }
}
