import type { ReceivingNumber } from '../receiving-number/receiving-number.ts';
import type { SenderAlias, SenderId } from '../sender/alias.ts';

/**
 * Where each record lives (docs/design.md). Tenant data lives under the tenant, so that a rule cannot forget a
 * filter and a query cannot leak. Collections: an odd number of segments; documents: an even number.
 */
export const paths = {
  tenant: (tenantId: string) => `tenants/${tenantId}`,
  members: (tenantId: string) => `tenants/${tenantId}/members`,
  member: (tenantId: string, uid: string) => `tenants/${tenantId}/members/${uid}`,
  phones: (tenantId: string) => `tenants/${tenantId}/phones`,
  phone: (tenantId: string, alias: SenderAlias) => `tenants/${tenantId}/phones/${alias}`,
  /** which phone is the primary one: one document, so that two cannot become it at once */
  primaryPhone: (tenantId: string) => `tenants/${tenantId}/pointers/primaryPhone`,
  registrations: (tenantId: string) => `tenants/${tenantId}/registrations`,
  registration: (tenantId: string, id: string) => `tenants/${tenantId}/registrations/${id}`,
  links: (tenantId: string) => `tenants/${tenantId}/links`,
  link: (tenantId: string, code: string) => `tenants/${tenantId}/links/${code}`,
  batches: (tenantId: string) => `tenants/${tenantId}/batches`,
  batch: (tenantId: string, batchId: string) => `tenants/${tenantId}/batches/${batchId}`,
  image: (tenantId: string, batchId: string, sha256: string) =>
    `tenants/${tenantId}/batches/${batchId}/images/${sha256}`,
  screenshots: (tenantId: string) => `tenants/${tenantId}/screenshots`,
  screenshot: (tenantId: string, screenshotId: string) => `tenants/${tenantId}/screenshots/${screenshotId}`,
  orders: (tenantId: string) => `tenants/${tenantId}/orders`,
  order: (tenantId: string, orderId: string) => `tenants/${tenantId}/orders/${orderId}`,
  orderNumber: (tenantId: string, key: string) => `tenants/${tenantId}/orderNumbers/${key}`,
  accuracy: (tenantId: string) => `tenants/${tenantId}/accuracy`,
  accuracyOfShop: (tenantId: string, shop: string) => `tenants/${tenantId}/accuracy/${shop}`,
  conversation: (tenantId: string, senderId: SenderId) => `tenants/${tenantId}/conversations/${senderId}`,
  messages: (tenantId: string, senderId: SenderId) => `tenants/${tenantId}/conversations/${senderId}/messages`,
  message: (tenantId: string, senderId: SenderId, messageId: string) =>
    `tenants/${tenantId}/conversations/${senderId}/messages/${messageId}`,
  customers: (tenantId: string) => `tenants/${tenantId}/customers`,
  customer: (tenantId: string, customerId: string) => `tenants/${tenantId}/customers/${customerId}`,
  customerPhone: (tenantId: string, phone: string) => `tenants/${tenantId}/customerPhones/${phone}`,
  packages: (tenantId: string) => `tenants/${tenantId}/packages`,
  package: (tenantId: string, packageId: string) => `tenants/${tenantId}/packages/${packageId}`,
  upload: (tenantId: string, uploadId: string) => `tenants/${tenantId}/uploads/${uploadId}`,
  /** the file of a message, by the message's outbox id, for the provider to fetch */
  mediaLink: (outboxId: string) => `mediaLinks/${outboxId}`,
  trackingPage: (token: string) => `trackingPages/${token}`,
  usage: (tenantId: string, month: string, shard: number) => `tenants/${tenantId}/usage/${month}_${shard}`,
  tenants: () => 'tenants',
  tenantAudit: (tenantId: string, entryId: string) => `tenants/${tenantId}/audit/${entryId}`,
  audit: (entryId: string) => `audit/${entryId}`,
  purchases: () => 'purchases',
  purchase: (purchaseId: string) => `purchases/${purchaseId}`,
  defaultNumber: () => 'platform/defaultNumber',
  /** what a provider's account may do; its id is made of letters, digits and hyphens */
  capability: (account: string) => `platform/capability_${account}`,
  stats: () => 'platform/stats',
  numbersRefresh: () => 'platform/numbersRefresh',
  idempotency: (keyHash: string) => `idempotency/${keyHash}`,
  numbers: () => 'numbers',
  number: (number: ReceivingNumber) => `numbers/${number}`,
  sender: (alias: SenderAlias) => `senders/${alias}`,
  linkCode: (code: string) => `linkCodes/${code}`,
  senderConflict: (id: string) => `senderConflicts/${id}`,
  verification: (code: string) => `verifications/${code}`,
  /** how often something limited was done lately; `key` has no slash */
  rateLimit: (key: string) => `rateLimits/${key}`,
  /** where a message of ours is, by a hash of the provider's id; or statuses of it that came too early */
  sentMessage: (id: string) => `sentMessages/${id}`,
  accounts: () => 'accounts',
  account: (accountId: string) => `accounts/${accountId}`,
  secrets: (accountId: string) => `secrets/${accountId}`,
  /** what was validly signed and could not be taken in; see unprocessed-record.ts */
  unprocessed: (id: string) => `unprocessed/${id}`,
  /** events of numbers that are not the signer's, counted per account and day */
  refusedEvents: (accountId: string, day: string) => `refusedEvents/${accountId}_${day}`,
  refusedEventsOf: (id: string) => `refusedEvents/${id}`,
  allRefusedEvents: () => 'refusedEvents',
  allUnprocessed: () => 'unprocessed',
  senderConflicts: () => 'senderConflicts',
  wahaSessions: () => 'wahaSessions',
  wahaSession: (session: string) => `wahaSessions/${session}`,
  inbox: (inboxId: string) => `inbox/${inboxId}`,
  outbox: () => 'outbox',
  outboxEntry: (outboxId: string) => `outbox/${outboxId}`,
  unrouted: (alias: SenderAlias) => `unrouted/${alias}`,
  unroutedMessages: (alias: SenderAlias) => `unrouted/${alias}/messages`,
  unroutedMessage: (alias: SenderAlias, messageId: string) => `unrouted/${alias}/messages/${messageId}`,
  reconciliation: (source: string) => `platform/reconciliation-${source}`,
  user: (uid: string) => `users/${uid}`,
} as const;
