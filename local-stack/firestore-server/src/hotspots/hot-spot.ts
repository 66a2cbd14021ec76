import { formatTimestamp, type Micros, timestampFromMicros } from '../values/timestamp.ts';

export type HotSpotKind = 'document-write-rate' | 'monotonic-document-ids' | 'monotonic-field-values';

/** Writes that meet at one place, which production would slow down or refuse. */
export type HotSpot = {
  readonly kind: HotSpotKind;
  /** database id */
  readonly database: string;
  /** the document, or the collection */
  readonly path: string;
  readonly field: string | null;
  readonly isRising: boolean;
  readonly since: Micros;
  lastSeen: Micros;
  /** the highest seen */
  ratePerSecond: number;
};

export const BEST_PRACTICES = 'https://firebase.google.com/docs/firestore/best-practices#hotspots';

/** A hot spot as the control door tells it. */
export function describeHotSpot(spot: HotSpot): object {
  const { kind, database, path, field, since, lastSeen, ratePerSecond } = spot;
  return {
    kind,
    database,
    ...(kind === 'document-write-rate' ? { path } : { collection: path }),
    ...(field === null ? {} : { field }),
    ratePerSecond: Math.round(ratePerSecond * 10) / 10,
    since: formatTimestamp(timestampFromMicros(since)),
    lastSeen: formatTimestamp(timestampFromMicros(lastSeen)),
    advice: adviceFor(spot),
    link: BEST_PRACTICES,
  };
}

function adviceFor({ kind, path, field, isRising }: HotSpot): string {
  const run = isRising ? 'rise' : 'fall';
  switch (kind) {
    case 'document-write-rate':
      return (
        `The document ${path} was written more than once per second. Spread the writes over several documents ` +
        '(a distributed counter), or gather them and write once.'
      );
    case 'monotonic-document-ids':
      return (
        `New ids in ${path} only ${run}, so all writes meet at one end of the collection; production slows them down ` +
        'above 500 per second. Use automatic ids, or begin ids with something random.'
      );
    case 'monotonic-field-values':
      return (
        `Values of ${field} in ${path} only ${run}, so all writes meet at one end of its index; production slows them ` +
        'down above 500 per second. Exempt the field from indexing, or put a shard number before it in the index.'
      );
  }
}
