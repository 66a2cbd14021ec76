import { BURST_QUIET_MS } from '@casillero/domain/batch/take-in';
import { lostMediaId } from '@casillero/domain/outbox/outbox-id';
import { type BatchRecord, batchRecord } from '@casillero/domain/records/intake-records';
import { type MediaEntry, outboxRecord } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { replyText } from '@casillero/domain/reply/replies';
import type { ReadDocuments } from '../documents.ts';
import { replyInOrder } from './reply-in-order.ts';
import type { Consequence } from './work-off.ts';

/** The reply, and what the batch is to remember of it. */
type Asked = Consequence & { readonly batchChange: Partial<BatchRecord> };

/**
 * Asks a sender to send again what could not be fetched, since the provider keeps media for a short time only (R15). One
 * reply per burst: while it still waits to be sent, each further loss raises its count and puts it off. The batch knows
 * its last one, so this takes two reads more, whatever the batch's size.
 */
export async function askToSendAgain(read: ReadDocuments, entry: MediaEntry, now: Date): Promise<Asked> {
  const batchPath = paths.batch(entry.tenantId, entry.batchId);
  const [batchFields, tenantFields] = await read([batchPath, paths.tenant(entry.tenantId)]);
  if (!batchFields || !tenantFields) return { batchChange: {}, writes: [], outbox: [] };
  const { customerName: name, lostReply } = batchRecord.parse(batchFields);
  const { locale } = tenantRecord.parse(tenantFields);
  const last = lostReply ?? { number: -1, count: 0 };
  const idOf = (number: number): string => lostMediaId(entry.tenantId, entry.batchId, number);
  const dueAt = new Date(now.getTime() + BURST_QUIET_MS);

  const [waitingFields] = last.number < 0 ? [null] : await read([paths.outboxEntry(idOf(last.number))]);
  const waiting = waitingFields ? outboxRecord.parse(waitingFields) : null;
  const isSameBurst = waiting?.kind === 'send' && waiting.state === 'pending' && waiting.attempts === 0;
  const count = isSameBurst ? last.count + 1 : 1;
  const number = isSameBurst ? last.number : last.number + 1;
  const text = replyText({ kind: 'media-lost', name, count }, locale);
  const batchChange = { lostReply: { number, count } };
  if (isSameBurst)
    return { batchChange, writes: [], outbox: [{ id: idOf(number), record: { ...waiting, text, dueAt } }] };
  const reply = await replyInOrder(read, entry, idOf(number), text, now, dueAt);
  return { batchChange, writes: reply.writes, outbox: reply.outbox };
}
