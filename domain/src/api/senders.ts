import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { senderAlias } from './sender-params.ts';
import { recordId, tenantId } from './tenant-params.ts';

const tenantRef = z.object({ tenantId: z.string(), name: z.string() });

/** How a sender came to a tenant: proof of the phone, a deep link, an operator; dedicated or message: by writing in. */
export const senderVia = z.enum(['registration', 'link', 'operator', 'dedicated', 'message']);

/** A sender as operators see it (R56). */
export const senderAnswer = z.object({
  senderId: z.string(),
  /** all that the sender is known by */
  aliases: z.array(z.string()),
  /** canonical E.164, or null for a sender who hides it */
  phone: z.string().nullable(),
  staffOf: tenantRef.extend({ since: z.iso.datetime(), via: senderVia, isProven: z.boolean() }).nullable(),
  boundTo: tenantRef.extend({ since: z.iso.datetime(), via: senderVia }).nullable(),
  conversations: z.array(tenantRef.extend({ kind: z.enum(['intake', 'contact']), lastMessageAt: z.iso.datetime() })),
  /** in the unrouted list and not assigned or dismissed */
  isUnrouted: z.boolean(),
});

/** A phone in any spelling, an alias, or a senderId. */
export const lookUpSender = endpoint({
  id: 'lookUpSender',
  method: 'GET',
  path: '/sender-lookup',
  summary: 'Finds a sender by phone, alias or sender id: which tenant, since when, by what.',
  access: 'operator',
  params: z.object({}),
  query: z.object({ sender: z.string().trim().min(3).max(400) }),
  body: z.void(),
  answer: senderAnswer,
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

const oneSender = z.object({ alias: senderAlias });

export const tenantOfSender = endpoint({
  id: 'tenantOfSender',
  method: 'GET',
  path: '/senders/{alias}/tenant',
  summary: 'Tells which tenant a sender’s next message on a shared number belongs to.',
  access: 'operator',
  params: oneSender,
  query: z.object({}),
  body: z.void(),
  answer: z.object({ tenantId: z.string().nullable(), as: z.enum(['intake', 'contact']).nullable() }),
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

export const unbindSender = endpoint({
  id: 'unbindSender',
  method: 'POST',
  path: '/senders/{alias}/unbind',
  summary: 'Removes a contact’s binding: the next link decides anew. What was written stays with its tenant.',
  access: 'operator',
  params: oneSender,
  query: z.object({}),
  body: z.void(),
  answer: z.void(),
  status: 204,
  failures: { 'not-bound': 409 },
  needsIdempotencyKey: false,
});

export const moveSender = endpoint({
  id: 'moveSender',
  method: 'POST',
  path: '/senders/{alias}/move',
  summary: 'Binds a contact to another tenant. What was written before stays with the earlier one.',
  access: 'operator',
  params: oneSender,
  query: z.object({}),
  body: z.object({ tenantId }),
  answer: z.void(),
  status: 204,
  failures: { 'tenant-not-found': 404, 'tenant-suspended': 409, 'already-there': 409 },
  needsIdempotencyKey: false,
});

export const unbindOwnContact = endpoint({
  id: 'unbindOwnContact',
  method: 'POST',
  path: '/tenants/{tenantId}/contacts/{senderId}/unbind',
  summary: 'Removes a contact’s binding to this tenant; the conversation stays.',
  access: 'admin',
  params: z.object({ tenantId, senderId: recordId }),
  query: z.object({}),
  body: z.void(),
  answer: z.void(),
  status: 204,
  failures: { 'not-bound': 409 },
  needsIdempotencyKey: false,
});
