import { valuesOf } from './label-values.ts';
import type { Label } from './labels.ts';
import type { Language } from './order.ts';
import type { LinedPage } from './page-lines.ts';
import { findDate } from './printed-date.ts';

/** The day the order was placed, behind its label. Delivery, shipping and scan dates have other labels and do not count. */
export function findOrderDate(
  page: LinedPage,
  labels: readonly Label[],
  language: Language,
): { readonly date: string; readonly confidence: number } | null {
  for (const label of labels) {
    if (label.concept !== 'order-date') continue;
    for (const value of valuesOf(label, page)) {
      const date = findDate(value.text, language);
      if (date) return { date, confidence: value.confidence };
    }
  }
  return null;
}
