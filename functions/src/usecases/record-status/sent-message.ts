import { createHash } from 'node:crypto';
import { isFurther } from '@casillero/domain/message/next-delivery-state';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import type { MessageRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { type SentMessageRecord, sentMessageRecord } from '@casillero/domain/records/routing-records';
import type { ReadDocuments } from '../documents.ts';
import { parsed } from '../receive-message/parse-record.ts';

/** Statuses come for weeks: `read` when a phone is switched on again. */
const SENT_KEPT_MS = 90 * 86_400_000;

/** Our number and the provider's message id name a message of ours: what both a send and a status know. */
export const sentMessageIdOf = (number: string, providerMessageId: string): string =>
  createHash('sha256')
    .update(JSON.stringify([number, providerMessageId]))
    .digest('hex')
    .slice(0, 32);

/**
 * Records a message that the provider took: where its statuses find it, with what they said already if they were faster
 * than its own transaction (R30).
 * @param path of the message's document; null: it has none
 */
export async function recordSent(
  read: ReadDocuments,
  number: string,
  record: MessageRecord & { readonly providerMessageId: string },
  path: string | null,
  now: Date,
): Promise<{ readonly record: MessageRecord; readonly writes: readonly DocumentWrite[] }> {
  const sentId = sentMessageIdOf(number, record.providerMessageId);
  const [fields] = await read([paths.sentMessage(sentId)]);
  const early = parsed(sentMessageRecord, fields);
  const isTold = early !== null && early.state !== null && isFurther('queued', early.state);
  const sent: SentMessageRecord = {
    path,
    state: early?.state ?? null,
    failure: early?.failure ?? null,
    at: now,
    expireAt: new Date(now.getTime() + SENT_KEPT_MS),
  };
  return {
    record: {
      ...record,
      sentId,
      ...(isTold && early.state !== null ? { state: early.state, failure: early.failure } : {}),
    },
    writes: [{ op: 'set', path: paths.sentMessage(sentId), fields: sent }],
  };
}
