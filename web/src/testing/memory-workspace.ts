import type { OutboxRecord } from '@casillero/domain/records/outbox-record';
import type { NumbersRefreshRecord } from '@casillero/domain/records/platform-records';
import type { SenderConflictRecord } from '@casillero/domain/records/routing-records';
import type { RefusedEventsRecord, UnprocessedRecord } from '@casillero/domain/records/unprocessed-record';
import type { WahaSessionRecord } from '@casillero/domain/records/waha-session-record';
import { isFound, parseSearch } from '@casillero/domain/search/search-tokens';
import type { OperatorsPorts, ParcelsPorts, WhatsappPorts } from '../app/feature-ports.tsx';
import type { Account } from '../features/accounts/ports.ts';
import { fits } from '../features/conversations/filter-conversations.ts';
import type { Conversation, ConversationsPorts, Message } from '../features/conversations/ports.ts';
import type { Customer } from '../features/customers/ports.ts';
import type { Link } from '../features/links/ports.ts';
import type { ReceivingNumber } from '../features/numbers/ports.ts';
import type { Package } from '../features/packages/ports.ts';
import type { Phone, Registration } from '../features/phones/ports.ts';
import type { Some } from '../features/problems/ports.ts';
import type { Purchase } from '../features/purchases/ports.ts';
import type { Unrouted, UnroutedMessage } from '../features/unrouted/ports.ts';
import type { LiveSource } from '../live/live.ts';

/** What is stored beyond batches, by importer where it belongs to one. */
export type MemoryRecords = {
  readonly phones: Readonly<Record<string, readonly Phone[]>>;
  readonly registrations: Readonly<Record<string, readonly Registration[]>>;
  readonly links: Readonly<Record<string, readonly Link[]>>;
  readonly accounts: readonly Account[];
  readonly numbers: readonly ReceivingNumber[];
  readonly numbersRefresh: NumbersRefreshRecord | null;
  readonly purchases: readonly Purchase[];
  readonly unrouted: readonly Unrouted[];
  readonly unroutedMessages: Readonly<Record<string, readonly UnroutedMessage[]>>;
  readonly deadWork: Some<OutboxRecord>['found'];
  readonly unprocessed: Some<UnprocessedRecord>['found'];
  readonly refusedEvents: Some<RefusedEventsRecord>['found'];
  readonly senderConflicts: Some<SenderConflictRecord>['found'];
  readonly wahaSessions: readonly (WahaSessionRecord & { readonly id: string })[];
  readonly packages: Readonly<Record<string, readonly Package[]>>;
  readonly customers: Readonly<Record<string, readonly Customer[]>>;
  readonly conversations: Readonly<Record<string, readonly Conversation[]>>;
  /** by contact, oldest first */
  readonly messages: Readonly<Record<string, readonly Message[]>>;
};

export const NO_RECORDS: MemoryRecords = {
  phones: {},
  registrations: {},
  links: {},
  accounts: [],
  numbers: [],
  numbersRefresh: null,
  purchases: [],
  unrouted: [],
  unroutedMessages: {},
  deadWork: [],
  unprocessed: [],
  refusedEvents: [],
  senderConflicts: [],
  wahaSessions: [],
  packages: {},
  customers: {},
  conversations: {},
  messages: {},
};

const some = <Stored>(found: readonly Stored[], count: number) => ({
  found: found.slice(0, count),
  hasMore: found.length > count,
});

type LiveParcelsPorts = 'watchPackages' | 'watchPackage' | 'watchCustomers' | 'watchCustomer';

