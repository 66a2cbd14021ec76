import { newEntry } from '../outbox/new-entry.ts';
import { outboxId } from '../outbox/outbox-id.ts';
import { paths } from '../records/paths.ts';
import type { UnroutedMessageRecord, UnroutedReason, UnroutedRecord } from '../records/routing-records.ts';
import { type Reply, replyText } from '../reply/replies.ts';
import { localeOfPhone } from '../tenant/locale.ts';
import { isAboutEarlier } from './about-earlier.ts';
import { proofReply } from './answer-proof.ts';
import { incoming, shownText } from './conversation-write.ts';
import { isLate } from './is-late.ts';
import type { ReceiveDecision, ReceiveFacts } from './receive-facts.ts';

/** An unrouted sender is answered at most once in this time (R1.5). */
export const UNROUTED_ANSWER_EVERY_MS = 86_400_000;

/** R1.5, R3: kept for the operators, answered once per 24 h, in the language of the phone's country. */
export function keepUnrouted(facts: ReceiveFacts, reason: UnroutedReason): ReceiveDecision {
  const { message, inboxId, unrouted, now } = facts;
  const alias = facts.sender.aliases[0] ?? message.sender.alias;
  const answer = answerTo(facts, reason);
  const outbox =
    answer === null
      ? []
      : [
          newEntry(
            outboxId(inboxId, 'none', 'send', 0),
            {
              kind: 'send',
              tenantId: null,
              senderId: null,
              number: message.receivingNumber,
              address: message.sender.address,
              text: replyText(answer, localeOfPhone(message.sender.phone)),
            },
            now,
          ),
        ];
  const isNews = !isAboutEarlier(message);
  const record: UnroutedRecord = {
    display: message.sender.phone ?? message.sender.address,
    profileName: message.sender.profileName,
    number: message.receivingNumber,
    reason,
    state: 'open',
    assignedTo: null,
    lastText: isNews ? shownText(message) : (unrouted?.lastText ?? ''),
    lastMediaCount: isNews ? message.media.length : (unrouted?.lastMediaCount ?? 0),
    messageCount: (unrouted?.messageCount ?? 0) + 1,
    firstAt: unrouted?.firstAt ?? message.receivedAt,
    lastAt: message.receivedAt,
    answeredAt: answer?.kind === 'unrouted' ? now : (unrouted?.answeredAt ?? null),
  };
  // What was received is in the inbox; here is what is needed to take it in.
  const kept: UnroutedMessageRecord = { ...incoming(message), message: { ...message, raw: {} } };
  return {
    writes: [
      { op: 'set', path: paths.unrouted(alias), fields: record },
      { op: 'create', path: paths.unroutedMessage(alias, inboxId), fields: kept },
      ...outbox.map(({ id, record: entry }) => ({ op: 'set' as const, path: paths.outboxEntry(id), fields: entry })),
    ],
    outbox,
  };
}

/** A number that is not ours to speak from, or an importer that is none now: nobody answers (R3). */
const SILENT: readonly UnroutedReason[] = ['unknown-number', 'unassigned-number', 'tenant-suspended', 'tenant-missing'];

/** A code is answered as such; everything else once per 24 h. */
function answerTo(
  { message, proof, unrouted, isFromOurselves, now }: ReceiveFacts,
  reason: UnroutedReason,
): Reply | null {
  if (SILENT.includes(reason) || isFromOurselves || isLate(message, now) || isAboutEarlier(message)) return null;
  if (proof !== null && proof.verdict.kind !== 'none') return proofReply(proof, message.sender.phone);
  const lastAnswer = unrouted?.answeredAt ?? null;
  const isDue = lastAnswer === null || now.getTime() - lastAnswer.getTime() >= UNROUTED_ANSWER_EVERY_MS;
  return isDue ? { kind: 'unrouted' } : null;
}
