import { decideLease, nextAttemptAt } from '@casillero/domain/outbox/attempts';
import type { OutboxEntry } from '@casillero/domain/outbox/new-entry';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { type OutboxRecord, outboxRecord } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { waitsUntil } from '@casillero/domain/reply/reply-order';
import type { ReadDocuments, Transact } from '../documents.ts';
import type { EnqueueEntries } from '../receive-message/ports.ts';

/** What follows from finished work: documents to write, and new outbox entries among them. */
export type Consequence = {
  readonly writes: readonly DocumentWrite[];
  readonly outbox: readonly OutboxEntry[];
  /** what the finished entry is to remember, by field name */
  readonly entryFields?: Readonly<Record<string, unknown>>;
};

/** Reads what a consequence depends on, in the transaction that records it; it may run several times. */
export type Conclude = (read: ReadDocuments) => Promise<Consequence>;

/** How an attempt went: done; failed, and trying again may help; failed for good. */
export type Attempt =
  | { readonly kind: 'done'; readonly conclude: Conclude }
  | { readonly kind: 'retry' | 'dead'; readonly reason: Reason };

export type Reason = { readonly code: string; readonly message: string };

/** What one kind of entry is worked off by. */
export type Worker<Entry extends OutboxRecord> = {
  /** does the work of a leased entry; a transaction that records the outcome follows */
  readonly act: (entry: Entry, id: string) => Promise<Attempt>;
  /** what follows when it failed for good or no attempt is left: the failure must be seen by people */
  readonly giveUp: (entry: Entry, id: string, reason: Reason) => Conclude;
};

export type Workers = { readonly [Kind in OutboxRecord['kind']]: Worker<Extract<OutboxRecord, { kind: Kind }>> };

/** An entry together with the worker of its kind, which a union of entries cannot say. */
type Job = { readonly act: () => Promise<Attempt>; readonly giveUp: (reason: Reason) => Conclude };

/** `waits`: a reply for an earlier one to the same sender. */
export type WorkedOff = 'done' | 'retry' | 'dead' | 'left' | 'waits' | 'missing' | 'lost-lease';

export type WorkOff = (outboxId: string) => Promise<WorkedOff>;

export const nothingFollows: Conclude = async () => ({ writes: [], outbox: [] });

/** Done entries are kept for a while, so that a late task finds them; then Firestore's TTL policy deletes them. */
const DONE_KEPT_MS = 30 * 86_400_000;

/**
 * Works off one outbox entry (R91): takes a lease, acts, records the outcome and what follows from it in one
 * transaction. Called too early, too late, twice or at once, it acts at most once per lease. An attempt that throws
 * is a defect or an outage: it counts as failed and is tried again.
 */
export const makeWorkOff =
  (deps: {
    transact: Transact;
    workers: Workers;
    enqueue: EnqueueEntries;
    now: () => Date;
    onFailure: (id: string, entry: OutboxRecord, reason: Reason, isFinal: boolean, cause: unknown) => void;
  }): WorkOff =>
  async (outboxId) => {
    const taken = await lease(deps, outboxId);
    if (taken.kind === 'waits') await deps.enqueue([taken.entry]);
    if (taken.kind !== 'leased') return taken.kind;
    const leased = taken.entry;
    const job = jobOf(deps.workers, leased, outboxId);
    let cause: unknown = null;
    const attempt = await job.act().catch((error: unknown): Attempt => {
      cause = error;
      return { kind: 'retry', reason: { code: 'unexpected', message: describe(error) } };
    });
    const retryAt = attempt.kind === 'retry' ? nextAttemptAt(leased, deps.now(), attempt.reason.code) : null;
    if (attempt.kind !== 'done')
      deps.onFailure(outboxId, leased, attempt.reason, attempt.kind === 'dead' || retryAt === null, cause);
    return record(deps, outboxId, leased, job, attempt, retryAt);
  };

type LeaseDeps = { transact: Transact; now: () => Date };

type Taken =
  | { readonly kind: 'leased'; readonly entry: OutboxRecord }
  | { readonly kind: 'waits'; readonly entry: OutboxEntry }
  | { readonly kind: 'left' | 'missing' };

