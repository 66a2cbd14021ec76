import type { DocumentSource } from '../query/run-query.ts';
import type { DocumentChange } from '../storage/document.ts';
import { toFirestoreError } from '../values/status.ts';
import { type Micros, microsFromTimestamp, timestampFromMicros } from '../values/timestamp.ts';
import { bloomFilterOf } from './bloom-filter.ts';
import type { ListenResponse, TargetChange, TargetMessage } from './messages.ts';
import { decodeResumeToken, encodeResumeToken } from './resume-token.ts';
import { documentMessages } from './snapshot-messages.ts';
import { Target, type TargetDiff, type TargetSubject } from './target.ts';

/** What a session needs from the world around it. */
export type ListenPorts = {
  readonly source: DocumentSource;
  send(response: ListenResponse): void;
  /** Reads and checks what a client wants to listen to. @throws FirestoreError */
  readSubject(message: TargetMessage): TargetSubject;
  /**
   * Asks the rules.
   * @returns the paths of documents they looked up: when one changes they have to be asked again
   * @throws FirestoreError PERMISSION_DENIED
   */
  authorize(subject: TargetSubject): ReadonlySet<string>;
  /** Bills documents sent. */
  countReads(reads: number): void;
  /** From now on the session is told of changes that may concern the target, and of changes to what was looked up. */
  subscribe(target: Target, lookups: ReadonlySet<string>): void;
  /** The rules were asked again, and looked up these documents. */
  relyOn(target: Target, lookups: ReadonlySet<string>): void;
  unsubscribe(target: Target): void;
  readonly instanceId: () => Uint8Array;
  readonly readTime: () => Micros;
  /** Whether the state at a time can still be told exactly. */
  remembers(time: Micros): boolean;
  nameOf(path: string): string;
};

/**
 * What a client that resumes knows as of `since`: nothing; a state of another life of the database (unknown); one that
 * can be told exactly (remembered); one of which only the newer documents can be told (forgotten).
 */
type Resumption = { knowledge: 'nothing' | 'unknown' | 'remembered' | 'forgotten'; since: Micros };

/** Ids this server assigns when a client leaves the choice to it; above what SDKs count up to. */
const FIRST_OWN_TARGET_ID = 1_000_000_001;

/**
 * One Listen stream, whatever carries it. Each target goes its way:
 *
 *   addTarget ──▶ ADD ──documents──▶ CURRENT ──▶ global snapshot ──commit──▶ documents, global snapshot ...
 *      │           ├─token unknown─▶ RESET first
 *      │           └─token forgotten─▶ what is newer, and a filter by which the client finds what is gone
 *      └─refused───────────────────▶ REMOVE with cause          removeTarget ──▶ REMOVE
 *
 * A refused target never ends the stream: the other targets live on.
 */
export class ListenSession {
  readonly #ports: ListenPorts;
  readonly #targets = new Map<number, Target>();
  #nextOwnId = FIRST_OWN_TARGET_ID;

  constructor(ports: ListenPorts) {
    this.#ports = ports;
  }

  /** Starts a target; everything up to its first snapshot is sent before this returns. */
  addTarget(message: TargetMessage): void {
    const ports = this.#ports;
    const id = message.targetId || this.#nextOwnId++;
    // Adding an id again replaces the target, as after a failed existence filter.
    this.#forget(id);
    let target: Target;
    let lookups: ReadonlySet<string>;
    try {
      target = new Target(id, ports.readSubject(message));
      lookups = ports.authorize(target.subject);
    } catch (error) {
      this.#removeWithCause(id, error);
      return;
    }
    const time = ports.readTime();
    const { knowledge, since } = this.#resumption(message, target);
    this.#change({ targetChangeType: 'ADD', targetIds: [id] });
    if (knowledge === 'unknown') this.#change({ targetChangeType: 'RESET', targetIds: [id] });
    const diff =
      knowledge === 'forgotten'
        ? target.startFromForgotten(ports.source, since)
        : target.start(ports.source, knowledge === 'remembered' ? since : null);
    ports.countReads(Math.max(knowledge === 'nothing' ? 1 : 0, diff.present.length));
    this.#sendDocuments(new Map([[target, diff]]), time);
    if (knowledge === 'remembered') ports.send({ filter: { targetId: id, count: target.count } });
    if (knowledge === 'forgotten') {
      const unchangedNames = bloomFilterOf([...target.paths].map(ports.nameOf));
      ports.send({ filter: { targetId: id, count: target.count, unchangedNames } });
    }
    this.#change({ targetChangeType: 'CURRENT', targetIds: [id], ...this.#mark(time) });
    this.#change(this.#mark(time));
    if (message.once) {
      this.#change({ targetChangeType: 'REMOVE', targetIds: [id] });
      return;
    }
    this.#targets.set(id, target);
    ports.subscribe(target, lookups);
  }

