import type { Provider, ReceivingNumber } from '../receiving-number/receiving-number.ts';
import type { SenderAlias } from '../sender/alias.ts';

/**
 * A message that a person wrote with our own number on its phone: with a WAHA session's phone, or with the WhatsApp Business app of a
 * number that the Cloud API uses at the same time.
 */
export type OwnMessage = {
  readonly provider: Provider;
  /** as in InboundMessage: part of what names it */
  readonly account: string;
  readonly providerMessageId: string;
  readonly number: ReceivingNumber;
  /** all that it says the recipient is known by: one person (R4); never empty */
  readonly recipientAliases: readonly SenderAlias[];
  /** text, caption, or what a person should see of a message without */
  readonly text: string;
  readonly mediaCount: number;
  readonly kind: string;
  /** the earlier message that it quotes, as the provider names it */
  readonly replyTo: string | null;
  readonly at: Date;
  /** by an app of a tenant's own, which speaks for that tenant's conversations only */
  readonly signedBy?: 'tenant';
  /** all that was received, for the record */
  readonly raw: Readonly<Record<string, unknown>>;
};
