import { valuesOf } from './label-values.ts';
import type { Label } from './labels.ts';
import type { Carrier, OrderTracking } from './order.ts';
import type { LinedPage, Segment } from './page-lines.ts';
import { plain } from './plain-text.ts';
import type { RecognisedWord } from './recognised-words.ts';
import { carrierIn, trackingForm } from './tracking-number.ts';

export type FoundTracking = OrderTracking & {
  readonly confidence: number;
  readonly words: readonly RecognisedWord[];
};

/**
 * Finds tracking numbers: those that prove themselves by form and check digit anywhere, all others only behind a label
 * or a carrier's name. The carrier is the one printed nearest, else the one the form belongs to.
 * @param taken numbers that are something else (order numbers)
 */
export function findTracking(page: LinedPage, labels: readonly Label[], taken: ReadonlySet<string>): FoundTracking[] {
  const found = new Map<string, FoundTracking>();
  const add = (segment: Segment, isAnnounced: boolean, named: Carrier | null): boolean => {
    let isAny = false;
    for (const { text: candidate, words } of candidates(segment, isAnnounced)) {
      const form = trackingForm(candidate, isAnnounced);
      if (!form || taken.has(form.number) || found.has(form.number)) continue;
      if (!form.isOwn && !isAnnounced) continue;
      // an unannounced row of digits that fails its check is some other number
      if (!form.isVerified && !isAnnounced) continue;
      const carrier = named && (named === form.carrier || !form.isOwn) ? named : form.carrier;
      const confidence = form.isVerified ? Math.max(0.9, segment.confidence) : 0.4 * segment.confidence;
      found.set(form.number, { carrier, number: form.number, isVerified: form.isVerified, confidence, words });
      isAny = true;
    }
    return isAny;
  };
  for (const label of labels) {
    if (label.concept !== 'tracking' && label.concept !== 'carrier') continue;
    for (const value of valuesOf(label, page)) {
      if (add(value, label.concept === 'tracking', carrierNear(value, page))) break;
    }
  }
  for (const line of page.lines) {
    const named = carrierIn(plain(line.text));
    for (const segment of line.segments) {
      const heading = named ?? carrierAbove(segment, page);
      add(segment, heading !== null, heading ?? carrierNear(segment, page));
    }
  }
  return [...found.values()];
}

type Candidate = { readonly text: string; readonly words: readonly RecognisedWord[] };

/** Words that may be a number, alone and joined with their neighbours (`9361 2296 8656 ...`). Longest first. */
function candidates(segment: Segment, isAnnounced: boolean): Candidate[] {
  // a long number may have got a stray sign in reading: `1Z6)J4V...`; a hyphen is part of some other number
  const words = segment.words.map((word) => {
    const text = word.text.replace(/^[^0-9A-Za-z]+|[^0-9A-Za-z]+$/g, '');
    const unbroken = text.replace(/[)(|.,'`\]]/g, '');
    return unbroken.length >= 10 ? unbroken : text;
  });
  const found: Candidate[] = [];
  const used = new Set<number>();
  for (let length = words.length; length > 0; length--) {
    for (let start = 0; start + length <= words.length; start++) {
      const range = Array.from({ length }, (_, index) => start + index);
      if (range.some((index) => used.has(index))) continue;
      const parts = range.map((index) => words[index] ?? '');
      if (!parts.every((part) => /^[0-9A-Za-z]+$/.test(part))) continue;
      const joined = parts.join('');
      const form = joined.length < 10 ? null : trackingForm(joined, isAnnounced);
      // pieces are one number only if they are groups of digits or their check digit agrees
      if (!form || (length > 1 && !form.isVerified && !parts.every((part) => /^\d{2,6}$/.test(part)))) continue;
      found.push({ text: joined, words: segment.words.slice(start, start + length) });
      for (const index of range) used.add(index);
    }
  }
  return found;
}

/** The carrier whose name alone stands right above a segment, as its heading. */
function carrierAbove(segment: Segment, page: LinedPage): Carrier | null {
  const above = page.lines[segment.line - 1]?.segments.find(
    ({ box, words }) => Math.abs(box.x0 - segment.box.x0) < page.textHeight && words.length <= 3,
  );
  return above && segment.box.y0 - above.box.y1 < 2 * page.textHeight ? carrierIn(plain(above.text)) : null;
}

/** How many lines around a number its carrier may be named. */
const CARRIER_LINES = 3;

/** The carrier named nearest to a segment, looking up first. */
function carrierNear(segment: Segment, page: LinedPage): Carrier | null {
  for (let distance = 0; distance <= CARRIER_LINES; distance++) {
    for (const index of [segment.line - distance, segment.line + (distance === 1 ? 1 : 0)]) {
      const named = carrierIn(plain(page.lines[index]?.text ?? ''));
      if (named) return named;
    }
  }
  return null;
}
