import { type Concept, LABELS } from './label-words.ts';
import type { Language } from './order.ts';
import type { Line, Segment } from './page-lines.ts';
import { toSegment } from './page-lines.ts';
import { isNearly, plain } from './plain-text.ts';

/** A text as labels are compared: a count such as `(3)` or `3 items` behind it does not matter. */
const labelText = (text: string): string =>
  plain(text.replace(/\(\s*\d+[^)]*\)/g, ' ').replace(/[,(]?\s*\b\d+ (?:items?|art[íi]culos?|productos?)\)?/giu, ' '));

/** OCR takes these for each other in small print; they are compared as one letter. */
const lookalike = (text: string): string => text.replace(/[l1|]/g, 'i').replace(/0/g, 'o').replace(/rn/g, 'm');

const EXACT = new Map<string, { concept: Concept; languages: Set<Language> }[]>();
for (const concept of Object.keys(LABELS) as Concept[]) {
  for (const language of ['en', 'es'] as const) {
    for (const phrase of LABELS[concept][language]) {
      const entries = EXACT.get(phrase) ?? [];
      const same = entries.find((entry) => entry.concept === concept);
      if (same) same.languages.add(language);
      else entries.push({ concept, languages: new Set([language]) });
      EXACT.set(phrase, entries);
    }
  }
}

const LOOKALIKES = new Map([...EXACT].map(([phrase, entries]) => [lookalike(phrase), entries]));

/** A label found in a segment, with what stands behind it on the same segment. */
export type Label = {
  readonly concept: Concept;
  /** Both languages where a word means the same in both (`total`). */
  readonly languages: ReadonlySet<Language>;
  readonly segment: Segment;
  /** The rest of the segment, or null if the label fills it. */
  readonly rest: Segment | null;
  /** The label ends in a colon, so it announces a value. */
  readonly hasColon: boolean;
};

const LONGEST_LABEL_WORDS = 7;

/**
 * The labels a segment can be read as: its longest beginning that is one. Several concepts share a word (`entrega` is
 * a charge or a date), so the caller picks the one whose value is there.
 */
export function labelsIn(segment: Segment): Label[] {
  const most = Math.min(LONGEST_LABEL_WORDS, segment.words.length);
  for (let count = most; count > 0; count--) {
    const head = segment.words.slice(0, count);
    const text = head.map((word) => word.text).join(' ');
    const isWhole = count === segment.words.length;
    const hasColon = /[:#.]\s*$/.test(text);
    // inside a sentence a one-word label is no label, unless a colon says so
    if (count === 1 && !isWhole && !hasColon && !/^\W*[A-Z0-9#$-]*\d/.test(segment.words[1]?.text ?? '')) continue;
    const concepts = conceptsOf(labelText(text));
    if (concepts.length === 0) continue;
    const rest = isWhole ? null : toSegment(segment.words.slice(count), segment.line);
    return concepts.map(({ concept, languages }) => ({ concept, languages, segment, rest, hasColon }));
  }
  return [];
}

function conceptsOf(text: string): { concept: Concept; languages: Set<Language> }[] {
  if (text === '') return [];
  const exact = EXACT.get(text);
  if (exact) return exact;
  const alike = LOOKALIKES.get(lookalike(text));
  if (alike) return alike;
  // a number behind a label is a value, not a misreading of the label: `Fecha de la orden: 6`
  if (/(?:^| )\d+$/.test(text)) return [];
  for (const [phrase, entries] of EXACT) if (phrase.length >= 8 && isNearly(text, phrase)) return entries;
  return [];
}

/** All labels of a page, from top to bottom. */
export function findLabels(lines: readonly Line[]): Label[] {
  return lines.flatMap((line) => line.segments.flatMap(labelsIn));
}
