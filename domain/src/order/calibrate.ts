/**
 * How much of the doubt is left once a field's own rules have passed. OCR's confidence in the letters is lower than the
 * share of values that are right, since labels, forms and known words leave few ways to be wrong. Measured on layouts at
 * first sight, before rules were changed for them; see the reliability table in docs/extraction.md.
 */
const DOUBT_LEFT = 0.4;

/**
 * Makes the confidence of a printed value mean what it says: of values with 0.9, at least nine in ten are right. 0 stays
 * 0: nothing was found. Not for what its rules doubt (a check digit that fails) or only suggest.
 */
export const calibrated = (confidence: number): number => (confidence > 0 ? 1 - DOUBT_LEFT * (1 - confidence) : 0);

/** Sums that add up prove each other. */
const PROVEN = 0.97;
/** Of sums that do not add up, at least one is wrong, or a line was missed; which one is not known. */
const CONTRADICTED = 0.4;
/** Nothing to compare with. */
const ALONE = 0.8;

/**
 * How sure a sum is, by its print and by whether the sums of its page agree (R16).
 * @param printed OCR's confidence in its letters; 0: not found
 */
export function sumConfidence(printed: number, amountsAgree: boolean | null): number {
  if (printed === 0) return 0;
  if (amountsAgree === null) return calibrated(ALONE * printed);
  return amountsAgree ? Math.max(PROVEN, printed) : CONTRADICTED * printed;
}
