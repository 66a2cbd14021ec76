import { batchRecord } from '@casillero/domain/records/intake-records';
import type { SummaryEntry } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { replyText } from '@casillero/domain/reply/replies';
import { replyInOrder } from './reply-in-order.ts';
import { nothingFollows, type Worker } from './work-off.ts';

/**
 * Sums a burst of screenshots up in one reply (R14). It comes due once no screenshot has come for a while; the text is
 * fixed here, in the transaction that also starts the next burst's number, and sent as an entry of its own.
 */
export const sumUp = (deps: { now: () => Date }): Worker<SummaryEntry> => ({
  act: async (entry, id) => ({
    kind: 'done',
    conclude: async (read) => {
      const batchPath = paths.batch(entry.tenantId, entry.batchId);
      const [batchFields, tenantFields] = await read([batchPath, paths.tenant(entry.tenantId)]);
      if (!batchFields || !tenantFields) return nothingFollows(read);
      const batch = batchRecord.parse(batchFields);
      const tenant = tenantRecord.parse(tenantFields);
      const isSuperseded = batch.summaryCount !== entry.summaryNumber || batch.state !== 'open';
      if (isSuperseded || batch.screenshotCount === 0) return nothingFollows(read);
      const { customerName: name, screenshotCount } = batch;
      const repeated = batch.duplicateCount ?? 0;
      const duplicateCount = repeated - (batch.toldDuplicateCount ?? 0);
      const text = replyText({ kind: 'screenshots-received', name, screenshotCount, duplicateCount }, tenant.locale);
      const fields = duplicateCount === 0 ? {} : { toldDuplicateCount: repeated };
      const reply = await replyInOrder(read, entry, `${id}_send`, text, deps.now());
      return {
        writes: [{ op: 'update', path: batchPath, fields, increments: { summaryCount: 1 } }, ...reply.writes],
        outbox: reply.outbox,
      };
    },
  }),
  giveUp: () => nothingFollows,
});
