/** ISO 3166-1 alpha-2: where importers and their numbers are. Home first, then its neighbours and where parcels come from. */
export const COUNTRIES = [
  'SV',
  'GT',
  'HN',
  'NI',
  'CR',
  'PA',
  'BZ',
  'US',
  'MX',
  'CA',
  'PR',
  'DO',
  'CO',
  'EC',
  'PE',
  'CL',
  'AR',
  'UY',
  'BR',
  'ES',
  'GB',
  'DE',
  'FR',
  'IT',
  'NL',
  'SE',
  'IL',
  'AU',
] as const;

/** A country's name in the reader's language; its code where the browser knows none. */
export function countryName(region: string, country: string): string {
  try {
    return new Intl.DisplayNames(region, { type: 'region' }).of(country) ?? country;
  } catch {
    return country;
  }
}
