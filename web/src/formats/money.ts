/**
 * An amount in the reader's form, for example `$95.85`. Without a currency the bare number with two decimals is shown,
 * as the picture gave it.
 *
 * @param amount units of the currency, at most two decimals
 * @param currency ISO 4217, or null where the picture names none
 */
export function formatMoney(region: string, amount: number, currency: string | null): string {
  const options: Intl.NumberFormatOptions = currency
    ? { style: 'currency', currency, currencyDisplay: 'symbol' }
    : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return new Intl.NumberFormat(region, options).format(amount);
}

/** A count in the reader's form. */
export const formatCount = (region: string, count: number): string => new Intl.NumberFormat(region).format(count);
