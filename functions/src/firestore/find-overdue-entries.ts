import { OUTBOX_SHARDS, outboxRecord } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { FindOverdueEntries } from '../usecases/sweep-outbox/sweep-outbox.ts';

const ALL_SHARDS = Array.from({ length: OUTBOX_SHARDS }, (_, shard) => shard);

/** Overdue entries over all shards in one query: shards times states stay below the 30 disjunctions of a query. */
export const findOverdueOn =
  (firestore: Firestore): FindOverdueEntries =>
  async (dueBefore, limit) => {
    const found = await firestore
      .collection(paths.outbox())
      .where('shard', 'in', ALL_SHARDS)
      .where('state', 'in', ['pending', 'leased'])
      .where('dueAt', '<=', dueBefore)
      .orderBy('dueAt')
      .limit(limit)
      .get();
    return found.docs.map((document) => ({ id: document.id, record: outboxRecord.parse(document.data()) }));
  };
