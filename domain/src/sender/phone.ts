import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { fail, ok, type Result } from '../result.ts';

/** E.164 with '+', country variants folded: the key under which one person's phone is known (R4). */
export type CanonicalPhone = string & { readonly __brand: 'CanonicalPhone' };

/** E.164 with '+', exactly as the account is spelled: what possession is proven of (R4, R54). */
export type ExactPhone = string & { readonly __brand: 'ExactPhone' };

/** People here write national numbers; the importers and their customers are in El Salvador. */
const HOME_COUNTRY = 'SV';

/** E.164 allows at most 15 digits; the shortest subscriber numbers in use (Saint Helena, Niue) have 7 with the code. */
const INTERNATIONAL = /^\+[1-9]\d{6,14}$/;

/** Services write to us from short codes; nobody types them as somebody's phone. */
const WRITES_TO_US = /^\+[1-9]\d{2,14}$/;

/** Suffixes of WhatsApp ids that are not phones: hidden ids, groups, channels, status broadcasts. */
const NOT_A_PHONE = /@(lid|g\.us|newsletter|broadcast)$/i;

/**
 * Reads any spelling of a phone that a provider or a person uses: `whatsapp:+50370000001`, `50370000001@c.us`,
 * `50370000001:12@s.whatsapp.net`, `0050370000001`, `+503 7000-0001`, full-width digits. Folds the country variants
 * of Mexico (521 to 52), Argentina (549 to 54) and Brazil (eight to nine digits), which name one WhatsApp account.
 * The key is for matching only: proof of possession needs the exact account, see `parseExactPhone` (R54).
 *
 * @param origin 'provider': a bare number is international already; 'person': a national number is read as one of El Salvador
 * @returns the canonical phone, or 'not-a-phone'
 */
export function parsePhone(
  text: string,
  origin: 'provider' | 'person' = 'provider',
): Result<CanonicalPhone, 'not-a-phone'> {
  const exact = parseExactPhone(text, origin);
  return exact.ok ? ok(foldPhone(exact.value)) : exact;
}

/** Reads a phone like `parsePhone`, but leaves the country's variant as it is spelled. */
export function parseExactPhone(
  text: string,
  origin: 'provider' | 'person' = 'provider',
): Result<ExactPhone, 'not-a-phone'> {
  const trimmed = text.normalize('NFKC').trim();
  if (NOT_A_PHONE.test(trimmed)) return notAPhone();
  const bare = trimmed
    .replace(/^(whatsapp|tel|sms):/i, '')
    .replace(/@.*$/, '')
    .replace(/:\d+$/, '')
    .replace(/[\s().\-\u2010-\u2015]/g, '');
  if (!/^\+?\d+$/.test(bare)) return notAPhone();
  const international = toInternational(bare, origin);
  return (origin === 'person' ? INTERNATIONAL : WRITES_TO_US).test(international)
    ? ok(international as ExactPhone)
    : notAPhone();
}

const notAPhone = () =>
  fail('not-a-phone', 'This is not a phone number.', 'Write it with the country code, for example +503 7000-0001.');

function toInternational(digits: string, origin: 'provider' | 'person'): string {
  if (digits.startsWith('+')) return digits;
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  if (origin === 'person') {
    const national = parsePhoneNumberFromString(digits, HOME_COUNTRY);
    if (national?.isValid()) return national.number;
  }
  return `+${digits}`;
}

/**
 * The key of an exact phone, the same for all forms of one number. Folding it again changes nothing.
 * Source: Mexico dropped the mobile 1 in 2019; Argentina's mobile 9; Anatel's ninth digit for mobiles (6 to 9).
 */
export const foldPhone = (phone: ExactPhone | CanonicalPhone): CanonicalPhone =>
  phone
    .replace(/^\+521(\d{10})$/, '+52$1')
    .replace(/^\+549(\d{10})$/, '+54$1')
    .replace(/^\+55(\d{2})([6-9]\d{7})$/, '+55$19$2') as CanonicalPhone;

/** The phone for logs: all but the last three digits hidden (R95). */
export const maskPhone = (phone: string): string => phone.replace(/\d(?=(?:\D*\d){3})/g, '•');