/** The live ports of the WhatsApp settings and of the operators' pages, over records in memory. */
export const memoryWorkspace = (
  watch: <Value>(read: (records: MemoryRecords) => Value) => LiveSource<Value>,
): WhatsappPorts &
  Omit<OperatorsPorts, 'loadMapping' | 'sendPart'> &
  ConversationsPorts &
  Pick<ParcelsPorts, LiveParcelsPorts> => ({
  ...memoryConversations(watch),
  watchPhones: (tenantId) => watch(({ phones }) => phones[tenantId] ?? []),
  watchOpenRegistrations: (tenantId) =>
    watch(({ registrations }) => (registrations[tenantId] ?? []).filter(({ state }) => state === 'waiting')),
  watchRegistration: (tenantId, registrationId) =>
    watch(({ registrations }) => registrations[tenantId]?.find(({ id }) => id === registrationId) ?? null),
  watchLinks: (tenantId) => watch(({ links }) => links[tenantId] ?? []),
  watchAccounts: (tenantId) => watch(({ accounts }) => accounts.filter((account) => account.tenantId === tenantId)),
  watchAllAccounts: () => watch(({ accounts }) => accounts),
  watchNumbers: () => watch(({ numbers }) => numbers),
  watchNumbersRefresh: () => watch(({ numbersRefresh }) => numbersRefresh),
  watchPurchases: (count) => watch(({ purchases }) => purchases.slice(0, count)),
  watchPurchase: (purchaseId) => watch(({ purchases }) => purchases.find(({ id }) => id === purchaseId) ?? null),
  watchUnrouted: (count) =>
    watch(({ unrouted }) => {
      const open = unrouted.filter(({ state }) => state === 'open');
      return { senders: open.slice(0, count), hasMore: open.length > count };
    }),
  watchUnroutedMessages: (alias, count) =>
    watch(({ unroutedMessages }) => (unroutedMessages[alias] ?? []).slice(-count)),
  watchDeadCount: (atMost) => watch(({ deadWork }) => Math.min(deadWork.length, atMost)),
  watchDeadWork: (count) => watch(({ deadWork }) => some(deadWork, count)),
  watchUnprocessed: (count) => watch(({ unprocessed }) => some(unprocessed, count)),
  watchRefusedEvents: (count) => watch(({ refusedEvents }) => some(refusedEvents, count)),
  watchSenderConflicts: (count) => watch(({ senderConflicts }) => some(senderConflicts, count)),
  watchWahaSessions: () => watch(({ wahaSessions }) => wahaSessions),
  watchPackages: (tenantId, filter, count) =>
    watch(({ packages }) => {
      const search = parseSearch(filter.search);
      const found = (packages[tenantId] ?? []).filter(
        (each) =>
          (filter.state === null || each.state === filter.state) &&
          (filter.customerId === null || each.customerId === filter.customerId) &&
          (search === null || isFound(search, each.searchTokens)),
      );
      return { packages: found.slice(0, count), hasMore: found.length > count };
    }),
  watchPackage: (tenantId, packageId) =>
    watch(({ packages }) => packages[tenantId]?.find(({ id }) => id === packageId) ?? null),
  watchCustomers: (tenantId, typed, count) =>
    watch(({ customers }) => {
      const search = parseSearch(typed);
      const found = (customers[tenantId] ?? []).filter((each) => search === null || isFound(search, each.searchTokens));
      return { customers: found.slice(0, count), hasMore: found.length > count };
    }),
  watchCustomer: (tenantId, customerId) =>
    watch(({ customers }) => customers[tenantId]?.find(({ id }) => id === customerId) ?? null),
});

const memoryConversations = (
  watch: <Value>(read: (records: MemoryRecords) => Value) => LiveSource<Value>,
): ConversationsPorts => ({
  watchConversations: (tenantId, narrowing, count) =>
    watch(({ conversations }) => {
      const found = (conversations[tenantId] ?? [])
        .filter((each) => fits(each, narrowing))
        .toSorted((one, other) => other.lastMessageAt.getTime() - one.lastMessageAt.getTime());
      return { conversations: found.slice(0, count), hasMore: found.length > count };
    }),
  watchConversation: (tenantId, senderId) =>
    watch(({ conversations }) => conversations[tenantId]?.find(({ id }) => id === senderId) ?? null),
  watchMessages: (_tenantId, senderId, count) =>
    watch(({ messages }) => {
      const all = messages[senderId] ?? [];
      return { messages: all.slice(-count), hasMore: all.length > count };
    }),
  watchUnreadCount: (tenantId, atMost) =>
    watch(({ conversations }) =>
      Math.min(atMost, (conversations[tenantId] ?? []).filter(({ unreadCount }) => unreadCount > 0).length),
    ),
});
