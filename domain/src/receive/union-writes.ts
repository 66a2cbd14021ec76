import { newEntry } from '../outbox/new-entry.ts';
import { outboxId } from '../outbox/outbox-id.ts';
import type { DocumentWrite } from '../records/document-write.ts';
import { paths } from '../records/paths.ts';
import type { SenderConflictRecord } from '../records/routing-records.ts';
import type { KnownSender } from '../sender/known-sender.ts';
import type { ReceiveDecision, UnionOutcome } from './receive-facts.ts';

/**
 * How long after two senders became one their history is moved a second time: replies that were on their way were recorded
 * under the given-up id, at the latest after all attempts to send them.
 */
const MOVE_AGAIN_MS = 2 * 3_600_000;

/**
 * What two senders who turned out to be one leave to do (R4): conversations united now, messages moved by outbox entries,
 * contradictions shown to operators.
 * @param sender as it is from now on  @param causeId of the message or event that told it; ids are made of it
 */
export function unionWrites(union: UnionOutcome, sender: KnownSender, causeId: string, now: Date): ReceiveDecision {
  const later = new Date(now.getTime() + MOVE_AGAIN_MS);
  const outbox = union.moves.flatMap(({ tenantId, fromId, intoId }, i) =>
    [now, later].map((dueAt, round) =>
      newEntry(
        outboxId(causeId, tenantId, 'move', 2 * i + round),
        { kind: 'move-history', tenantId, fromSenderId: fromId, toSenderId: intoId },
        now,
        dueAt,
      ),
    ),
  );
  const conflicts = union.conflicts.map((conflict, i): DocumentWrite => {
    const fields: SenderConflictRecord = {
      ...conflict,
      senderId: sender.senderId,
      aliases: [...sender.aliases],
      at: now,
    };
    return { op: 'set', path: paths.senderConflict(`${sender.senderId}_${conflict.why}_${i}`), fields };
  });
  const entries = outbox.map(({ id, record }) => ({ op: 'set' as const, path: paths.outboxEntry(id), fields: record }));
  return { writes: [...union.writes, ...conflicts, ...entries], outbox };
}
