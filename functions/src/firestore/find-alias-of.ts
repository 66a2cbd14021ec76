import type { SenderAlias } from '@casillero/domain/sender/alias';
import type { Firestore } from 'firebase-admin/firestore';
import type { FindAliasOf } from '../usecases/senders/look-up-sender.ts';

/** Finds any alias of a sender over the Admin SDK. */
export const findAliasOn =
  (firestore: Firestore): FindAliasOf =>
  async (senderId) => {
    const found = await firestore.collection('senders').where('senderId', '==', senderId).limit(1).select().get();
    return (found.docs[0]?.id as SenderAlias | undefined) ?? null;
  };
