import type { OutboxRecord } from '@casillero/domain/records/outbox-record';
import type { SenderConflictRecord } from '@casillero/domain/records/routing-records';
import type { RefusedEventsRecord, UnprocessedRecord } from '@casillero/domain/records/unprocessed-record';
import type { LiveSource } from '../../live/live.ts';
import { portsContext } from '../../live/ports-context.ts';

/** Records with their ids; `hasMore` says that others were left out. */
export type Some<Stored> = { readonly found: readonly (Stored & { readonly id: string })[]; readonly hasMore: boolean };

export type ProblemsPorts = {
  /** Outbox entries that failed for good (R91), in any order. */
  readonly watchDeadWork: (count: number) => LiveSource<Some<OutboxRecord>>;
  /** What providers sent and could not be taken in (R93), the newest first. */
  readonly watchUnprocessed: (count: number) => LiveSource<Some<UnprocessedRecord>>;
  /** Events that were not believed (R51), counted per account and day, the last first. */
  readonly watchRefusedEvents: (count: number) => LiveSource<Some<RefusedEventsRecord>>;
  /** Senders of whom different things were known (R4), the newest first. */
  readonly watchSenderConflicts: (count: number) => LiveSource<Some<SenderConflictRecord>>;
};

export const [ProblemsProvider, useProblemsPorts] = portsContext<ProblemsPorts>('problems');
