import { valuesOf } from './label-values.ts';
import type { Label } from './labels.ts';
import type { Language } from './order.ts';
import type { LinedPage } from './page-lines.ts';
import { plain } from './plain-text.ts';
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
  return besideNumber(page, labels, language);
}

/** `Order 4411 · Jan 12, 2026`: a date on the line of the order's number, unless that says when it is to come. */
function besideNumber(page: LinedPage, labels: readonly Label[], language: Language): FoundDate | null {
  for (const { concept, segment } of labels) {
    if (concept !== 'order-number') continue;
    const line = page.lines[segment.line];
    if (!line || /\b(?:deliver|arriv|ship|llega|entreg|envi)/.test(plain(line.text))) continue;
    const words = line.segments.flatMap((part) => part.words);
    const date = findDate(line.text, language);
    if (date) return { date, confidence: 0.6, words };
  }
  return null;
}

/** `placed on Mar 2, 2026`, `realizado el 2 de marzo de 2026`, `Feb 2, 2026 order`: the order's day within a sentence. */
const DATED_ORDER =
  /\b(?:ordered|placed|purchased|bought|realizad[oa]|comprad[oa]|pedido|compra|hecho)(?: on| el| del)?:? .{6,24}20\d\d|^\W*\p{L}{3,10}\.? \d{1,2}, 20\d\d (?:order|purchase)\b/iu;
