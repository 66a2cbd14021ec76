import { LINK_PREFIX, linkCodeIn } from '@casillero/domain/link-code/link-code';
import type { InboundMessage } from '@casillero/domain/message/inbound-message';
import type { OutboxEntry } from '@casillero/domain/outbox/new-entry';
import { decide, takesIn, unroutedReason } from '@casillero/domain/receive/decide';
import type { ReceiveFacts } from '@casillero/domain/receive/receive-facts';
import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import type { DocumentWrite, Fields } from '@casillero/domain/records/document-write';
import { paths } from '@casillero/domain/records/paths';
import { linkCodeRecord, numberRecord, unroutedRecord } from '@casillero/domain/records/routing-records';
import { registrationCodeIn } from '@casillero/domain/registration/registration-code';
import { type RoutedLink, type RoutingFacts, route } from '@casillero/domain/routing/route';
import { accountsOf, aliasesOf, isSms } from '@casillero/domain/sender/accounts';
import { isProven, isStaff, type KnownSender } from '@casillero/domain/sender/known-sender';
import type { TenantId } from '@casillero/domain/tenant/tenant-id';
import type { ReadDocuments, Transact } from '../documents.ts';
import { inboxIdOf } from './message-id.ts';
import { parsed } from './parse-record.ts';
import type { EnqueueEntries } from './ports.ts';
import { makeExpectations, readAhead } from './read-ahead.ts';
import { readOwners } from './read-owners.ts';
import { readProof } from './read-proof.ts';
import { senderOf } from './read-sender.ts';
import { readUnion } from './read-union.ts';

export type Received = {
  /** taken-in: it took effect now; duplicate: it had before (R90) */
  readonly outcome: 'taken-in' | 'duplicate';
  readonly inboxId: string;
  readonly tenantIds: readonly string[];
  readonly unrouted: string | null;
};

export type ReceiveMessage = (message: InboundMessage) => Promise<Received>;

type Deps = {
  readonly transact: Transact;
  readonly enqueue: EnqueueEntries;
  readonly now: () => Date;
  /** what stands before a link code (R55); LINK_PREFIX unless set otherwise */
  readonly linkPrefix?: string;
};

/**
 * Takes one inbound message in: one transaction, whatever it causes (docs/design.md). When this returns, the
 * message and its outbox entries are committed; a second call with the same message changes nothing.
 * Reads by id only, in at most three round trips, and in one where the sender's last message was here as well: 6
 * documents for a text of a known staff phone with one alias, one more for each further alias. What is rare reads more: a link or registration code, senders who turn out to be one, a message
 * about an earlier one, a screenshot taken back (R13).
 */
export const makeReceiveMessage = (deps: Deps): ReceiveMessage => {
  const expectations = makeExpectations(MOST_REMEMBERED);
  return async (message) => {
    const inboxId = inboxIdOf(message);
    const { alias } = message.sender;
    const { received, outbox, expected } = await deps.transact<Outcome>(async (read) => {
      const ahead = readAhead(read, expectations.of(alias, inboxId));
      const facts = await readFacts(ahead, message, inboxId, deps);
      if (facts === null)
        return { writes: [], result: { received: nothingNew(inboxId), outbox: noEntries, expected: null } };
      const decision = decide(facts);
      const received: Received = {
        outcome: 'taken-in',
        inboxId,
        tenantIds: facts.owners.filter(takesIn).map(({ owner }) => owner.tenantId),
        unrouted: unroutedReason(facts),
      };
      const expected = neededNext(facts, decision.writes);
      return { writes: decision.writes, result: { received, outbox: decision.outbox, expected } };
    });
    if (expected !== null) expectations.remember(alias, inboxId, expected);
    await deps.enqueue(outbox);
    return received;
  };
};

/** Senders whose next message is expected: some 200 bytes each. */
const MOST_REMEMBERED = 5_000;

/** What the sender's next message will most likely need: the owners' records as this message leaves them. */
const neededNext = ({ owners, sender }: ReceiveFacts, writes: readonly DocumentWrite[]): string[] =>
  owners.flatMap(({ owner: { tenantId } }) => {
    const conversation = paths.conversation(tenantId, sender.senderId);
    const written = writes.find(({ path }) => path === conversation);
    const openBatchId = written && 'fields' in written ? written.fields.openBatchId : null;
    const batch = typeof openBatchId === 'string' ? [paths.batch(tenantId, openBatchId)] : [];
    return [paths.tenant(tenantId), conversation, ...batch];
  });

