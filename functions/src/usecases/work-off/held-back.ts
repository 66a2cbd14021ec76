import { mayWrite } from '@casillero/domain/answer/may-write';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { conversationRecord } from '@casillero/domain/records/intake-records';
import type { SendEntry } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import type { SenderId } from '@casillero/domain/sender/alias';
import { parsePhone } from '@casillero/domain/sender/phone';
import type { ReadDocuments } from '../documents.ts';
import { parsed } from '../receive-message/parse-record.ts';
import type { Attempt, Reason } from './work-off.ts';

/** Whether a phone is one of our own receiving numbers, at any provider. @param phone canonical E.164 */
export type IsOurPhone = (phone: string) => Promise<boolean>;

/**
 * Why a message to a contact is not sent after all; null: nothing holds it back. A person's message may have waited too long (R34), or
 * its tenant was suspended since. An automatic one never goes to a number of ours, or the two would never stop: it is
 * done with, and nobody has to see to it.
 */
export async function heldBack(
  { read, isOurPhone, now }: { read: ReadDocuments; isOurPhone: IsOurPhone; now: () => Date },
  { by, tenantId, senderId, address }: SendEntry,
): Promise<Attempt | null> {
  if (by === null || tenantId === null || senderId === null) return null;
  if (by.kind !== 'member') {
    const phone = parsePhone(address);
    if (!phone.ok || !(await isOurPhone(phone.value))) return null;
    const reason = { code: 'own-number', message: 'A number of ours is not answered automatically.' };
    return { kind: 'done', conclude: async () => ({ writes: [], outbox: [], entryFields: { reason } }) };
  }
  const [tenant, conversation] = await read([
    paths.tenant(tenantId),
    paths.conversation(tenantId, senderId as SenderId),
  ]);
  const allowed = mayWrite(parsed(tenantRecord, tenant), parsed(conversationRecord, conversation), now());
  if (allowed.ok) return null;
  const { code, message } = allowed.failure;
  return { kind: 'dead', reason: { code, message } };
}

/** Twilio's codes for a recipient who opted out there. @see https://www.twilio.com/docs/api/errors/21610 and /63033 */
const OPTED_OUT = /^Twilio (21610|63033):/;

/** A contact who opted out at the provider has opted out here (R35). */
export async function optOut(
  read: ReadDocuments,
  { tenantId, senderId }: SendEntry,
  reason: Reason,
  now: Date,
): Promise<readonly DocumentWrite[]> {
  if (!OPTED_OUT.test(reason.message) || tenantId === null || senderId === null) return [];
  const path = paths.conversation(tenantId, senderId as SenderId);
  const [fields] = await read([path]);
  const conversation = parsed(conversationRecord, fields);
  return conversation === null || conversation.optedOutAt !== null
    ? []
    : [{ op: 'update', path, fields: { optedOutAt: now } }];
}
