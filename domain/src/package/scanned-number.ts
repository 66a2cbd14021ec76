/**
 * The tracking numbers that a scanned or typed text may stand for, the likeliest first (R18). Labels carry more than
 * the number that people see: USPS prints 420 and the postal code before it, FedEx 34 digits of which the last 12 (or
 * 14) are the number, and scanners add group separators.
 * @see USPS Publication 199; FedEx Ground label specification (1D barcode "9632...")
 */
export function numbersInScan(scanned: string): string[] {
  const number = scanned.toUpperCase().replace(/[^0-9A-Z]/g, '');
  if (number.length < 4) return [];
  const candidates = [number];
  const usps = /^420(?:\d{9}|\d{5})(9[1-5]\d{20})$/.exec(number)?.[1];
  if (usps) candidates.push(usps);
  if (/^\d{34}$/.test(number))
    candidates.push(number.slice(-12), number.slice(-14), number.slice(-15), number.slice(-20));
  if (/^96\d{20}$/.test(number)) candidates.push(number.slice(-15), number.slice(-12));
  return [...new Set(candidates)];
}
