import type { DeliveryStatus } from '@casillero/domain/message/delivery-status';
import { sentAs } from '@casillero/domain/outbox/outbox-id';
import { outboxRecord } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import type { Transact } from '../documents.ts';

/** Our own ids only: the text came back from a provider. */
const OUTBOX_ID = /^(?!__.*__$)[A-Za-z0-9_-]{1,200}$/;

/**
 * Notes in an outbox entry that the provider has its message, when a status says so before any answer did: the next attempt then sends
 * nothing (R91). Meta has no list of sent messages to look in; this is its only word on a send whose answer was lost.
 */
export const makeNoteSent =
  (deps: { transact: Transact }) =>
  async (name: string, { number, providerMessageId }: DeliveryStatus): Promise<void> => {
    if (!OUTBOX_ID.test(name)) return;
    const { id, round } = sentAs(name);
    await deps.transact(async (read) => {
      const path = paths.outboxEntry(id);
      const [fields] = await read([path]);
      const entry = fields ? outboxRecord.parse(fields) : null;
      const isIt = entry?.kind === 'send' && entry.number === number && entry.round === round;
      const isNews = isIt && entry.providerMessageId === null;
      return { writes: isNews ? [{ op: 'update', path, fields: { providerMessageId } }] : [], result: undefined };
    });
  };
