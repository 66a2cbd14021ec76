import type { AliasChange } from '@casillero/domain/message/alias-change';
import type { DeliveryStatus } from '@casillero/domain/message/delivery-status';
import type { IgnoredMessage } from '@casillero/domain/message/ignored-message';
import type { InboundMessage } from '@casillero/domain/message/inbound-message';
import type { NumberEvent } from '@casillero/domain/message/number-event';
import type { OwnMessage } from '@casillero/domain/message/own-message';
import type { Provider } from '@casillero/domain/receiving-number/receiving-number';
import type { Received, ReceiveMessage } from '../receive-message/receive-message.ts';
import type { RecordIgnored } from './record-ignored.ts';
import type { RecordOwnMessage } from './record-own-message.ts';

/** One thing that a provider tells; a request may hold a thousand of them. */
export type ProviderEvent = {
  /** the webhook's body with this event alone in it: what it can be read from again */
  readonly body?: () => string;
} & (
  | { readonly kind: 'message'; readonly message: InboundMessage }
  | { readonly kind: 'status'; readonly status: DeliveryStatus; readonly outboxId: string | null }
  | { readonly kind: 'alias-change'; readonly change: AliasChange }
  | { readonly kind: 'number-event'; readonly event: NumberEvent }
  /** not ours to serve: that it came is recorded */
  | { readonly kind: 'ignored'; readonly ignored: IgnoredMessage }
  /** written by a person on our number's own phone */
  | { readonly kind: 'own-message'; readonly message: OwnMessage }
  | { readonly kind: 'unreadable'; readonly why: string; readonly content: string }
);

/** Where a request came from: the provider, and the account whose secret signed it. */
export type EventSource = { readonly provider: Provider; readonly accountId: string };

export type RecordStatus = (status: DeliveryStatus) => Promise<void>;
export type LinkAliases = (change: AliasChange) => Promise<void>;

/** Keeps what could not be taken in; doing it twice with the same content is harmless. */
export type KeepUnprocessed = (
  source: EventSource,
  reason: { readonly code: string; readonly message: string },
  content: string,
) => Promise<void>;

export type TakeEventsDeps = {
  readonly receive: ReceiveMessage;
  readonly recordStatus: RecordStatus;
  readonly linkAliases: LinkAliases;
  readonly recordNumberEvent: (event: NumberEvent, source: EventSource) => Promise<void>;
  /** a status names the outbox entry that it is about (R91) */
  readonly noteSent: (outboxId: string, status: DeliveryStatus) => Promise<void>;
  readonly recordIgnored: RecordIgnored;
  readonly recordOwnMessage: RecordOwnMessage;
  readonly keep: KeepUnprocessed;
  /** whether an error says that the database is not there, rather than that it does not want this item */
  readonly isOutage: (error: unknown) => boolean;
  readonly onReceived: (message: InboundMessage, received: Received) => void;
  readonly onFailure: (event: ProviderEvent, error: unknown) => void;
};

export type TakenEvents = {
  readonly taken: number;
  readonly kept: number;
  /** false: the database is not there; the provider must send it all again, and what was taken counts once (R90) */
  readonly isComplete: boolean;
};

export type TakeEvents = (events: readonly ProviderEvent[], source: EventSource) => Promise<TakenEvents>;

/** Transactions under way at once for one request. */
const CONCURRENCY = 16;

/**
 * Takes in all that one request holds: each event by itself, so that one bad neighbour harms none (R93); those of one sender, or about
 * one message, one after the other, in the order given. What is refused for what it is, is kept.
 */
export const makeTakeEvents =
  (deps: TakeEventsDeps): TakeEvents =>
  async (events, source) => {
    const queues = [...Map.groupBy(events, orderKeyOf).values()];
    const tally = { taken: 0, kept: 0, isComplete: true };
    const worker = async () => {
      for (let queue = queues.shift(); queue !== undefined; queue = queues.shift())
        for (const event of queue) {
          if (!tally.isComplete) return;
          const outcome = await takeOne(deps, event, source);
          if (outcome === 'outage') tally.isComplete = false;
          else tally[outcome]++;
        }
    };
    await Promise.all(Array.from({ length: Math.min(CONCURRENCY, queues.length) }, worker));
    return tally;
  };

function orderKeyOf(event: ProviderEvent): string {
  switch (event.kind) {
    case 'message':
      return event.message.sender.alias;
    case 'alias-change':
      return event.change.from;
    case 'status':
      return `status ${event.status.providerMessageId}`;
    case 'number-event':
      return `account ${event.event.wabaId}`;
    case 'ignored':
      return `ignored ${event.ignored.providerMessageId}`;
    case 'own-message':
      return event.message.recipientAliases[0] ?? 'own-message';
    case 'unreadable':
      return 'unreadable';
  }
}

async function takeOne(
  deps: TakeEventsDeps,
  event: ProviderEvent,
  source: EventSource,
): Promise<'taken' | 'kept' | 'outage'> {
  try {
    if (event.kind === 'unreadable') {
      await deps.keep(source, { code: 'unreadable', message: event.why }, event.body?.() ?? event.content);
      return 'kept';
    }
    await act(deps, event, source);
    return 'taken';
  } catch (error) {
    deps.onFailure(event, error);
    if (event.kind === 'unreadable' || deps.isOutage(error)) return 'outage';
    const reason = { code: 'not-taken-in', message: error instanceof Error ? error.message.slice(0, 300) : 'unknown' };
    try {
      await deps.keep(source, reason, contentOf(event));
      return 'kept';
    } catch {
      return 'outage';
    }
  }
}

async function act(
  deps: TakeEventsDeps,
  event: Exclude<ProviderEvent, { kind: 'unreadable' }>,
  source: EventSource,
): Promise<void> {
  switch (event.kind) {
    case 'message':
      deps.onReceived(event.message, await deps.receive(event.message));
      return;
    case 'status':
      if (event.outboxId !== null && (event.status.state === 'sent' || event.status.state === 'failed'))
        await deps.noteSent(event.outboxId, event.status);
      await deps.recordStatus(event.status);
      return;
    case 'alias-change':
      await deps.linkAliases(event.change);
      return;
    case 'number-event':
      await deps.recordNumberEvent(event.event, source);
      return;
    case 'ignored':
      await deps.recordIgnored(event.ignored);
      return;
    case 'own-message':
      await deps.recordOwnMessage(event.message);
      return;
  }
}

function contentOf(event: Exclude<ProviderEvent, { kind: 'unreadable' }>): string {
  if (event.body !== undefined) return event.body();
  const { json } = 'message' in event ? event.message.raw : { json: null };
  return typeof json === 'string' ? json : JSON.stringify(event);
}