/** What a transaction leaves to be done. `expected`: what the sender's next message will need; null: nothing new */
type Outcome = {
  readonly received: Received;
  readonly outbox: readonly OutboxEntry[];
  readonly expected: readonly string[] | null;
};

const noEntries: readonly OutboxEntry[] = [];
const nothingNew = (inboxId: string): Received => ({ outcome: 'duplicate', inboxId, tenantIds: [], unrouted: null });

/** All that the decision depends on; null if the message took effect before. */
async function readFacts(
  read: ReadDocuments,
  message: InboundMessage,
  inboxId: string,
  { now: clock, linkPrefix = LINK_PREFIX }: Deps,
): Promise<ReceiveFacts | null> {
  const now = clock();
  const aliases = aliasesOf(message);
  const accounts = accountsOf(message);
  const code = linkCodeIn(message.text, linkPrefix);
  const found = registrationCodeIn(message.text);
  const [inbox, numberFields, ...rest] = await read([
    paths.inbox(inboxId),
    paths.number(message.receivingNumber),
    ...aliases.map((alias) => paths.sender(alias)),
    ...(code === null ? [] : [paths.linkCode(code)]),
    ...(found === null ? [] : [paths.verification(found.code)]),
  ]);
  if (inbox) return null;

  const number = asRouted(parsed(numberRecord, numberFields));
  const [first = message.sender.alias, ...others] = aliases;
  const { sender, state, ...united } = senderOf([first, ...others], rest.slice(0, aliases.length), accounts, now);
  const link = code === null ? null : linkFacts(code, rest[aliases.length]);
  const proof =
    found === null
      ? null
      : await readProof(
          read,
          {
            ...{ found, verification: rest.at(-1), number, sender, accounts },
            isSenderKnown: state !== 'unknown',
            isVouched: message.signedBy !== 'tenant' && !isSms(message),
          },
          now,
        );
  const union = await readUnion(read, { sender, ...united }, now);
  const routed = route({
    number,
    proof: proof?.verdict.kind === 'proven' ? proof.verdict.tenantId : null,
    sender: state === 'unknown' ? null : asRoutedSender(sender, accounts),
    link,
  });
  const owners =
    routed.kind === 'unrouted'
      ? []
      : await readOwners(read, routed.owners, sender.senderId, message, union?.conversations);
  const isUnrouted = !owners.some(takesIn);
  const findsOwner = routed.kind === 'owned' && (routed.binding !== null || proof?.verdict.kind === 'proven');
  const [unrouted, ourNumber] =
    isUnrouted || findsOwner ? await read([paths.unrouted(sender.aliases[0] ?? first), ...ourselves(message)]) : [];
  return {
    message,
    inboxId,
    route: routed,
    sender: state === 'unknown' && !isUnrouted ? { ...sender, firstSeen: { at: now, via: 'dedicated' } } : sender,
    senderState: state,
    union,
    owners,
    link: link?.known === true && link.isActive ? { tenantId: link.tenantId, code: link.code } : null,
    proof,
    unrouted: parsed(unroutedRecord, unrouted),
    isFromOurselves: isUnrouted && ourNumber !== null && ourNumber !== undefined,
    now,
  };
}

/** The number that the sender would be if it were one of ours. */
const ourselves = ({ sender }: InboundMessage): string[] =>
  sender.phone === null ? [] : [paths.number(receivingNumber('twilio', sender.phone))];

/** Only the very account that proved to be a staff phone is staff (R54); another spelling of its phone is just matched. */
const asRoutedSender = (sender: KnownSender, accounts: readonly string[]): NonNullable<RoutingFacts['sender']> => ({
  staffOf: isStaff(sender) && isProven(sender, accounts) ? (sender.staff?.tenantId ?? null) : null,
  boundTo: sender.binding?.tenantId ?? null,
});

const asRouted = (number: ReturnType<typeof numberRecord.parse> | null): RoutingFacts['number'] =>
  number && { mode: number.mode, tenantIds: number.tenantIds as TenantId[] };

function linkFacts(code: RoutedLink['code'], fields: Fields | null | undefined): RoutedLink {
  const link = parsed(linkCodeRecord, fields);
  if (link === null) return { code, known: false };
  return { code, known: true, tenantId: link.tenantId as TenantId, isActive: link.isActive };
}
