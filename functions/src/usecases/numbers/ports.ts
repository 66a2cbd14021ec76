import type { AvailableNumber } from '@casillero/domain/api/available-numbers';
import type { Provider, ReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import type { SenderState } from '@casillero/domain/records/number-details';
import type { NumberKind, Price } from '@casillero/domain/records/purchase-record';
import type { NumberRecord } from '@casillero/domain/records/routing-records';
import type { Result } from '@casillero/domain/result';

/**
 * What a provider did not do. temporary: surely not done, and trying again may help. unknown: nobody knows whether it was
 * done. missing: no such object. permanent: it refused, and a person has to do something, which `hint` says.
 */
export type ProviderFailureCode = 'temporary' | 'unknown' | 'missing' | 'permanent';
export type ProviderResult<Value> = Result<Value, ProviderFailureCode>;

/** A number in our account, whether it is a WhatsApp sender or not. */
export type OwnedNumber = {
  readonly sid: string;
  readonly phone: string;
  readonly friendlyName: string;
  readonly smsUrl: string | null;
};

/** A WhatsApp sender: what routes messages to us. */
export type WhatsAppSender = {
  readonly sid: string;
  readonly phone: string;
  /** in the provider's own word, for example PENDING_VERIFICATION */
  readonly word: string;
  readonly state: SenderState;
  readonly reason: string | null;
  readonly profileName: string | null;
  readonly quality: NumberRecord['quality'];
  readonly messagingLimit: string | null;
  readonly callbackUrl: string | null;
};

/** The numbers for sale, of one account; prices are null where none is named. */
export type NumberShop = {
  readonly kinds: (
    country: string,
  ) => Promise<ProviderResult<readonly { readonly kind: NumberKind; readonly monthlyPrice: Price | null }[]>>;
  readonly search: (search: NumberSearch) => Promise<ProviderResult<readonly AvailableNumber[]>>;
};

export type NumberSearch = {
  readonly country: string;
  readonly kind: NumberKind;
  readonly contains?: string | undefined;
  readonly areaCode?: string | undefined;
  readonly locality?: string | undefined;
  readonly sms?: boolean | undefined;
  readonly voice?: boolean | undefined;
  readonly limit: number;
};

/** One account's numbers and senders. Each function is one act at the provider, and says whether it may have happened. */
export type NumberAccount = {
  readonly findOwned: (phone: string) => Promise<ProviderResult<OwnedNumber | null>>;
  readonly listOwned: () => Promise<ProviderResult<readonly OwnedNumber[]>>;
  /** pays; `name` stays with the number, so that it can be told whose purchase it was */
  readonly buy: (phone: string, name: string) => Promise<ProviderResult<OwnedNumber>>;
  /** sends what the number receives by SMS to our webhook, such as a verification code */
  readonly pointNumber: (sid: string) => Promise<ProviderResult<null>>;
  /** gives it back, for good */
  readonly release: (sid: string) => Promise<ProviderResult<null>>;
  readonly findSender: (phone: string) => Promise<ProviderResult<WhatsAppSender | null>>;
  readonly listSenders: () => Promise<ProviderResult<readonly WhatsAppSender[]>>;
  readonly createSender: (phone: string, profileName: string) => Promise<ProviderResult<WhatsAppSender>>;
  readonly getSender: (sid: string) => Promise<ProviderResult<WhatsAppSender>>;
  readonly pointSender: (sid: string) => Promise<ProviderResult<null>>;
  readonly submitCode: (sid: string, code: string) => Promise<ProviderResult<null>>;
  readonly deleteSender: (sid: string) => Promise<ProviderResult<null>>;
  /** the account's id at the provider, and whether an address is our webhook */
  readonly account: () => string;
  readonly isOurWebhook: (url: string) => boolean;
};

/** What a provider tells about one number; what it does not tell is left out. */
export type ToldNumber = {
  readonly number: ReceivingNumber;
  readonly told: Pick<NumberRecord, 'display' | 'verifiedName'> &
    Partial<
      Pick<
        NumberRecord,
        | 'phone'
        | 'status'
        | 'quality'
        | 'throughput'
        | 'messagingLimit'
        | 'senderState'
        | 'senderReason'
        | 'webhook'
        | 'phoneNumberSid'
        | 'senderSid'
      >
    >;
};

/** An account at a provider, and how to ask what numbers it holds. */
export type NumberSource = {
  readonly provider: Provider;
  /** the provider's id of it: Twilio's AC sid, Meta's WhatsApp Business Account */
  readonly account: string;
  /** `accounts/{id}` of a tenant's own; null: the platform's */
  readonly accountId: string | null;
  readonly list: () => Promise<ProviderResult<readonly ToldNumber[]>>;
  readonly lookUp: (number: ReceivingNumber) => Promise<ProviderResult<ToldNumber>>;
  /** sets our webhook for one number; null: the provider has one webhook for all */
  readonly point: ((number: ReceivingNumber) => Promise<ProviderResult<null>>) | null;
};

/** Every account that can be asked just now. */
export type FindNumberSources = () => Promise<readonly NumberSource[]>;
