import { CONVERSATION_SHARDS } from '@casillero/domain/records/intake-records';
import type { SenderId } from '@casillero/domain/sender/alias';
import type { Firestore } from 'firebase-admin/firestore';
import type { FindIdleConversations } from '../usecases/close-idle-batches/close-idle-batches.ts';

const ALL_SHARDS = Array.from({ length: CONVERSATION_SHARDS }, (_, shard) => shard);

/** Idle conversations of all tenants in one query; those without an open batch have no time and are not found. */
export const findIdleOn =
  (firestore: Firestore): FindIdleConversations =>
  async (now, limit) => {
    const found = await firestore
      .collectionGroup('conversations')
      .where('shard', 'in', ALL_SHARDS)
      .where('idleAt', '<=', now)
      .orderBy('idleAt')
      .limit(limit)
      .select()
      .get();
    return found.docs.flatMap(({ ref }) => {
      const tenantId = ref.parent.parent?.id;
      return tenantId === undefined ? [] : [{ tenantId, senderId: ref.id as SenderId }];
    });
  };
