import { z } from 'zod';
import { findAmounts, toCents } from './amount.ts';
import type { Order } from './order.ts';
import type { RecognisedPage } from './recognised-words.ts';

/**
 * What two engines read differently in one picture, for a person to decide (R16): the field, and what each saw. Money and
 * tracking numbers only, where a silent mistake costs most. `total`: null where an engine saw none. `tracking`: the
 * numbers that only one of them saw.
 */
export const disagreementSchema = z.discriminatedUnion('field', [
  z.object({ field: z.literal('total'), vision: z.number().nullable(), ocr: z.number().nullable() }),
  z.object({ field: z.literal('tracking'), vision: z.array(z.string()), ocr: z.array(z.string()) }),
]);

export type Disagreement = z.infer<typeof disagreementSchema>;

/**
 * Compares what a vision endpoint read with what OCR read in the same picture, so that a total or a tracking number that
 * a model made up, or missed, is never taken silently (R16). A value that OCR saw printed, but did not know for what it
 * is, is confirmed too.
 */
export function disagreementsOf(vision: Order, ocr: Order, { words }: RecognisedPage): Disagreement[] {
  const found: Disagreement[] = [];
  const isSeen = vision.total !== null && amountsIn(words).has(toCents(vision.total));
  const isTotalAgreed = vision.total === ocr.total || (ocr.total === null && isSeen);
  if (!isTotalAgreed) found.push({ field: 'total', vision: vision.total, ocr: ocr.total });
  const printed = words.map(({ text }) => text.toUpperCase().replace(/[^0-9A-Z]/g, '')).join('');
  const numbersOf = ({ tracking }: Order): string[] => tracking.map(({ number }) => number);
  const onlyVision = numbersOf(vision).filter(
    (number) => !numbersOf(ocr).includes(number) && !printed.includes(number),
  );
  const onlyOcr = numbersOf(ocr).filter((number) => !numbersOf(vision).includes(number));
  if (onlyVision.length + onlyOcr.length > 0) found.push({ field: 'tracking', vision: onlyVision, ocr: onlyOcr });
  return found;
}

/** All amounts among words, in cents; signs and currencies may be words of their own. */
function amountsIn(words: RecognisedPage['words']): Set<number> {
  const alone = words.flatMap(({ text }) => findAmounts(text));
  const joined = findAmounts(words.map(({ text }) => text).join(' '));
  return new Set([...alone, ...joined].map(({ value }) => Math.abs(toCents(value))));
}
