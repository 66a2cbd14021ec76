/**
 * Reduces printed text to what survives a careless reader: lower case, no accents, letters, digits and `#` only,
 * single spaces. `N.º de pedido:` becomes `n o de pedido`.
 */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/['’`´]/g, '')
    .replace(/[^a-z0-9#]+/g, ' ')
    .replace(/ ?# ?/g, ' # ')
    .trim();
}

/** Number of single-letter edits between two texts (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current[j] = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, replaced);
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** One misread letter is forgiven in eight; short words must be exact, since `total` and `tota` differ less than `tax` and `fax`. */
const LETTERS_PER_MISREADING = 8;

/** Whether two plain texts are the same up to a misread letter in a long text. */
export function isNearly(read: string, expected: string): boolean {
  if (read === expected) return true;
  const allowed = Math.floor(expected.length / LETTERS_PER_MISREADING);
  if (allowed === 0 || Math.abs(read.length - expected.length) > allowed) return false;
  return editDistance(read, expected) <= allowed;
}

/** Letters only, for counting how wordy a text is. */
export function letterCount(text: string): number {
  return (text.match(/\p{L}/gu) ?? []).length;
}
