import { createHash } from 'node:crypto';
import { paths } from '@casillero/domain/records/paths';
import { UNPROCESSED_KEPT_DAYS, type UnprocessedRecord } from '@casillero/domain/records/unprocessed-record';
import type { Transact } from '../documents.ts';
import type { EventSource, KeepUnprocessed } from './take-events.ts';

const DAY_MS = 86_400_000;
const CONTENT_MAX = 200_000;

/** Keeps what could not be taken in, once however often it comes (R93). */
export const makeKeepUnprocessed =
  (deps: { transact: Transact; now: () => Date }): KeepUnprocessed =>
  async ({ provider, accountId }, reason, content) => {
    const id = createHash('sha256')
      .update(JSON.stringify([provider, accountId, content]))
      .digest('hex');
    const receivedAt = deps.now();
    const fields: UnprocessedRecord = {
      provider,
      accountId,
      reason,
      content: content.replaceAll('\u0000', '').toWellFormed().slice(0, CONTENT_MAX).toWellFormed(),
      sizeBytes: Buffer.byteLength(content),
      receivedAt,
      state: 'open',
      attempts: 0,
      lastTriedAt: null,
      expireAt: new Date(receivedAt.getTime() + UNPROCESSED_KEPT_DAYS * DAY_MS),
    };
    const path = paths.unprocessed(id.slice(0, 32));
    await deps.transact(async (read) => {
      // What people settled stays settled.
      const [known] = await read([path]);
      return { writes: known ? [] : [{ op: 'create', path, fields }], result: undefined };
    });
  };

/** Counts events that were signed with the secret of one account about numbers of another (R51). */
export const makeCountRefused =
  (deps: { transact: Transact; now: () => Date }) =>
  async ({ provider, accountId }: EventSource, number: string, events: number): Promise<void> => {
    const lastAt = deps.now();
    const day = lastAt.toISOString().slice(0, 10);
    const expireAt = new Date(lastAt.getTime() + UNPROCESSED_KEPT_DAYS * DAY_MS);
    const fields = { provider, accountId, day, lastNumber: number.slice(0, 100), lastAt, expireAt };
    const path = paths.refusedEvents(accountId, day);
    await deps.transact(async () => ({
      writes: [{ op: 'upsert', path, fields, increments: { count: events } }],
      result: undefined,
    }));
  };
