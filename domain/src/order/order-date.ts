import { valuesOf } from './label-values.ts';
import type { Label } from './labels.ts';
import type { Language } from './order.ts';
import type { LinedPage } from './page-lines.ts';
import { findDate } from './printed-date.ts';
import type { RecognisedWord } from './recognised-words.ts';

export type FoundDate = {
  readonly date: string;
  readonly confidence: number;
  readonly words: readonly RecognisedWord[];
};

/** The day the order was placed, behind its label. Delivery, shipping and scan dates have other labels and do not count. */
export function findOrderDate(page: LinedPage, labels: readonly Label[], language: Language): FoundDate | null {
  for (const label of labels) {
    if (label.concept !== 'order-date') continue;
    for (const value of valuesOf(label, page)) {
      const date = findDate(value.text, language);
      if (date) return { date, confidence: value.confidence, words: value.words };
    }
  }
  for (const line of page.lines) {
    const phrase = DATED_ORDER.exec(line.text);
    const date = phrase && findDate(phrase[0], language);
    if (date) return { date, confidence: 0.7, words: line.segments.flatMap(({ words }) => words) };
  }
  return null;
}

/** `placed on Mar 2, 2026`, `realizado el 2 de marzo de 2026`, `Feb 2, 2026 order`: the order's day within a sentence. */
const DATED_ORDER =
  /\b(?:ordered|placed|purchased|bought|realizad[oa]|comprad[oa]|pedido|compra|hecho)(?: on| el| del)?:? .{6,24}20\d\d|^\W*\p{L}{3,10}\.? \d{1,2}, 20\d\d (?:order|purchase)\b/iu;
