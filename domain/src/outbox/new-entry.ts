import type {
  ExtractEntry,
  MediaEntry,
  MessageMediaEntry,
  MoveHistoryEntry,
  OrdersEntry,
  OutboxRecord,
  ProvisionEntry,
  SendEntry,
  SummaryEntry,
  TakeUnroutedEntry,
} from '../records/outbox-record.ts';
import { shardOf } from './outbox-id.ts';

type Common = 'state' | 'attempts' | 'shard' | 'reason' | 'createdAt' | 'expireAt' | 'dueAt';

/** What is particular to an entry; all else follows from its id and the time. */
export type NewEntry =
  | (Omit<SendEntry, Common | 'providerMessageId' | 'alias' | 'after' | 'by' | 'round' | 'marksRead' | 'media'> &
      Partial<Pick<SendEntry, 'alias' | 'after' | 'by' | 'marksRead' | 'media'>>)
  | Omit<SummaryEntry, Common>
  | Omit<MediaEntry, Common>
  | Omit<MessageMediaEntry, Common>
  | Omit<ExtractEntry, Common>
  | Omit<MoveHistoryEntry, Common>
  | Omit<TakeUnroutedEntry, Common>
  | Omit<OrdersEntry, Common>
  | Omit<ProvisionEntry, Common>;

/** An outbox entry and its document id. */
export type OutboxEntry = { readonly id: string; readonly record: OutboxRecord };

/** Completes a new entry: pending, never tried, due at `dueAt`. */
export function newEntry(id: string, entry: NewEntry, now: Date, dueAt: Date = now): OutboxEntry {
  const common = {
    state: 'pending',
    attempts: 0,
    shard: shardOf(id),
    reason: null,
    createdAt: now,
    expireAt: null,
    dueAt,
  } as const;
  if (entry.kind === 'send') {
    const { alias = null, after = null, by = null, marksRead = null, media = null } = entry;
    return {
      id,
      record: { ...entry, ...common, alias, after, by, marksRead, media, round: 0, providerMessageId: null },
    };
  }
  return { id, record: { ...entry, ...common } };
}
