import { decideLease, nextAttemptAt } from '@casillero/domain/outbox/attempts';
import type { OutboxEntry } from '@casillero/domain/outbox/new-entry';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { type OutboxRecord, outboxRecord } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
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

export type WorkedOff = 'done' | 'retry' | 'dead' | 'left' | 'missing' | 'lost-lease';

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
    const leased = await lease(deps, outboxId);
    if (typeof leased === 'string') return leased;
    const job = jobOf(deps.workers, leased, outboxId);
    let cause: unknown = null;
    const attempt = await job.act().catch((error: unknown): Attempt => {
      cause = error;
      return { kind: 'retry', reason: { code: 'unexpected', message: describe(error) } };
    });
    const retryAt = attempt.kind === 'retry' ? nextAttemptAt(leased.kind, leased.attempts, deps.now()) : null;
    if (attempt.kind !== 'done')
      deps.onFailure(outboxId, leased, attempt.reason, attempt.kind === 'dead' || retryAt === null, cause);
    return record(deps, outboxId, leased, job, attempt, retryAt);
  };

type LeaseDeps = { transact: Transact; now: () => Date };

const lease = (deps: LeaseDeps, outboxId: string): Promise<OutboxRecord | 'missing' | 'left'> =>
  deps.transact<OutboxRecord | 'missing' | 'left'>(async (read) => {
    const [fields] = await read([paths.outboxEntry(outboxId)]);
    if (!fields) return { writes: [], result: 'missing' };
    const entry = outboxRecord.parse(fields);
    const decision = decideLease(entry, deps.now());
    if (decision.kind === 'leave') return { writes: [], result: 'left' };
    const taken = { state: 'leased', attempts: decision.attempts, dueAt: decision.until } as const;
    return {
      writes: [{ op: 'update', path: paths.outboxEntry(outboxId), fields: taken }],
      result: { ...entry, ...taken },
    };
  });

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
    case 'extract':
      return job(workers.extract, entry);
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
