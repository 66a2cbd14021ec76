/** Who carries the messages. */
export const PROVIDERS = ['twilio', 'meta', 'waha'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** A business number as people see it. */
export interface ListedNumber {
  provider: Provider;
  /** What the provider calls it: E.164 at Twilio, phone_number_id at Meta, session at WAHA. */
  key: string;
  /** E.164; what messages and orders name it by. */
  phone: string;
  name: string;
}
