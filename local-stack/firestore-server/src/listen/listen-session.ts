import type { DocumentSource } from '../query/run-query.ts';
import type { DocumentChange } from '../storage/document.ts';
import { toFirestoreError } from '../values/status.ts';
import { type Micros, microsFromTimestamp, timestampFromMicros } from '../values/timestamp.ts';
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
  /** Asks the rules. @throws FirestoreError PERMISSION_DENIED */
  authorize(subject: TargetSubject): void;
  /** Bills documents sent. */
  countReads(reads: number): void;
  /** From now on the session is told of changes that may concern the target. */
  subscribe(target: Target): void;
  unsubscribe(target: Target): void;
  readonly instanceId: () => Uint8Array;
  readonly readTime: () => Micros;
  /** Whether the state at a time can still be told exactly. */
  remembers(time: Micros): boolean;
  nameOf(path: string): string;
};

/** Ids this server assigns when a client leaves the choice to it; above what SDKs count up to. */
const FIRST_OWN_TARGET_ID = 1_000_000_001;

/**
 * One Listen stream, whatever carries it. Each target goes its way:
 *
 *   addTarget ──▶ ADD ──documents──▶ CURRENT ──▶ global snapshot ──commit──▶ documents, global snapshot ...
 *      │           └─token unknown─▶ RESET first
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
    try {
      target = new Target(id, ports.readSubject(message));
      ports.authorize(target.subject);
    } catch (error) {
      this.#removeWithCause(id, error);
      return;
    }
    const time = ports.readTime();
    const since = this.#resumeTime(message);
    this.#change({ targetChangeType: 'ADD', targetIds: [id] });
    if (since === 'unknown') this.#change({ targetChangeType: 'RESET', targetIds: [id] });
    const diff = target.start(ports.source, typeof since === 'number' ? since : null);
    ports.countReads(Math.max(since === 'nothing' ? 1 : 0, diff.present.length));
    this.#sendDocuments(new Map([[target, diff]]), time);
    if (typeof since === 'number') ports.send({ filter: { targetId: id, count: target.count } });
    this.#change({ targetChangeType: 'CURRENT', targetIds: [id], ...this.#mark(time) });
    this.#change(this.#mark(time));
    if (message.once) {
      this.#change({ targetChangeType: 'REMOVE', targetIds: [id] });
      return;
    }
    this.#targets.set(id, target);
    ports.subscribe(target);
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

  /** The rules were replaced: targets they no longer allow are removed. */
  recheck(): void {
    for (const target of [...this.#targets.values()]) this.#isStillAllowed(target);
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
      this.#ports.authorize(target.subject);
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

  /** The moment a client resumes from; 'unknown' when it has a token whose moment cannot be told any more. */
  #resumeTime(message: TargetMessage): Micros | 'unknown' | 'nothing' {
    const { resumeToken, readTime } = message;
    if (resumeToken && resumeToken.length > 0) {
      const time = decodeResumeToken(resumeToken, this.#ports.instanceId());
      return time !== null && this.#ports.remembers(time) ? time : 'unknown';
    }
    if (!readTime) return 'nothing';
    const time = microsFromTimestamp(readTime);
    return this.#ports.remembers(time) ? time : 'unknown';
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
