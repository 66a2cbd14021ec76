import type { Provider, ReceivingNumber } from '../receiving-number/receiving-number.ts';
import type { SenderAlias } from '../sender/alias.ts';
import type { CanonicalPhone, ExactPhone } from '../sender/phone.ts';

/** One medium of a message, as the provider refers to it; nothing of it is believed before its bytes are seen. */
export type InboundMedia = { readonly url: string; readonly declaredType: string };

/** An earlier message, as the provider names it. A reaction's emoji is the message's text; empty: taken back. */
export type MessageReference = {
  readonly providerMessageId: string;
  readonly relation: 'reply' | 'reaction' | 'edit' | 'deletion';
};

/** What the three providers' messages have in common, parsed once at the door. */
export type InboundMessage = {
  readonly provider: Provider;
  /**
   * The provider's account that owns the message, part of the key that de-duplicates: Twilio's AccountSid, Meta's
   * phone_number_id, WAHA's session.
   */
  readonly account: string;
  readonly providerMessageId: string;
  readonly receivingNumber: ReceivingNumber;
  readonly sender: {
    /** the phone's alias if the provider tells it, else the hidden id's */
    readonly alias: SenderAlias;
    /** what else the message says that this sender is known by: the same person from now on (R4) */
    readonly otherAliases: readonly SenderAlias[];
    /** Canonical, or null for a sender who hides it. */
    readonly phone: CanonicalPhone | null;
    /** The provider's own form, to reply to: never folded, never reformatted. */
    readonly address: string;
    /** The exact phone of the account, where the address is a hidden id and the provider tells the phone beside it. */
    readonly exactPhone?: ExactPhone;
    readonly profileName: string | null;
  };
  /** Text or caption; empty when there is none. */
  readonly text: string;
  /** what a person should see of a message without text: a place, a contact card; never a name for a batch */
  readonly summary?: string | null;
  readonly media: readonly InboundMedia[];
  /** The earlier message that it quotes, reacts to, edits or deletes; null for a message of its own. */
  readonly about: MessageReference | null;
  /** The provider's word for what it is ("image", "location"); `unsupported:<word>` for what is not understood. A hint only. */
  readonly kind: string | null;
  /** What the provider itself took the text as, and has confirmed to its sender (R35); absent or null: nothing. */
  readonly optOut?: 'stop' | 'start' | null;
  readonly receivedAt: Date;
  /**
   * 'tenant': signed by an app of a tenant's own, which can write what it likes. It is believed about the tenant's own number
   * (R51), and proves nothing of who somebody is (R4, R54). Absent: the provider's own word.
   */
  readonly signedBy?: 'tenant';
  /** All that was received, for the record. */
  readonly raw: Readonly<Record<string, unknown>>;
};
