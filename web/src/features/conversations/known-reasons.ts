/**
 * Why providers do not deliver, in the cases that people can do something about; the provider's own words and code are shown
 * besides. @see https://www.twilio.com/docs/api/errors and
 * https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
const KNOWN: Readonly<Record<string, 'window' | 'unreachable' | 'too-many' | 'file' | 'number'>> = {
  '63016': 'window',
  '131047': 'window',
  '63003': 'unreachable',
  '63024': 'unreachable',
  '131026': 'unreachable',
  '63018': 'too-many',
  '131048': 'too-many',
  '131056': 'too-many',
  '63019': 'file',
  '131052': 'file',
  '131053': 'file',
  'file-gone': 'file',
  'number-not-yours': 'number',
};

/** What a provider's code says in words of ours; null: only the provider's are known. */
export const knownReason = (code: string): 'window' | 'unreachable' | 'too-many' | 'file' | 'number' | null =>
  KNOWN[code] ?? null;
