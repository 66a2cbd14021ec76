import { mayWrite } from '@casillero/domain/answer/may-write';
import { isOutOfReach } from '@casillero/domain/answer/out-of-reach';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import type { ConversationRecord } from '@casillero/domain/records/intake-records';
import type { SendEntry } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { parsePhone } from '@casillero/domain/sender/phone';
import type { ReadDocuments } from '../documents.ts';
import { readIsNumberOf } from '../numbers/read-is-number-of.ts';
import { parsed } from '../receive-message/parse-record.ts';
import type { MessagePlace } from './message-place.ts';
import type { Attempt, Conclude, Reason } from './work-off.ts';

/** Whether a phone is one of our own receiving numbers, at any provider. @param phone canonical E.164 */
export type IsOurPhone = (phone: string) => Promise<boolean>;

/** An away message says how it is now: one that waited longer than this, in an outage, would not be true any more. */
const AWAY_HOLDS_MS = 60 * 60_000;

type HoldDeps = { readonly read: ReadDocuments; readonly isOurPhone: IsOurPhone; readonly now: () => Date };

/**
 * Why a message to a contact is not sent after all; null: nothing holds it back. A person's message may have waited too long (R34), or
 * its tenant was suspended since, or its number is another one's by now (R50): it fails visibly. An automatic one may have been
 * overtaken by a STOP (R35), or by time; and it never goes to a number of ours, or the two would never stop: it is done with, and
 * nobody has to see to it.
 */
export async function heldBack(
  deps: HoldDeps,
  entry: SendEntry,
  place: MessagePlace,
  conversation: ConversationRecord | null,
): Promise<Attempt | null> {
  const { by, tenantId } = entry;
  if (by === null || tenantId === null || place.path === null) return null;
  if (by.kind === 'member') {
    const [[tenant], isNumberTheirs] = await Promise.all([
      deps.read([paths.tenant(tenantId)]),
      readIsNumberOf(deps.read, entry.number, tenantId),
    ]);
    const allowed = mayWrite(parsed(tenantRecord, tenant), conversation, isNumberTheirs, deps.now());
    if (allowed.ok) return null;
    const { code, message } = allowed.failure;
    return { kind: 'dead', reason: { code, message } };
  }
  const reason = await needless(deps, entry, tenantId, conversation);
  return reason === null ? null : { kind: 'done', conclude: notSent(place, reason) };
}

/** Why an automatic message is not to be sent any more; null: it is. What a person has sent again is the person's decision. */
async function needless(
  { read, isOurPhone, now }: HoldDeps,
  { by, round, number, address, createdAt }: SendEntry,
  tenantId: string,
  conversation: ConversationRecord | null,
): Promise<Reason | null> {
  const phone = parsePhone(address);
  const [isOurs, isNumberTheirs] = await Promise.all([
    phone.ok ? isOurPhone(phone.value) : false,
    readIsNumberOf(read, number, tenantId),
  ]);
  if (isOurs) return { code: 'own-number', message: 'A number of ours is not answered automatically.' };
  if (!isNumberTheirs)
    return { code: 'number-not-yours', message: 'The number that it would leave from is not the importer’s any more.' };
  if (round > 0) return null;
  if (by?.kind !== 'opt-out' && (conversation?.optedOutAt ?? null) !== null)
    return { code: 'opted-out', message: 'The contact wants no automatic messages.' };
  if (conversation !== null && isOutOfReach(conversation))
    return { code: 'out-of-reach', message: 'The last messages did not reach the contact.' };
  if (by?.kind === 'away' && now().getTime() - createdAt.getTime() > AWAY_HOLDS_MS)
    return { code: 'too-late', message: 'It waited so long that it may not be true any more.' };
  return null;
}

/** The entry remembers why; the conversation shows it only if it showed the message already. */
const notSent =
  ({ path, formerPath }: MessagePlace, reason: Reason): Conclude =>
  async (read) => {
    const at = [path, formerPath].flatMap((each) => (each === null ? [] : [each]));
    const messages = await read(at);
    const writes = at.flatMap((each, i): DocumentWrite[] =>
      messages[i] ? [{ op: 'update', path: each, fields: { state: 'failed', failure: reason } }] : [],
    );
    return { writes, outbox: [], entryFields: { reason } };
  };

/** Twilio's codes for a recipient who opted out there. @see https://www.twilio.com/docs/api/errors/21610 and /63033 */
const OPTED_OUT = /^Twilio (21610|63033):/;

/**
 * What a message that failed for good says about its recipient: one who opted out at the provider has opted out here (R35); any other is
 * counted as not reached, unless it was the number's own trouble, or its template's.
 */
export function notReached(
  { tenantId }: SendEntry,
  { senderId }: MessagePlace,
  conversation: ConversationRecord | null,
  reason: Reason,
  now: Date,
): readonly DocumentWrite[] {
  if (reason.code !== 'permanent' || tenantId === null || senderId === null || conversation === null) return [];
  const path = paths.conversation(tenantId, senderId);
  const isOptOut = OPTED_OUT.test(reason.message) && conversation.optedOutAt === null;
  return [{ op: 'update', path, fields: isOptOut ? { optedOutAt: now } : {}, increments: { unreachedCount: 1 } }];
}
