import type { DocumentWrite, Fields } from '@casillero/domain/records/document-write';

/** Reads documents by their paths in one round trip; null for one that does not exist. In the order asked for. */
export type ReadDocuments = (paths: readonly string[]) => Promise<(Fields | null)[]>;

/**
 * Runs `work` in one transaction: its reads, then all its writes or none. `work` may run several times, so it must not
 * do anything else.
 */
export type Transact = <Result>(
  work: (read: ReadDocuments) => Promise<{ readonly writes: readonly DocumentWrite[]; readonly result: Result }>,
) => Promise<Result>;

/** All documents of a collection in the order of their ids, page by page. */
export type PageThrough = (collection: string) => AsyncIterable<{ readonly id: string; readonly fields: Fields }>;
