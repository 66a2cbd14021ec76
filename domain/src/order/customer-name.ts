import { belowOf, valuesOf } from './label-values.ts';
import type { Label } from './labels.ts';
import { type LinedPage, type Segment, toSegment } from './page-lines.ts';
import { plain } from './plain-text.ts';
import { centreY, type RecognisedWord } from './recognised-words.ts';

export type FoundName = {
  readonly name: string;
  readonly confidence: number;
  readonly words: readonly RecognisedWord[];
};

/** `FL 33172`: a state with its ZIP code. */
const ZIP_LINE = /\b[A-Z]{2}[, ]+\d{5}(?:-\d{4})?\b/;
/** House number, name and kind of a street; a unit with its number; a Central American address. */
const STREETS: readonly RegExp[] = [
  /^\d{1,6} .*\b(?:street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|way|court|ct|lane|ln|place|pl|parkway|pkwy|highway|hwy|circle|cir|terrace|trail)\b/i,
  /\b(?:suite|ste|apt|unit|locker|bldg|p\.? ?o\.? box)\.? #?[A-Z]{0,4}-?\d/i,
  /^(?:calle|avenida|av\.|col\.|colonia|pasaje|pje\.|residencial|urbanizaci[oó]n|barrio|reparto|km|carretera)\b/i,
];
const isAddress = (text: string, below: string): boolean =>
  ZIP_LINE.test(text) ||
  STREETS.some((form) => form.test(text)) ||
  (/^\d{1,6} \p{L}/u.test(text) && ZIP_LINE.test(below));
