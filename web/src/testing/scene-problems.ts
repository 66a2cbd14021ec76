import type { MemoryRecords } from './memory-workspace.ts';
import { aConflict, aDeadEntry, anUnprocessed, aRefusal } from './problem-builders.ts';

/** A moment before the reader's own present, in minutes. */
const ago = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);

/** Problems of every source. */
export const sceneProblems: Partial<MemoryRecords> = {
  deadWork: [
    aDeadEntry({ createdAt: ago(12) }),
    aDeadEntry({
      id: 'dead-2',
      tenantId: 'cargo-izalco',
      createdAt: ago(300),
      attempts: 1,
      reason: { code: 'unknown', message: 'No answer within 10 s.' },
    }),
    aDeadEntry({
      ...{ kind: 'media', screenshotId: 'shot-7', batchId: 'batch-3', provider: 'twilio', account: 'AC1', url: 'x' },
      id: 'dead-3',
      createdAt: ago(2_000),
      attempts: 3,
      reason: { code: 'gone', message: 'The medium is not there (404).' },
    }),
    aDeadEntry({
      ...{ kind: 'provision', purchaseId: 'purchase-1', version: 2 },
      id: 'dead-4',
      tenantId: null,
      createdAt: ago(9_000),
      attempts: 5,
      reason: { code: 'unexpected', message: 'fetch failed' },
    }),
  ],
  unprocessed: [
    anUnprocessed({ receivedAt: ago(50) }),
    anUnprocessed({
      id: 'unprocessed-2',
      provider: 'waha',
      accountId: 'waha',
      attempts: 2,
      receivedAt: ago(4_000),
      reason: { code: 'unreadable', message: 'The message does not say which it is, or whose.' },
      content: `{"event":"message","session":"main","payload":{${'"x":"una línea larga",'.repeat(40)}"y":1}}`,
    }),
  ],
  refusedEvents: [aRefusal({ lastAt: ago(90) })],
  senderConflicts: [aConflict({ at: ago(200) })],
  wahaSessions: [{ id: 'main', status: 'WORKING', statusAt: ago(9_000), lastMessageAt: ago(60 * 14) }],
};
