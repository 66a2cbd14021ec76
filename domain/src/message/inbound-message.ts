import type { Provider, ReceivingNumber } from '../receiving-number/receiving-number.ts';
import type { SenderAlias } from '../sender/alias.ts';
import type { CanonicalPhone } from '../sender/phone.ts';

/** One medium of a message, as the provider refers to it; nothing of it is believed before its bytes are seen. */
export type InboundMedia = { readonly url: string; readonly declaredType: string };

/** What the three providers' messages have in common, parsed once at the door. */
export type InboundMessage = {
  readonly provider: Provider;
  /** The provider's account that owns the message (Twilio's AccountSid); part of the key that de-duplicates. */
  readonly account: string;
  readonly providerMessageId: string;
  readonly receivingNumber: ReceivingNumber;
  readonly sender: {
    readonly alias: SenderAlias;
    /** Canonical, or null for a sender who hides it. */
    readonly phone: CanonicalPhone | null;
    /** The provider's own form, to reply to: never folded, never reformatted. */
    readonly address: string;
    readonly profileName: string | null;
  };
  /** Text or caption; empty when there is none. */
  readonly text: string;
  readonly media: readonly InboundMedia[];
  /** The provider's word for what it is ("image", "location"); a hint only. */
  readonly kind: string | null;
  readonly receivedAt: Date;
  /** All that was received, for the record. */
  readonly raw: Readonly<Record<string, unknown>>;
};
