/** Letters without accents and case: "jose" finds "José". */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** The digits of a word that is a phone or a part of one: "7000-0001" finds "+50370000001". */
const digitsOf = (word: string): string => (/^\+?[\d\s().-]+$/.test(word) ? word.replace(/\D/g, '') : '');

/** Whether one of the texts has each word of a search, whatever their order, case, accents and the spaces of phones. */
export function matchesWords(search: string, texts: readonly (string | null | undefined)[]): boolean {
  const all = plain(texts.filter(Boolean).join(' \n '));
  const digits = digitsOf(search.trim());
  if (digits.length >= 3 && all.replace(/\D/g, '').includes(digits)) return true;
  return plain(search)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => all.includes(word));
}
