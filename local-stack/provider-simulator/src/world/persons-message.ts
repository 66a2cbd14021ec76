import type { DeliveryFaults, MediaFault } from './faults.ts';
import type { WebhookAttempt } from './journal.ts';
import type { Person } from './roster.ts';
import type { Place, TimelineMessage } from './timeline.ts';

/** What a person can do besides writing, sending files and places. Ids are the provider's message ids. */
export type Act =
  /** A tap on a reply button of ours, or on a row of a list of ours. */
  | { kind: 'button'; id: string; title: string }
  | { kind: 'list-row'; id: string; title: string; description?: string }
  /** A tap on a quick reply of a template. */
  | { kind: 'template-button'; payload: string; title: string }
  /** An empty emoji takes the reaction back. */
  | { kind: 'reaction'; messageId: string; emoji: string }
  | { kind: 'contacts'; contacts: readonly { name?: string; phones: readonly string[] }[] }
  /** The order's text is the new one. */
  | { kind: 'edit'; messageId: string }
  | { kind: 'delete'; messageId: string }
  /** The person goes on with another phone. */
  | { kind: 'changed-number'; phone: string }
  | { kind: 'changed-user-id'; userId?: string }
  /** Something the provider cannot pass on: `poll_creation`, `edit`, `view_once` ... */
  | { kind: 'unsupported'; subType?: string }
  /** A message type from the future. */
  | { kind: 'new-type'; type: string }
  /** The chat was opened for the first time. */
  | { kind: 'welcome' };

export const ACT_KINDS = [
  'button',
  'list-row',
  'template-button',
  'reaction',
  'contacts',
  'edit',
  'delete',
  'changed-number',
  'changed-user-id',
  'unsupported',
  'new-type',
  'welcome',
] as const satisfies readonly Act['kind'][];

/** A file as it leaves the phone. */
export interface Attachment {
  bytes: Buffer;
  contentType: string;
  fileName: string | null;
}

/** What surrounds a message: a quoted one, or an ad that it began with. */
export interface MessageContext {
  /** Id of the message that is answered; need not exist. */
  replyTo?: string;
  forwarded?: 'once' | 'often';
  /** Opened from an ad; a click id is missing for ads on WhatsApp Status. */
  ad?: { sourceId: string; sourceUrl: string; headline?: string; clickId?: string };
}

/** What a person sends from the phone to a business number. */
export interface PersonsMessage<BusinessNumber> {
  person: Person;
  number: BusinessNumber;
  text: string;
  media: readonly Attachment[];
  place: Place | null;
  act: Act | null;
  context: MessageContext;
  /** Twilio: form fields of the webhook to add or replace; null leaves one out. */
  fields: Readonly<Record<string, string | null>>;
  /** Meta and WAHA: the same for the message object (WAHA: the payload). */
  raw: Readonly<Record<string, unknown>>;
  delivery: DeliveryFaults;
  mediaFault: MediaFault | null;
}

export interface DeliveryReport {
  message: TimelineMessage;
  /** Of the answer that decided; null when none came. */
  status: number | null;
  body: string;
  /** Every request made, of all copies. Meta and WAHA retry in the background: their first requests only. */
  attempts: WebhookAttempt[];
}