const lease = (deps: LeaseDeps, outboxId: string): Promise<Taken> =>
  deps.transact<Taken>(async (read) => {
    const path = paths.outboxEntry(outboxId);
    const [fields] = await read([path]);
    if (!fields) return { writes: [], result: { kind: 'missing' } };
    const entry = outboxRecord.parse(fields);
    const decision = decideLease(entry, deps.now());
    if (decision.kind === 'leave') return { writes: [], result: { kind: 'left' } };
    const dueAt = await turnOf(read, entry, deps.now());
    if (dueAt !== null) {
      const waiting = { id: outboxId, record: { ...entry, dueAt } };
      return { writes: [{ op: 'update', path, fields: { dueAt } }], result: { kind: 'waits', entry: waiting } };
    }
    const taken = { state: 'leased', attempts: decision.attempts, dueAt: decision.until } as const;
    return {
      writes: [{ op: 'update', path, fields: taken }],
      result: { kind: 'leased', entry: { ...entry, ...taken } },
    };
  });

/** When a reply that was never tried is to look again for the one before it; null: it is its turn. */
async function turnOf(read: ReadDocuments, entry: OutboxRecord, now: Date): Promise<Date | null> {
  if (entry.kind !== 'send' || entry.after === null || entry.attempts > 0) return null;
  const [fields] = await read([paths.outboxEntry(entry.after)]);
  return waitsUntil(entry, fields ? outboxRecord.parse(fields) : null, now);
}

function jobOf(workers: Workers, entry: OutboxRecord, id: string): Job {
  const job = <Entry extends OutboxRecord>(worker: Worker<Entry>, each: Entry): Job => ({
    act: () => worker.act(each, id),
    giveUp: (reason) => worker.giveUp(each, id, reason),
  });
  switch (entry.kind) {
    case 'send':
      return job(workers.send, entry);
    case 'summary':
      return job(workers.summary, entry);
    case 'media':
      return job(workers.media, entry);
    case 'message-media':
      return job(workers['message-media'], entry);
    case 'extract':
      return job(workers.extract, entry);
    case 'move-history':
      return job(workers['move-history'], entry);
    case 'take-unrouted':
      return job(workers['take-unrouted'], entry);
    case 'orders':
      return job(workers.orders, entry);
    case 'provision':
      return job(workers.provision, entry);
    default:
      return entry satisfies never;
  }
}

/** Records an attempt, unless somebody else has taken the entry over since: the attempt number is the fencing token. */
async function record(
  deps: LeaseDeps & { enqueue: EnqueueEntries },
  outboxId: string,
  leased: OutboxRecord,
  job: Job,
  attempt: Attempt,
  retryAt: Date | null,
): Promise<WorkedOff> {
  const path = paths.outboxEntry(outboxId);
  const recorded = await deps.transact<{ outcome: WorkedOff; due: readonly OutboxEntry[] }>(async (read) => {
    const [fields] = await read([path]);
    const current = fields ? outboxRecord.parse(fields) : null;
    if (current === null || current.state !== 'leased' || current.attempts !== leased.attempts)
      return { writes: [], result: { outcome: 'lost-lease', due: [] } };

    if (attempt.kind === 'retry' && retryAt !== null) {
      const pending = { state: 'pending', dueAt: retryAt, reason: attempt.reason } as const;
      return {
        writes: [{ op: 'update', path, fields: pending }],
        result: { outcome: 'retry', due: [{ id: outboxId, record: { ...current, ...pending } }] },
      };
    }
    const isDone = attempt.kind === 'done';
    const follows = await (isDone ? attempt.conclude : job.giveUp(attempt.reason))(read);
    const finished = isDone
      ? { state: 'done', reason: null, expireAt: new Date(deps.now().getTime() + DONE_KEPT_MS) }
      : { state: 'dead', reason: attempt.reason };
    return {
      writes: [
        { op: 'update', path, fields: { ...finished, ...follows.entryFields } },
        ...follows.writes,
        ...follows.outbox.map(
          (entry): DocumentWrite => ({ op: 'set', path: paths.outboxEntry(entry.id), fields: entry.record }),
        ),
      ],
      result: { outcome: isDone ? 'done' : 'dead', due: follows.outbox },
    };
  });
  await deps.enqueue(recorded.due);
  return recorded.outcome;
}

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);
