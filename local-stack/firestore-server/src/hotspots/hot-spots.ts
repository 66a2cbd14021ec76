import type { IndexedField, IndexedFields } from '../query/indexed-field.ts';
import type { PreparedCommit } from '../storage/prepare-commit.ts';
import { compareValues, identicalValues } from '../values/compare-values.ts';
import { compareIds, type DatabaseName, documentName, lastSegment, parentPath } from '../values/resource-path.ts';
import type { Micros } from '../values/timestamp.ts';
import { type Fields, fieldsOf, ownField, type Value, vectorElements } from '../values/value.ts';
import type { HotSpot } from './hot-spot.ts';
import { MonotonicRun, type RunLength } from './monotonic-run.ts';
import { RateWindow } from './rate-window.ts';
import { RecentMap } from './recent-map.ts';

export type HotSpotLimits = {
  readonly windowMicros: Micros;
  /** sustained writes to one document; production's figure is 1 */
  readonly writesPerSecond: number;
  /** ids or values in one direction within the window; production bears 500 per second, which no laptop reaches */
  readonly runLength: number;
};

export const DEFAULT_LIMITS: HotSpotLimits = { windowMicros: 10_000_000, writesPerSecond: 1, runLength: 100 };

const MAX_DOCUMENTS = 5000;
const MAX_COLLECTIONS = 1000;
const MAX_FIELDS_PER_COLLECTION = 50;
const MAX_SPOTS = 200;
const SECOND: Micros = 1_000_000;

type CollectionRuns = { readonly ids: MonotonicRun<string>; readonly fields: Map<string, MonotonicRun<Value>> };

/** Watches commits for writes that production could not take at scale. Time is the commits' own; memory is bounded. */
export class HotSpots {
  readonly #indexed: IndexedFields;
  readonly #limits: HotSpotLimits;
  readonly #documents = new RecentMap<RateWindow>(MAX_DOCUMENTS);
  readonly #collections = new RecentMap<CollectionRuns>(MAX_COLLECTIONS);
  readonly #spots = new RecentMap<HotSpot>(MAX_SPOTS);

  /** @param indexed which fields have an index of their own; values without one meet nowhere */
  constructor(indexed: IndexedFields, limits: Partial<HotSpotLimits> = DEFAULT_LIMITS) {
    this.#indexed = indexed;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
  }

  commit(database: DatabaseName, { time, steps, changes }: PreparedCommit): void {
    const written = new Map<string, string>();
    for (const { write, before, after } of steps) {
      if (write.kind === 'verify') continue;
      written.set(write.path, (before ?? after)?.name ?? documentName(database, write.path));
    }
    for (const [path, name] of written) this.#countWrite(database, path, name, time);
    for (const { path, before, after } of changes) {
      if (!after) continue;
      const collection = parentPath(path);
      const runs = this.#collections.touch(documentName(database, collection), () => this.#newRuns());
      if (!before) {
        this.#tell(
          'monotonic-document-ids',
          database,
          collection,
          null,
          runs.ids.add(lastSegment(path), path, time),
          time,
        );
      }
      const document = this.#indexed.of(lastSegment(collection));
      eachScalar(document, before?.fields ?? NO_FIELDS, after.fields, (field, value) => {
        const run = this.#fieldRun(runs, field.text)?.add(value, path, time) ?? null;
        if (run) this.#tell('monotonic-field-values', database, collection, field.text, run, time);
      });
    }
  }

  /** The hot spots of a project so far, the latest first. */
  of(project: string): HotSpot[] {
    return [...this.#spots.entries()]
      .filter(([key]) => key.startsWith(`projects/${project}/`))
      .map(([, spot]) => spot)
      .sort((a, b) => b.lastSeen - a.lastSeen);
  }

  /** Forgets what was seen of a project. */
  reset(project: string): void {
    for (const map of [this.#documents, this.#collections, this.#spots]) map.forget(`projects/${project}/`);
  }

  #countWrite(database: DatabaseName, path: string, name: string, time: Micros): void {
    const { windowMicros, writesPerSecond } = this.#limits;
    const count = this.#documents.touch(name, () => new RateWindow(windowMicros)).add(time);
    const rate = (count * SECOND) / windowMicros;
    if (rate <= writesPerSecond) return;
    const since = time - windowMicros;
    this.#report({ kind: 'document-write-rate', database, path, field: null, isRising: true, since }, rate, time);
  }

  #tell(
    kind: HotSpot['kind'],
    database: DatabaseName,
    path: string,
    field: string | null,
    run: RunLength | null,
    time: Micros,
  ): void {
    const { windowMicros, runLength } = this.#limits;
    if (!run || run.length < runLength) return;
    const { isRising, since } = run;
    const lasted = Math.min(Math.max(time - since, SECOND), windowMicros);
    this.#report({ kind, database, path, field, isRising, since }, (run.length * SECOND) / lasted, time);
  }

  #report(found: Omit<HotSpot, 'lastSeen' | 'ratePerSecond'>, rate: number, time: Micros): void {
    const key = `${documentName(found.database, found.path)}\n${found.kind}\n${found.field}`;
    const database = found.database.split('/')[3] ?? '(default)';
    const spot = this.#spots.touch(key, () => ({ ...found, database, lastSeen: time, ratePerSecond: rate }));
    spot.lastSeen = time;
    spot.ratePerSecond = Math.max(spot.ratePerSecond, rate);
  }

  #newRuns(): CollectionRuns {
    return { ids: new MonotonicRun(compareIds, this.#limits.windowMicros), fields: new Map() };
  }

  #fieldRun({ fields }: CollectionRuns, field: string): MonotonicRun<Value> | null {
    const known = fields.get(field);
    if (known || fields.size >= MAX_FIELDS_PER_COLLECTION) return known ?? null;
    const run = new MonotonicRun<Value>(compareValues, this.#limits.windowMicros);
    fields.set(field, run);
    return run;
  }
}

const NO_FIELDS: Fields = {};

/** Numbers, texts and times that a write puts into an index of their own, also within maps. */
function eachScalar(
  parent: IndexedField,
  before: Fields,
  after: Fields,
  visit: (field: IndexedField, value: Value) => void,
): void {
  for (const name of Object.keys(after)) {
    const [old, now] = [ownField(before, name), ownField(after, name)];
    if (!now || (old && identicalValues(old, now))) continue;
    if ('mapValue' in now && !vectorElements(now)) {
      const inner = old && 'mapValue' in old ? fieldsOf(old) : NO_FIELDS;
      eachScalar(parent.below(name), inner, fieldsOf(now), visit);
    } else if ('integerValue' in now || 'doubleValue' in now || 'timestampValue' in now || 'stringValue' in now) {
      const field = parent.below(name);
      if (field.ordered > 0) visit(field, now);
    }
  }
}
