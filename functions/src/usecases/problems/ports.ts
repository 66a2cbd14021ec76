import type { UnprocessedRecord } from '@casillero/domain/records/unprocessed-record';
import type { KeepUnprocessed, ProviderEvent, TakeEvents } from '../take-events/take-events.ts';

/** What is in a kept webhook's body, read as the webhook reads it now. */
export type ReadAgainOutcome =
  | { readonly kind: 'read'; readonly events: readonly ProviderEvent[] }
  /** nothing that is taken in, or nothing that its signer may say; in a sentence */
  | { readonly kind: 'nothing'; readonly why: string };

/** Reads what was kept again, with what is known and can be read by now. */
export type ReadAgain = (record: UnprocessedRecord) => Promise<ReadAgainOutcome>;

/** Takes events in as webhooks do; what is refused goes to `keep` instead of the list that it is on already. */
export type TakeEventsKeeping = (keep: KeepUnprocessed) => TakeEvents;
