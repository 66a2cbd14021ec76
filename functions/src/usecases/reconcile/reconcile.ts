import type { InboundMessage } from '@casillero/domain/message/inbound-message';
import { paths } from '@casillero/domain/records/paths';
import { type ReconciliationRecord, reconciliationRecord } from '@casillero/domain/records/reconciliation-record';
import type { ReadDocuments, Transact } from '../documents.ts';
import { inboxIdOf } from '../receive-message/message-id.ts';
import type { ReceiveMessage } from '../receive-message/receive-message.ts';
import type { KeepUnprocessed } from '../take-events/take-events.ts';

/** One message of a provider's list: what names it, and the way to all of it. */
export type ListedMessage = Pick<InboundMessage, 'provider' | 'account' | 'providerMessageId'> & {
  /** the message as its webhook would have brought it; null: not one to take in (a group's, our own echo) */
  readonly load: () => Promise<InboundMessage | null>;
  /** what its webhook's body would have been, as text */
  readonly body: (message: InboundMessage) => string;
};

/** A provider's own list of what was written to us. */
export type MessageSource = {
  /** 'twilio', 'waha-main': part of a document's id */
  readonly name: string;
  /** how much time is listed at once: what it holds must be read well within the time that the sweep has */
  readonly stepMs: number;
  /**
   * What came in between two times, the oldest first, so that a customer's name is taken in before the screenshots.
   * @throws if the provider cannot be asked
   */
  readonly list: (from: Date, until: Date) => Promise<readonly ListedMessage[]>;
};

export type ReconcileDeps = {
  readonly read: ReadDocuments;
  readonly transact: Transact;
  readonly receive: ReceiveMessage;
  /** for what the database does not take */
  readonly keep: KeepUnprocessed;
  readonly isOutage: (error: unknown) => boolean;
  readonly now: () => Date;
};

export type Reconcile = (source: MessageSource) => Promise<{ readonly found: number } | 'not-due'>;

const MINUTE_MS = 60_000;

/** How often a list is compared. */
const EVERY_MS = 5 * MINUTE_MS;

/** The newest messages are left alone: their webhooks may be under way. */
const GRACE_MS = MINUTE_MS;

/** A list may show a message later than its time says. */
const OVERLAP_MS = 2 * MINUTE_MS;

/** How far back the first comparison goes. Later ones go back to the last that succeeded, however long that is. */
const FIRST_MS = 24 * 60 * MINUTE_MS;

/** How long one round goes on from step to step, where there is much to make up for; the next one is a minute away. */
const ROUND_MS = 20_000;

/** Inbox entries looked up in one round trip. */
const LOOKED_UP_AT_ONCE = 200;

/**
 * Compares a provider's own list with what arrived, and takes in what never did, the way a webhook would have (R91):
 * an outage of ours, however long, loses nothing. It is made up for step by step, and what was compared counts: a round that is
 * killed is no more than one that was short. Costs one read per message in the list, and nothing is written for
 * those that arrived. Where the list cannot be had or a message not be taken in, the next round begins at the same
 * place. A message that is refused for what it is, is kept for people: it would be no better in the next round.
 */
export const makeReconcile =
  (deps: ReconcileDeps): Reconcile =>
  async (source) => {
    const beganAt = deps.now().getTime();
    const newest = new Date(beganAt - GRACE_MS);
    const [fields] = await deps.read([paths.reconciliation(source.name)]);
    let at = fields ? reconciliationRecord.parse(fields).comparedUntil : new Date(newest.getTime() - FIRST_MS);
    if (newest.getTime() - at.getTime() < EVERY_MS) return 'not-due';
    let found = 0;
    let failure: ReconciliationRecord['failure'] = null;
    while (at < newest && deps.now().getTime() - beganAt < ROUND_MS) {
      const until = new Date(Math.min(newest.getTime(), at.getTime() + source.stepMs));
      const step = await compareStep(deps, source, at, until);
      found += step.found;
      failure ??= step.failure;
      // One message that failed holds up none that came after it; but the next round begins before it.
      await record(deps, source, { ...step, failure }, { from: at, until });
      if (step.isListed) at = until;
      else break;
    }
    return { found };
  };

type Step = { readonly found: number; readonly failure: ReconciliationRecord['failure']; readonly isListed: boolean };

async function compareStep(deps: ReconcileDeps, source: MessageSource, from: Date, until: Date): Promise<Step> {
  let found = 0;
  let failure: Step['failure'] = null;
  try {
    const listed = await source.list(new Date(from.getTime() - OVERLAP_MS), until);
    for (const missing of await neverArrived(deps.read, listed)) {
      // One that cannot be taken in holds up no other; it is tried again in the next round.
      try {
        const message = await missing.load();
        if (message === null) continue;
        if ((await receivedOrKept(deps, missing, message)) === 'taken-in') found += 1;
      } catch (error) {
        failure = { code: 'message-failed', message: `${missing.providerMessageId}: ${describe(error)}` };
      }
    }
    return { found, failure, isListed: true };
  } catch (error) {
    return { found, failure: { code: 'not-finished', message: describe(error) }, isListed: false };
  }
}

/** How far the comparison got; after a failure it stays where the first one was. */
const record = (
  deps: ReconcileDeps,
  source: MessageSource,
  { found, failure }: Pick<Step, 'found' | 'failure'>,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<void> =>
  deps.transact(async (read) => {
    const path = paths.reconciliation(source.name);
    const now = deps.now();
    const [latest] = await read([path]);
    const before = latest ? reconciliationRecord.parse(latest) : null;
    const fields: ReconciliationRecord = {
      comparedUntil: failure === null ? later(before?.comparedUntil, until) : (before?.comparedUntil ?? from),
      foundCount: (before?.foundCount ?? 0) + found,
      lastFoundAt: found > 0 ? now : (before?.lastFoundAt ?? null),
      failure,
      updatedAt: now,
    };
    return { writes: [{ op: 'set', path, fields }], result: undefined };
  });

async function receivedOrKept(
  { receive, keep, isOutage }: ReconcileDeps,
  { body }: ListedMessage,
  message: InboundMessage,
): Promise<'taken-in' | 'duplicate' | 'kept'> {
  try {
    return (await receive(message)).outcome;
  } catch (error) {
    if (isOutage(error)) throw error;
    const source = { provider: message.provider, accountId: message.provider === 'waha' ? 'waha' : message.account };
    await keep(source, { code: 'not-taken-in', message: describe(error) }, body(message));
    return 'kept';
  }
}

async function neverArrived(read: ReadDocuments, listed: readonly ListedMessage[]): Promise<ListedMessage[]> {
  const missing: ListedMessage[] = [];
  for (let from = 0; from < listed.length; from += LOOKED_UP_AT_ONCE) {
    const part = listed.slice(from, from + LOOKED_UP_AT_ONCE);
    const arrived = await read(part.map((each) => paths.inbox(inboxIdOf(each))));
    missing.push(...part.filter((_, place) => !arrived[place]));
  }
  return missing;
}

const later = (one: Date | undefined, other: Date): Date => (one !== undefined && one > other ? one : other);

/** Providers' errors name no secrets; they are cut, since they may quote whole pages. */
const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);
