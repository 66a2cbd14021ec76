type KnownReason = 'window' | 'unreachable' | 'too-many' | 'file' | 'number' | 'template';

/**
 * Why providers do not deliver, in the cases that people can do something about; the provider's own words and code are shown
 * besides. @see https://www.twilio.com/docs/api/errors and
 * https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
const KNOWN: Readonly<Record<string, KnownReason>> = {
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
  'template-refused': 'template',
  '63040': 'template',
  '63041': 'template',
  '63042': 'template',
  '132015': 'template',
  '132016': 'template',
  'number-not-yours': 'number',
};

/** What a provider's code says in words of ours; null: only the provider's are known. */
export const knownReason = (code: string): KnownReason | null =>
  Object.hasOwn(KNOWN, code) ? (KNOWN[code] ?? null) : null;
