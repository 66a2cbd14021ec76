import { isOutOfReach } from '@casillero/domain/answer/out-of-reach';
import { isWindowOpen } from '@casillero/domain/message/service-window';
import { newEntry, type OutboxEntry } from '@casillero/domain/outbox/new-entry';
import { customerRecord } from '@casillero/domain/records/customer-record';
import { conversationRecord } from '@casillero/domain/records/intake-records';
import type { PackageRecord } from '@casillero/domain/records/package-record';
import { paths } from '@casillero/domain/records/paths';
import { senderRecord } from '@casillero/domain/records/routing-records';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { replyText } from '@casillero/domain/reply/replies';
import { phoneAlias, type SenderId } from '@casillero/domain/sender/alias';
import type { CanonicalPhone } from '@casillero/domain/sender/phone';
import type { ReadDocuments } from '../documents.ts';
import { readIsNumberOf } from '../numbers/read-is-number-of.ts';

/**
 * A change is often put right at once: the message waits this long, so that undoing it takes it back as well. The
 * dashboard offers to undo it for 12 s, and the way there and back takes a moment too.
 */
export const TELL_AFTER_MS = 14_000;

export type Told = {
  readonly outcome: Exclude<NonNullable<PackageRecord['notification']>['outcome'], 'taken-back'>;
  /** the message to send; null: nothing can be sent */
  readonly entry: OutboxEntry | null;
};

/**
 * Decides whether and how the customer of a package hears of its new state over WhatsApp (R18): only in a conversation
 * with this tenant, and only while free-form messages are allowed, from a number that is still its own or shared (R50). Five reads by id.
 * @param outboxId of the message, the same for each attempt to decide
 * @param publicBaseUrl of the tracking page, or null
 */
export async function tellCustomer(
  read: ReadDocuments,
  tenantId: string,
  changed: PackageRecord,
  at: { readonly outboxId: string; readonly now: Date; readonly publicBaseUrl: string | null },
): Promise<Told> {
  const [customerFields, tenantFields] = await read([
    paths.customer(tenantId, changed.customerId),
    paths.tenant(tenantId),
  ]);
  const phone = customerFields ? customerRecord.parse(customerFields).phone : null;
  if (phone === null || !tenantFields) return { outcome: 'no-phone', entry: null };
  const tenant = tenantRecord.parse(tenantFields);

  const [senderFields] = await read([paths.sender(phoneAlias(phone as CanonicalPhone))]);
  if (!senderFields) return { outcome: 'never-wrote', entry: null };
  const senderId = senderRecord.parse(senderFields).senderId as SenderId;
  const [conversationFields] = await read([paths.conversation(tenantId, senderId)]);
  if (!conversationFields) return { outcome: 'never-wrote', entry: null };
  const conversation = conversationRecord.parse(conversationFields);
  // Staff who are customers of their own importer have an intake conversation, and hear of it there.
  if (!(await readIsNumberOf(read, conversation.number, tenantId))) return { outcome: 'number-not-yours', entry: null };
  if (!isWindowOpen(conversation, at.now)) return { outcome: 'outside-window', entry: null };
  if (conversation.optedOutAt !== null) return { outcome: 'opted-out', entry: null };
  if (isOutOfReach(conversation)) return { outcome: 'out-of-reach', entry: null };

  const url = at.publicBaseUrl === null ? null : `${at.publicBaseUrl}/track/${changed.trackingToken}`;
  const packageName = changed.description || changed.trackingNumber || '';
  const text = replyText(
    { kind: 'package-state', state: changed.state, packageName, tenantName: tenant.name, url },
    tenant.locale,
  );
  const { alias, number, address } = conversation;
  const dueAt = new Date(at.now.getTime() + TELL_AFTER_MS);
  const by = { kind: 'package', uid: null, email: null } as const;
  const entry = newEntry(
    at.outboxId,
    { kind: 'send', tenantId, senderId, alias, number, address, text, by },
    at.now,
    dueAt,
  );
  return { outcome: 'queued', entry };
}
