import { LAST_ATTEMPT_WITHIN_MS } from '../outbox/attempts.ts';
import { newEntry } from '../outbox/new-entry.ts';
import { outboxId } from '../outbox/outbox-id.ts';
import type { DocumentWrite } from '../records/document-write.ts';
import { paths } from '../records/paths.ts';
import type { SenderConflictRecord } from '../records/routing-records.ts';
import type { KnownSender } from '../sender/known-sender.ts';
import type { ReceiveDecision, UnionOutcome } from './receive-facts.ts';

/**
 * How long after two senders became one their history is moved: at once, and again for what was on its way and is recorded under the
 * given-up id: after all attempts to send it, and after all that waited for their number.
 */
const MOVED_AFTER_MS = [0, 2 * 3_600_000, LAST_ATTEMPT_WITHIN_MS + 3_600_000];

/**
 * What two senders who turned out to be one leave to do (R4): conversations united now, messages moved by outbox entries,
 * contradictions shown to operators.
 * @param sender as it is from now on  @param causeId of the message or event that told it; ids are made of it
 */
export function unionWrites(union: UnionOutcome, sender: KnownSender, causeId: string, now: Date): ReceiveDecision {
  const outbox = union.moves.flatMap(({ tenantId, fromId, intoId }, i) =>
    MOVED_AFTER_MS.map((afterMs, round) =>
      newEntry(
        outboxId(causeId, tenantId, 'move', MOVED_AFTER_MS.length * i + round),
        { kind: 'move-history', tenantId, fromSenderId: fromId, toSenderId: intoId },
        now,
        new Date(now.getTime() + afterMs),
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