  /** Stops a target. Answered even when the target is unknown: clients count the answers to their requests. */
  removeTarget(id: number): void {
    this.#forget(id);
    this.#change({ targetChangeType: 'REMOVE', targetIds: [id] });
  }

  /** Sends what a commit changes as one snapshot; nothing when it changes nothing for this stream. */
  commit(time: Micros, concerned: ReadonlyMap<Target, readonly DocumentChange[]>): void {
    const diffs = new Map<Target, TargetDiff>();
    for (const [target, changes] of concerned) {
      if (this.#targets.get(target.id) !== target) continue;
      const diff = target.update(this.#ports.source, changes);
      if (!diff) continue;
      // What a document says may decide who may read it, so its own listeners are asked about anew.
      if (target.subject.kind === 'documents' && !this.#isStillAllowed(target)) continue;
      if (diff.present.length + diff.gone.length > 0) diffs.set(target, diff);
    }
    if (diffs.size === 0) return;
    this.#ports.countReads(billedReads(diffs));
    this.#sendDocuments(diffs, time);
    this.#change(this.#mark(time));
  }

  /** The rules were replaced, or what they looked up has changed: targets they no longer allow are removed. */
  recheck(targets: Iterable<Target> = this.#targets.values()): void {
    for (const target of [...targets]) {
      if (this.#targets.get(target.id) === target) this.#isStillAllowed(target);
    }
  }

  /** Tells an idle client that it is up to date. Server SDKs give up on a stream that is silent for 120 s. */
  heartbeat(): void {
    if (this.#targets.size > 0) this.#change(this.#mark(this.#ports.readTime()));
  }

  close(): void {
    for (const id of [...this.#targets.keys()]) this.#forget(id);
  }

  #isStillAllowed(target: Target): boolean {
    try {
      this.#ports.relyOn(target, this.#ports.authorize(target.subject));
      return true;
    } catch (error) {
      this.#forget(target.id);
      this.#removeWithCause(target.id, error);
      return false;
    }
  }

  #removeWithCause(id: number, thrown: unknown): void {
    const { code, message } = toFirestoreError(thrown);
    this.#change({ targetChangeType: 'REMOVE', targetIds: [id], cause: { code, message } });
  }

  #forget(id: number): void {
    const target = this.#targets.get(id);
    if (!target) return;
    this.#targets.delete(id);
    this.#ports.unsubscribe(target);
  }

  /** What a client that adds a target already has of it. */
  #resumption(message: TargetMessage, target: Target): Resumption {
    const { resumeToken, readTime, expectedCount } = message;
    const hasToken = resumeToken !== undefined && resumeToken.length > 0;
    if (!hasToken && !readTime) return { knowledge: 'nothing', since: 0 };
    const since = hasToken
      ? decodeResumeToken(resumeToken, this.#ports.instanceId())
      : microsFromTimestamp(readTime ?? {});
    if (since === null || Number.isNaN(since)) return { knowledge: 'unknown', since: 0 };
    if (this.#ports.remembers(since)) return { knowledge: 'remembered', since };
    // Only clients that say how many documents they have understand a filter over names.
    const canFilter = hasToken && expectedCount !== undefined && target.isUnlimited;
    return { knowledge: canFilter ? 'forgotten' : 'unknown', since };
  }

  #sendDocuments(diffs: ReadonlyMap<Target, TargetDiff>, time: Micros): void {
    for (const message of documentMessages(diffs, this.#ports.nameOf, time)) this.#ports.send(message);
  }

  #change(targetChange: TargetChange): void {
    this.#ports.send({ targetChange });
  }

  /** How far the client is with this message. */
  #mark(time: Micros): Pick<TargetChange, 'readTime' | 'resumeToken'> {
    return { readTime: timestampFromMicros(time), resumeToken: encodeResumeToken(this.#ports.instanceId(), time) };
  }
}

/** Documents added, updated, or gone because they changed; deletions and falling out of a limit cost nothing. */
function billedReads(diffs: ReadonlyMap<Target, TargetDiff>): number {
  let reads = 0;
  for (const { present, gone } of diffs.values()) {
    reads += present.length + gone.filter(({ current, hasChanged }) => current !== null && hasChanged).length;
  }
  return reads;
}
