import type { QueryPlan } from '../query/query-plan.ts';
import { isTouchedBy } from '../query/query-scope.ts';
import { type DocumentSource, matchesQuery, runQuery } from '../query/run-query.ts';
import type { StructuredQuery } from '../query/structured-query.ts';
import type { DocumentChange, StoredDocument } from '../storage/document.ts';
import type { Micros } from '../values/timestamp.ts';

/** What a client listens to. */
export type TargetSubject =
  | { readonly kind: 'query'; readonly plan: QueryPlan; readonly query: StructuredQuery }
  | { readonly kind: 'documents'; readonly paths: readonly string[] };

/** What changes for a client between two moments. */
export type TargetDiff = {
  /** documents that are new to the client or newer than what it has */
  readonly present: StoredDocument[];
  /** documents the client has and must forget; `current` is null when the document no longer exists */
  readonly gone: { readonly path: string; readonly current: StoredDocument | null; readonly hasChanged: boolean }[];
};

/** One target of a stream: its subject, and which version of which document the client holds. */
export class Target {
  readonly id: number;
  readonly subject: TargetSubject;
  readonly #held = new Map<string, StoredDocument>();

  constructor(id: number, subject: TargetSubject) {
    this.id = id;
    this.subject = subject;
  }

  /** Documents the client holds for this target. */
  get count(): number {
    return this.#held.size;
  }

  /**
   * The first result. A client that resumes is taken to hold the result as of `since`, and gets only the difference.
   * @param since null for a client that knows nothing
   */
  start(source: DocumentSource, since: Micros | null): TargetDiff {
    if (since !== null) for (const document of this.#result(source, since)) this.#held.set(document.path, document);
    return this.#refresh(source);
  }

  /**
   * The first result for a client that had the result as of `since`, a moment that cannot be told any more: what is
   * newer. What is gone it has to find out by a filter over the names that are left.
   */
  startFromForgotten(source: DocumentSource, since: Micros): TargetDiff {
    for (const document of this.#result(source)) this.#held.set(document.path, document);
    return { present: [...this.#held.values()].filter(({ updateTime }) => updateTime > since), gone: [] };
  }

  /** Paths of the documents the client holds for this target. */
  get paths(): Iterable<string> {
    return this.#held.keys();
  }

  /** Whether a document that did not change can neither come in nor fall out. */
  get isUnlimited(): boolean {
    const { subject } = this;
    return subject.kind === 'query' && subject.plan.limit === null && subject.plan.offset === 0;
  }

  /** What a commit changes; null when it does not touch the target at all. */
  update(source: DocumentSource, changes: readonly DocumentChange[]): TargetDiff | null {
    const touching = changes.filter((change) => this.#isTouchedBy(change));
    if (touching.length === 0) return null;
    const { subject } = this;
    // A limit lets documents move up or fall out that did not change themselves.
    if (subject.kind === 'query' && (subject.plan.limit !== null || subject.plan.offset > 0))
      return this.#refresh(source);
    const diff: TargetDiff = { present: [], gone: [] };
    for (const { path, after } of touching) {
      const isIn = after !== null && (subject.kind === 'documents' || matchesQuery(after, subject.plan));
      if (isIn) {
        this.#held.set(path, after);
        diff.present.push(after);
      } else if (this.#held.delete(path) || subject.kind === 'documents') {
        diff.gone.push({ path, current: after, hasChanged: true });
      }
    }
    return diff;
  }

  #isTouchedBy(change: DocumentChange): boolean {
    if (this.subject.kind === 'documents') return this.subject.paths.includes(change.path);
    return this.#held.has(change.path) || isTouchedBy(this.subject.plan, change);
  }

  #result(source: DocumentSource, time?: Micros): readonly StoredDocument[] {
    if (this.subject.kind === 'query') return runQuery(source, this.subject.plan, time).documents;
    return this.subject.paths.flatMap((path) => source.document(path, time) ?? []);
  }

  /** Computes the result anew and compares it with what the client holds. */
  #refresh(source: DocumentSource): TargetDiff {
    const diff: TargetDiff = { present: [], gone: [] };
    const result = new Map(this.#result(source).map((document) => [document.path, document]));
    for (const [path, held] of this.#held) {
      if (result.has(path)) continue;
      this.#held.delete(path);
      const current = source.document(path);
      diff.gone.push({ path, current, hasChanged: current?.updateTime !== held.updateTime });
    }
    for (const [path, document] of result) {
      if (this.#held.get(path)?.updateTime === document.updateTime) continue;
      this.#held.set(path, document);
      diff.present.push(document);
    }
    if (this.subject.kind === 'documents') {
      // Absence is an answer of its own: without it the client would wait for CURRENT to infer it.
      const told = new Set(diff.gone.map(({ path }) => path));
      for (const path of this.subject.paths) {
        if (!result.has(path) && !told.has(path)) diff.gone.push({ path, current: null, hasChanged: true });
      }
    }
    return diff;
  }
}