const PHONE = /\(?\+?\d{0,3}\)?[ (-]*\d{3}\)?[ -]\d{3}[ -]\d{4}|\+?503[ -]?\d{4}[ -]?\d{4}|\b\d{4}-\d{4}\b/;
const PARTICLES = new Set(['de', 'del', 'la', 'las', 'los', 'y', 'da', 'dos', 'van', 'von', 'san', 'santa', 'e']);
/** Words that begin with a capital in headings and buttons but are no names. */
const NOT_A_NAME =
  /\b(?:order|orders|pedido|pedidos|compra|shipping|delivery|address|direccion|entrega|envio|payment|pago|card|tarjeta|united|states|estados|unidos|store|tienda|total|item|items|articulos|details|detalles|summary|resumen|thank|thanks|gracias|hello|hola|you|status|estado|track|view|ver|edit|editar|change|cambiar|home|inicio|default|free|gratis|shipped|enviado|miami|doral|hialeah|medley|salvador|info|information|informacion|contact|copy|copiar|standard|express|help|ayuda|suite|unit|visa|mastercard|paypal|prime|member|customer|cliente|shopper|valued|today|hoy|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/;

const GREETING =
  /^i?(?:thank you|thanks|hi|hello|hey|gracias|hola|muchas gracias|good news|buenas noticias|dear|estimad[oa])$/;

/** Where a name was found, the surest first; among names of one place the fullest form counts. */
type Source = 'label' | 'address' | 'greeting';

/**
 * The person the order belongs to, in the fullest form printed: behind a label, above an address or beside a phone
 * number, else in a greeting.
 */
export function findCustomerName(page: LinedPage, labels: readonly Label[]): FoundName | null {
  const found: Record<Source, FoundName[]> = {
    label: labels.flatMap((label) => namedBy(label, page) ?? []),
    address: page.lines.flatMap((line) => line.segments.flatMap((segment) => besideAddress(segment, page) ?? [])),
    greeting: page.lines.flatMap((line) => line.segments.flatMap((segment) => greeted(segment) ?? [])),
  };
  const source = (['label', 'address', 'greeting'] as const).find((place) => found[place].length > 0);
  if (!source) return null;
  const wordCount = ({ name }: FoundName): number => name.split(' ').length;
  return found[source].sort((a, b) => wordCount(b) - wordCount(a) || b.name.length - a.name.length)[0] ?? null;
}

function namedBy(label: Label, page: LinedPage): FoundName | null {
  if (label.concept !== 'recipient' && label.concept !== 'address') return null;
  for (const value of valuesOf(label, page)) {
    const name = nameIn(value);
    if (name) return wrapped(name, value, page);
  }
  return null;
}

/** A name whose last word stands on the next line, since it would not have fitted on its own. */
function wrapped(name: FoundName, segment: Segment, page: LinedPage): FoundName {
  const last = name.words.at(-1);
  if (!last || last !== segment.words.at(-1)) return name;
  const below = belowOf(toSegment(name.words, segment.line), page);
  const [word, ...more] = below?.words ?? [];
  if (!below || !word || more.length > 0 || !/^\p{Lu}[\p{L}'’-]+$/u.test(word.text)) return name;
  if (centreY(below.box) - centreY(last.box) > 1.9 * page.textHeight || NOT_A_NAME.test(plain(word.text))) return name;
  const right = page.lines[segment.line]?.segments.find(({ box }) => box.x0 > last.box.x1);
  const edge = right ? right.box.x0 : page.width;
  const needed = last.box.x1 + 0.4 * page.textHeight + (word.box.x1 - word.box.x0);
  if (needed <= edge - page.textHeight) return name;
  return { name: `${name.name} ${word.text}`, confidence: name.confidence, words: [...name.words, word] };
}

/** A name with a phone number behind it, or with an address under it at the same left edge. */
function besideAddress(segment: Segment, page: LinedPage): FoundName | null {
  const line = page.lines[segment.line];
  if (PHONE.test(line?.text ?? '')) return nameIn(segment);
  const [below, next] = [page.lines[segment.line + 1], page.lines[segment.line + 2]];
  const under = below?.segments.find(({ box }) => Math.abs(box.x0 - segment.box.x0) < 2 * page.textHeight);
  return under && isAddress(under.text, next?.text ?? '') ? nameIn(segment) : null;
}

/** The name at the beginning of a segment, up to a phone number or an address: two to five capitalised words. */
function nameIn(segment: Segment): FoundName | null {
  const words: string[] = [];
  const seen: RecognisedWord[] = [];
  for (const [index, word] of segment.words.entries()) {
    const text = word.text.replace(/[,:;.|]+$/g, '');
    // an icon read as a letter
    if (words.length === 0 && segment.words.length > index + 2 && /^(?:[^\p{L}]{1,2}|[OQ0©@9])$/u.test(text)) continue;
    if (/[\d(]/.test(text)) break;
    const isWord = /^\p{Lu}[\p{L}'’.-]*$/u.test(text) || (words.length > 0 && PARTICLES.has(plain(text)));
    if (!isWord) {
      if (!/\p{L}{3}/u.test(text)) break;
      return null;
    }
    words.push(text);
    seen.push(word);
    if (/[,;|]$/.test(word.text)) break;
  }
  while (words.length > 0 && PARTICLES.has(plain(words.at(-1) ?? ''))) words.pop();
  const name = words.join(' ');
  if (words.length < 2 || words.length > 5 || NOT_A_NAME.test(plain(name)) || name.length < 5) return null;
  return { name, confidence: segment.confidence, words: seen };
}

/** How many words greet: up to a comma (`Thank you, Iván.`), or one word that greets alone (`Dear Iván Rivas,`). */
function greetingLength({ words }: Segment): number {
  const comma = words.findIndex((word) => /,$/.test(word.text));
  const isGreeting = (count: number): boolean =>
    GREETING.test(
      plain(
        words
          .slice(0, count)
          .map(({ text }) => text)
          .join(' '),
      ),
    );
  if (comma >= 0 && comma + 1 < words.length && isGreeting(comma + 1)) return comma + 1;
  return /^i?(?:hi|hello|hey|hola|dear|estimad[oa])$/.test(plain(words[0]?.text ?? '')) ? 1 : 0;
}

/** The first name in `Thank you, Iván.` or `Hola, Ana:`. */
function greeted(segment: Segment): FoundName | null {
  const headLength = greetingLength(segment);
  if (headLength === 0 || segment.words.length - headLength > 5 || segment.words.length === headLength) return null;
  const rest = toSegment(segment.words.slice(headLength), segment.line);
  const full = nameIn(rest);
  if (full) return full;
  const name = rest.words[0]?.text.replace(/[^\p{L}'’-]+$/u, '') ?? '';
  if (rest.words.length !== 1 || !/^\p{Lu}\p{Ll}+$/u.test(name) || NOT_A_NAME.test(plain(name))) return null;
  return { name, confidence: 0.8 * rest.confidence, words: rest.words };
}
