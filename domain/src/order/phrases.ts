/** A list of phrases, written with commas between them; line breaks count as spaces. */
export const phrases = (list: string): readonly string[] =>
  list.split(',').map((phrase) => phrase.trim().replace(/\s+/g, ' '));
