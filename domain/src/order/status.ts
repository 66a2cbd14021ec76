import { valuesOf } from './label-values.ts';
import type { Label } from './labels.ts';
import type { OrderStatus } from './order.ts';
import type { LinedPage, Segment } from './page-lines.ts';
import { isNearly, plain } from './plain-text.ts';
import { findDate, looksLikeDate } from './printed-date.ts';
import { heightOf, type RecognisedWord } from './recognised-words.ts';
import { STATUS_PHRASES } from './status-words.ts';

const ENTRIES = (Object.keys(STATUS_PHRASES) as OrderStatus[]).flatMap((status) =>
  STATUS_PHRASES[status].map((phrase) => ({ status, phrase })),
);

export type FoundStatus = {
  readonly status: OrderStatus;
  /** As printed. */
  readonly text: string;
  readonly confidence: number;
  readonly words: readonly RecognisedWord[];
};

/** Words that are also labels, steps or buttons: as a headline they must be clearly larger than the text around. */
const WEAK = new Set([
  'ordered',
  'received',
  'recibido',
  'placed',
  'packed',
  'sent',
  'paid',
  'pagado',
  'complete',
  'packing',
  'closed',
  'order confirmation',
  'arriving',
  'llegando',
  'finished',
  'pendiente',
  'to receive',
  'near you',
  'label created',
  'on the vehicle',
  'realizado',
  'order placed',
  'ordered',
  'pedido realizado',
]);

const isDated = (text: string): boolean => findDate(text, 'en') !== null || findDate(text, 'es') !== null;

/**
 * The state of the order: behind a label (`Status: Shipped`), else the most prominent line that is nothing but a
 * state. Steps of a progress line and tabs (three or more short texts on one line) do not count.
 */
export function findStatus(page: LinedPage, labels: readonly Label[]): FoundStatus | null {
  for (const label of labels) {
    if (label.concept !== 'status') continue;
    for (const value of valuesOf(label, page)) {
      const status = statusOf(value);
      if (status) return { ...status, confidence: value.confidence, words: value.words };
    }
  }
  let best: { readonly found: FoundStatus; readonly weight: number } | null = null;
  for (const line of page.lines) {
    const shorts = line.segments.filter((segment) => /\p{L}{3}/u.test(segment.text));
    if (shorts.length >= 3) continue;
    for (const segment of line.segments) {
      const status = statusOf(segment);
      if (!status) continue;
      const size = heightOf(segment.box) / page.textHeight;
      const isWeak = WEAK.has(plain(status.text));
      if (isWeak && (size < 1.08 || isDated(segment.text))) continue;
      const weight = Math.min(size, 2.5) - segment.box.y0 / page.height - (isWeak ? 1 : 0);
      if (!best || weight > best.weight) {
        best = { found: { ...status, confidence: 0.9 * segment.confidence, words: segment.words }, weight };
      }
    }
  }
  return best?.found ?? statusInSentence(page);
}

/** States that sentences tell, the latest state first; a weaker reading than a headline. */
const SENTENCES: readonly (readonly [RegExp, OrderStatus])[] = [
  [/\b(?:was|been) cancell?ed\b|\b(?:fue|ha sido) cancelad[oa]\b/, 'cancelled'],
  [/\b(?:was|been) delivered\b|\b(?:fue|ha sido|se) entreg(?:ado|ada|o)\b/, 'delivered'],
  [/\bout for delivery\b|\ben reparto\b|\barriv(?:es|ing) today\b|\bllega hoy\b/, 'out_for_delivery'],
  [
    /\b(?:has|have|been) shipped\b|\bon (?:its|the) way\b|\bhas left\b|\ben camino\b|\b(?:fue|ha sido) enviad[oa]\b|\bya salio\b/,
    'shipped',
  ],
  [
    /\b(?:preparing|getting) your order\b|\bbeing prepared\b|\bpreparando (?:tu|su|el) (?:pedido|orden|paquete)\b|\blo estamos preparando\b/,
    'processing',
  ],
  [
    /\border (?:is |has been |was )?(?:confirmed|received|placed)\b|\b(?:received|got) your order\b|\bwe (?:have )?(?:received|got) it\b|\b(?:hemos recibido|recibimos) (?:tu|su) (?:pedido|orden|compra)\b|\bpedido (?:fue |ha sido |esta )?(?:confirmado|recibido)\b/,
    'placed',
  ],
];

function statusInSentence(page: LinedPage): FoundStatus | null {
  for (const [words, status] of SENTENCES) {
    for (const line of page.lines) {
      const match = words.exec(plain(line.text));
      if (match)
        return { status, text: match[0], confidence: 0.6, words: line.segments.flatMap((segment) => segment.words) };
    }
  }
  return null;
}

/** A segment that is a state and nothing else, except a date behind it (`Delivered Tue, Nov 4`). */
function statusOf(segment: Segment): Omit<FoundStatus, 'confidence' | 'words'> | null {
  const words = segment.words.filter((word) => /[\p{L}\d]/u.test(word.text));
  for (let count = Math.min(8, words.length); count > 0; count--) {
    const text = words
      .slice(0, count)
      .map((word) => word.text)
      .join(' ');
    const rest = words
      .slice(count)
      .map((word) => word.text)
      .join(' ');
    const isRestTime =
      rest === '' || (looksLikeDate(rest) && !/:$/.test(text)) || /^[^\p{L}\d]*$/u.test(rest) || /^.{1,2}$/u.test(rest);
    if (!isRestTime) continue;
    const read = plain(text);
    const entry = ENTRIES.find(({ phrase }) => phrase === read) ?? ENTRIES.find(({ phrase }) => isNearly(read, phrase));
    if (entry) return { status: entry.status, text: text.replace(/[^\p{L}\d]+$/u, '') };
  }
  return null;
}
