import type { Carrier } from './order.ts';

/** UPS: 1Z and 16 more; letters count as (code - 63) mod 10, every second place doubled; the sum completes to a ten. */
function isUps(number: string): boolean {
  if (!/^1Z[0-9A-Z]{15}\d$/.test(number)) return false;
  const sum = [...number.slice(2, 17)].reduce((total, character, index) => {
    const value = /\d/.test(character) ? Number(character) : (character.charCodeAt(0) - 63) % 10;
    return total + value * (index % 2 === 1 ? 2 : 1);
  }, 0);
  return (10 - (sum % 10)) % 10 === Number(number[17]);
}

/** FedEx Express: 12 digits, weights 3 1 7 from the left, modulo 11, ten counts as zero. */
function isFedEx12(number: string): boolean {
  if (!/^\d{12}$/.test(number)) return false;
  const weights = [3, 1, 7];
  const sum = [...number.slice(0, 11)].reduce(
    (total, digit, index) => total + Number(digit) * (weights[index % 3] ?? 0),
    0,
  );
  return (sum % 11) % 10 === Number(number[11]);
}

/** Modulo 10 with weights 3 1 from the right, as in FedEx Ground (15, 20) and USPS (20, 22 and 26 digits). */
function isMod10Weight3(number: string): boolean {
  const digits = [...number].map(Number);
  const check = digits.pop();
  const sum = digits.reverse().reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === check;
}

/** DHL Express: 10 digits, the first nine modulo 7 give the tenth. */
const isDhl = (number: string): boolean =>
  /^\d{10}$/.test(number) && Number(number.slice(0, 9)) % 7 === Number(number[9]);

/** UPU S10 (postal services): two letters, eight digits and a check digit, country code. */
function isS10(number: string): boolean {
  const match = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/.exec(number);
  if (!match) return false;
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = [...(match[1] ?? '')].reduce((total, digit, index) => total + Number(digit) * (weights[index] ?? 0), 0);
  const rest = 11 - (sum % 11);
  return (rest === 10 ? 0 : rest === 11 ? 5 : rest) === Number(match[2]);
}

/**
 * Forms of tracking numbers. `isOwn` is true where the form alone tells a tracking number from any other number;
 * the others need a label or a carrier's name beside them.
 * @see the carriers' barcode specifications; ANSI MH10.8.2 (UPS), USPS Publication 199, UPU S10
 */
const FORMS: readonly {
  readonly carrier: Carrier;
  readonly isOwn: boolean;
  readonly form: RegExp;
  readonly isValid: (number: string) => boolean;
}[] = [
  { carrier: 'UPS', isOwn: true, form: /^1Z[0-9A-Z]{16}$/, isValid: isUps },
  { carrier: 'Amazon', isOwn: true, form: /^TB[ABCM]\d{12}$/, isValid: () => true },
  {
    carrier: 'USPS',
    isOwn: true,
    form: /^9[1-5]\d{20}$|^420\d{5}9[1-5]\d{20}$/,
    isValid: (n) => isMod10Weight3(n.slice(-22)),
  },
  { carrier: 'USPS', isOwn: true, form: /^[A-Z]{2}\d{9}US$/, isValid: isS10 },
  { carrier: 'FedEx', isOwn: false, form: /^\d{12}$/, isValid: isFedEx12 },
  { carrier: 'FedEx', isOwn: false, form: /^\d{15}$/, isValid: isMod10Weight3 },
  { carrier: 'FedEx', isOwn: false, form: /^\d{20}$/, isValid: isMod10Weight3 },
  { carrier: 'DHL', isOwn: false, form: /^\d{10}$/, isValid: isDhl },
];

/** A number that has the form of a carrier's tracking number. */
export type TrackingForm = {
  readonly number: string;
  readonly carrier: Carrier;
  /** The check digit agrees; Amazon's numbers have none, so the form is enough. */
  readonly isVerified: boolean;
  /** Whether the form alone is proof enough, without a label beside it. */
  readonly isOwn: boolean;
};

/** Letters and digits that OCR takes for each other. */
const CONFUSED: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  Z: '2',
  S: '5',
  G: '6',
  B: '8',
  '0': 'O',
  '1': 'I',
  '5': 'S',
  '8': 'B',
  '2': 'Z',
  '6': 'G',
};

/**
 * Says which carrier's form a printed number has (spaces are ignored), preferring forms whose check digit agrees.
 * A UPS number with one character that OCR is known to confuse is put right if that makes its check digit agree.
 * @param isAnnounced a label or a carrier's name stands beside it; only then is anything put right
 * @returns null if no form fits
 */
export function trackingForm(printed: string, isAnnounced = false): TrackingForm | null {
  const number = printed.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const exact = fit(number);
  if (exact?.isVerified) return exact;
  for (const repaired of isAnnounced ? repairs(number) : []) {
    const fitted = fit(repaired);
    if (fitted?.isVerified && fitted.isOwn) return fitted;
  }
  return exact;
}

function fit(number: string): TrackingForm | null {
  let unverified: TrackingForm | null = null;
  for (const { carrier, isOwn, form, isValid } of FORMS) {
    if (!form.test(number)) continue;
    if (isValid(number)) return { number, carrier, isVerified: true, isOwn };
    unverified ??= { number, carrier, isVerified: false, isOwn };
  }
  return unverified;
}

/** Readings of the number with its prefix or one confused character put right. Only prefixes that leave no doubt. */
function repairs(number: string): string[] {
  const prefixed = /^[1I7LT][Z27][0-9A-Z]{16}$/.test(number) ? `1Z${number.slice(2)}` : number;
  const amazon = /^T[B8][A4][0-9OQDILSGB]{12}$/.test(number) ? `TBA${toDigits(number.slice(3))}` : null;
  const postal = /^9[0-9OQDILSGB]{21}$/.test(number) ? toDigits(number) : null;
  const variants = [prefixed, ...(amazon ? [amazon] : []), ...(postal ? [postal] : [])];
  if (!/^1Z/.test(prefixed)) return variants;
  for (let place = 2; place < prefixed.length; place++) {
    const other = CONFUSED[prefixed[place] ?? ''];
    if (other) variants.push(prefixed.slice(0, place) + other + prefixed.slice(place + 1));
  }
  return variants;
}

const toDigits = (text: string): string => [...text].map((c) => (/\d/.test(c) ? c : (CONFUSED[c] ?? c))).join('');

const CARRIER_NAMES: readonly (readonly [RegExp, Carrier])[] = [
  [/\busps\b|\bu s p s\b|united states postal/, 'USPS'],
  [/\bups\b/, 'UPS'],
  [/\bfed ?ex\b/, 'FedEx'],
  [/\bdhl\b/, 'DHL'],
  [/\bamazon (logistics|shipping)\b|\bamzl\b|^amazon$/, 'Amazon'],
];

/** The carrier a plain text names, or null. */
export function carrierIn(plainText: string): Carrier | null {
  return CARRIER_NAMES.find(([name]) => name.test(plainText))?.[1] ?? null;
}
