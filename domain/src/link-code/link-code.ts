/** The code in a deep link `https://wa.me/<number>?text=start_<code>`; small letters and digits. */
export type LinkCode = string & { readonly __brand: 'LinkCode' };

/** At the start only: blanks and quotation marks may precede it, text may follow it. Any case. */
const CODE_AT_START = /^[\s"'“”«»]*start_([a-z0-9]{4,24})(?![a-z0-9_])/i;

/** Finds the link code a text starts with (R1.3), or null. */
export function linkCodeIn(text: string): LinkCode | null {
  const code = CODE_AT_START.exec(text)?.[1];
  return code === undefined ? null : (code.toLowerCase() as LinkCode);
}
