import type { Provider, ReceivingNumber } from '../receiving-number/receiving-number.ts';
import type { SenderAlias } from '../sender/alias.ts';

/** The provider's word on what became of a message of ours (R30); may come early, late, twice, out of order. */
export type DeliveryStatus = {
  readonly provider: Provider;
  /** as in InboundMessage: part of the message's key */
  readonly account: string;
  readonly number: ReceivingNumber;
  readonly providerMessageId: string;
  readonly state: 'sent' | 'delivered' | 'read' | 'failed';
  /** of a failed one: the provider's own code and words */
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** true: it failed for the number that it left from, or its template, which says nothing about its recipient; absent: it did not */
  readonly isOurTrouble?: true;
  /** what the status says that the recipient is known by; several are one person (R4) */
  readonly recipientAliases: readonly SenderAlias[];
  readonly at: Date;
};
