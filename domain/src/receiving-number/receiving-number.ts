/** Where messages come from and go to. */
export const PROVIDERS = ['twilio', 'meta', 'waha'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** A business number that messages are sent to: `twilio:<E.164>`, `meta:<phone_number_id>`, `waha:<session>`. Id of its document. */
export type ReceivingNumber = string & { readonly __brand: 'ReceivingNumber' };

/** Makes the key from a provider and its own name of the number. A slash would break the document path and is replaced. */
export const receivingNumber = (provider: Provider, name: string): ReceivingNumber =>
  `${provider}:${name.replaceAll('/', '_')}` as ReceivingNumber;

/** The provider of a receiving number's key and the provider's own name for it. */
export function splitReceivingNumber(number: ReceivingNumber): { provider: Provider; name: string } {
  const colon = number.indexOf(':');
  return { provider: number.slice(0, colon) as Provider, name: number.slice(colon + 1) };
}
