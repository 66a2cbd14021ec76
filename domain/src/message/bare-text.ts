/** No word that we look for is longer, with all that may stand around it; what is longer is not looked at. */
const LONGEST = 100;

/** Letters and digits in lower case, without accents; whatever stands between them is one blank. Of a long text: empty. */
export function bareText(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return '';
  return trimmed
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
