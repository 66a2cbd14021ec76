import { type Provider, type ReceivingNumber, receivingNumber } from './receiving-number.ts';

/**
 * What a provider's own name of a number looks like: E.164, Meta's phone_number_id, WAHA's session.
 * @see https://www.twilio.com/docs/glossary/what-e164
 * @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account-to-number-current-status/
 * @see https://waha.devlike.pro/docs/how-to/sessions/
 */
const FORMS: Readonly<Record<Provider, RegExp>> = {
  twilio: /^\+[1-9]\d{6,14}$/,
  meta: /^\d{3,20}$/,
  waha: /^[A-Za-z0-9_-]{1,54}$/,
};

/** The key of a number that a person names as its provider does, spaces and dashes aside; null: no provider names one so. */
export function numberKeyOf(provider: Provider, typed: string): ReceivingNumber | null {
  const trimmed = typed.trim();
  const name =
    provider === 'waha' ? trimmed : trimmed.replace(/^(whatsapp|twilio|meta):/i, '').replaceAll(/[\s().-]/g, '');
  return FORMS[provider].test(name) ? receivingNumber(provider, name) : null;
}

/** Whether a text is a number's key as its provider makes them. */
export function isNumberKey(text: string): boolean {
  const [provider = '', name = ''] = text.split(/:(.*)/s);
  return Object.hasOwn(FORMS, provider) && FORMS[provider as Provider].test(name);
}
