import { claimsSchema } from '../src/access/identity.ts';
import { standingPath } from '../src/access/standing.ts';
import type { InboundMessage } from '../src/message/inbound-message.ts';
import { notAnOrder, type Order } from '../src/order/order.ts';
import { receivingNumber } from '../src/receiving-number/receiving-number.ts';
import type { BatchRecord, ConversationRecord, ScreenshotRecord } from '../src/records/intake-records.ts';
import type { PackageRecord } from '../src/records/package-record.ts';
import type { TenantRecord } from '../src/records/tenant-record.ts';
import { phoneAlias, type SenderId } from '../src/sender/alias.ts';
import type { KnownSender } from '../src/sender/known-sender.ts';
import type { CanonicalPhone } from '../src/sender/phone.ts';

/** Builders for tests: what does not matter is filled in, so that what matters is all one sees. */

export const NOW = new Date('2026-03-01T10:00:00.000Z');
export const SHARED_NUMBER = receivingNumber('twilio', '+15550100');

/** A text of a staff phone on the shared number. */
export const aMessage = (over: Partial<InboundMessage> & { readonly from?: string } = {}): InboundMessage => {
  const { from = '+50370000001', ...rest } = over;
  return {
    provider: 'twilio',
    account: 'AC00000000000000000000000000000001',
    providerMessageId: 'SM00000000000000000000000000000001',
    receivingNumber: SHARED_NUMBER,
    sender: {
      alias: phoneAlias(from as CanonicalPhone),
      otherAliases: [],
      phone: from as CanonicalPhone,
      address: `whatsapp:${from}`,
      profileName: 'Ana',
    },
    text: '',
    media: [],
    about: null,
    kind: 'text',
    receivedAt: NOW,
    raw: {},
    ...rest,
  };
};

/** A sender known by one phone, who belongs to nobody. */
export const aSender = (over: Partial<KnownSender> & { readonly phone?: string } = {}): KnownSender => {
  const { phone = '+50370000001', ...rest } = over;
  return {
    senderId: 'ana' as SenderId,
    aliases: [phoneAlias(phone as CanonicalPhone)],
    staff: null,
    binding: null,
    provenAccounts: [],
    registeredAs: null,
    conversationsWith: [],
    firstSeen: { at: NOW, via: 'message' },
    ...rest,
  };
};

/** A JPEG as Twilio refers to it. */
export const anImage = (n = 1) => ({ url: `https://api.twilio.com/media/${n}`, declaredType: 'image/jpeg' });

export const aTenant = (over: Partial<TenantRecord> = {}): TenantRecord => ({
  name: 'Importadora Cuscatlán',
  status: 'active',
  locale: 'es',
  timeZone: 'America/El_Salvador',
  plan: 'starter',
  extractionEngine: 'ocr',
  country: 'SV',
  outgoingNumber: null,
  welcome: '',
  away: '',
  hours: null,
  suspendedAt: null,
  suspendedReason: null,
  createdAt: NOW,
  ...over,
});

export const aBatch = (over: Partial<BatchRecord> = {}): BatchRecord => ({
  senderId: 'ana',
  senderPhone: '+50370000001',
  senderName: 'Ana',
  customerName: 'María Rodríguez',
  searchTokens: [],
  state: 'open',
  screenshotCount: 0,
  orderCount: 0,
  noOrderCount: 0,
  failedCount: 0,
  duplicateCount: 0,
  toldDuplicateCount: 0,
  coverScreenshotId: null,
  lastScreenshotId: null,
  summaryCount: 0,
  openedAt: NOW,
  updatedAt: NOW,
  closedAt: null,
  ...over,
});

export const aScreenshot = (over: Partial<ScreenshotRecord> = {}): ScreenshotRecord => ({
  batchId: 'batch',
  senderId: 'ana',
  messageId: 'message',
  caption: null,
  state: 'fetching',
  media: null,
  failure: null,
  duplicateOf: null,
  removedAt: null,
  previousScreenshotId: null,
  extraction: 'waiting',
  extractionFailure: null,
  order: null,
  readBy: null,
  position: 0,
  receivedAt: NOW,
  updatedAt: NOW,
  ...over,
});

export const aConversation = (over: Partial<ConversationRecord> = {}): ConversationRecord => ({
  kind: 'intake',
  alias: 'phone:+50370000001',
  phone: '+50370000001',
  address: 'whatsapp:+50370000001',
  number: SHARED_NUMBER,
  profileName: 'Ana',
  searchTokens: [],
  openBatchId: null,
  idleAt: null,
  shard: 0,
  question: null,
  cannotUseAt: null,
  lastReplyId: null,
  awaitsWelcome: false,
  welcomedAt: null,
  awayAt: null,
  toldOfBindingAt: null,
  optedOutAt: null,
  lastInboundAt: null,
  lastInboundId: null,
  waitingSince: null,
  unreachedCount: 0,
  repliesSince: null,
  replyCount: 0,
  lastText: '',
  lastMessageAt: NOW,
  lastDirection: 'in',
  lastMediaKind: null,
  unreadCount: 0,
  createdAt: NOW,
  ...over,
});

/** An order with nothing on it but what a test says. */
export const anOrder = (over: Partial<Order> = {}): Order => ({ ...notAnOrder(0), isOrder: true, ...over });

/** A package that was ordered at NOW, by hand. */
export const aPackage = (over: Partial<PackageRecord> = {}): PackageRecord => ({
  customerId: 'c1',
  customerName: 'María Rodríguez',
  orderId: null,
  shop: null,
  orderNumber: null,
  description: '',
  carrier: null,
  trackingNumber: null,
  state: 'ordered',
  stateAt: NOW,
  history: [{ state: over.state ?? 'ordered', at: NOW, by: 'ada', undoneAt: null, undoneBy: null }],
  notifies: true,
  notification: null,
  trackingToken: 'a-token-of-a-package-1',
  searchTokens: [],
  createdAt: NOW,
  updatedAt: NOW,
  ...over,
});

/**
 * The documents that confirm what people claim (R71), by path: without his or hers nobody is let in.
 *
 * @param people claims that mean nothing need no document
 */
export const standingDocuments = (
  people: Iterable<{ readonly uid: string; readonly claims: unknown } | null>,
): Record<string, { readonly role: string }> =>
  Object.fromEntries(
    [...people].flatMap((person) => {
      const claims = claimsSchema.safeParse(person?.claims);
      if (person === null || !claims.success) return [];
      return [[standingPath(person.uid, claims.data), { role: claims.data.role }]];
    }),
  );
