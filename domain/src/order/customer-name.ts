import { valuesOf } from './label-values.ts';
import type { Label } from './labels.ts';
import { type LinedPage, type Segment, toSegment } from './page-lines.ts';
import { plain } from './plain-text.ts';

export type FoundName = { readonly name: string; readonly confidence: number };

/** `FL 33172`, `San Salvador`, a street with its number: what stands under a name. */
const ADDRESS =
  /\b[A-Z]{2}[, ]+\d{5}\b|^\d{1,5} \p{L}|\b(?:suite|unit|apt|ste|box|bldg|street|avenue|blvd|calle|avenida|colonia|pasaje|residencial|urbanizacion)\b/iu;
const PHONE = /\(?\+?\d{0,3}\)?[ (-]*\d{3}\)?[ -]\d{3}[ -]\d{4}|\+?503[ -]?\d{4}[ -]?\d{4}|\b\d{4}-\d{4}\b/;
const PARTICLES = new Set(['de', 'del', 'la', 'las', 'los', 'y', 'da', 'dos', 'van', 'von', 'san', 'santa', 'e']);
/** Words that begin with a capital in headings and buttons but are no names. */
const NOT_A_NAME =
  /\b(?:order|orders|pedido|pedidos|compra|shipping|delivery|address|direccion|entrega|envio|payment|pago|card|tarjeta|united|states|estados|unidos|store|tienda|total|item|items|articulos|details|detalles|summary|resumen|thank|thanks|gracias|hello|hola|you|status|estado|track|view|ver|edit|editar|change|cambiar|home|inicio|default|free|gratis|shipped|enviado|miami|doral|hialeah|medley|salvador|info|information|informacion|contact|copy|copiar|standard|express|help|ayuda|suite|unit|visa|mastercard|paypal|prime|member|today|hoy|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/;

const GREETING =
  /^(?:thank you|thanks|hi|hello|hey|gracias|hola|muchas gracias|good news|buenas noticias|dear|estimad[oa])$/;

/**
 * The person the order belongs to, in the fullest form printed: behind a label, above an address or beside a phone
 * number, else in a greeting.
 */
export function findCustomerName(page: LinedPage, labels: readonly Label[]): FoundName | null {
  const found: FoundName[] = [];
  for (const label of labels) {
    if (label.concept !== 'recipient' && label.concept !== 'address') continue;
    for (const value of valuesOf(label, page)) {
      const name = nameIn(value);
      if (name) {
        found.push(name);
        break;
      }
    }
  }
  for (const [index, line] of page.lines.entries()) {
    for (const segment of line.segments) {
      const name = PHONE.test(segment.text) || PHONE.test(line.text) ? nameIn(segment) : null;
      if (name && name.name.includes(' ')) found.push(name);
      if (!ADDRESS.test(segment.text)) continue;
      const above = page.lines[index - 1]?.segments.find(
        ({ box }) => Math.abs(box.x0 - segment.box.x0) < 2 * page.textHeight,
      );
      const nameAbove = above ? nameIn(above) : null;
      if (nameAbove?.name.includes(' ')) found.push(nameAbove);
    }
  }
  if (found.length === 0)
    found.push(...page.lines.flatMap((line) => line.segments.flatMap((segment) => greeted(segment) ?? [])));
  return (
    found.sort((a, b) => b.name.split(' ').length - a.name.split(' ').length || b.name.length - a.name.length)[0] ??
    null
  );
}

/** The name at the beginning of a segment, up to a phone number or an address: two to five capitalised words. */
function nameIn(segment: Segment): FoundName | null {
  const words: string[] = [];
  for (const [index, word] of segment.words.entries()) {
    const text = word.text.replace(/[,:;.|]+$/g, '');
    if (index === 0 && /^[^\p{L}]{1,2}$/u.test(text)) continue;
    if (/[\d(]/.test(text)) break;
    const isWord = /^\p{Lu}[\p{L}'’.-]*$/u.test(text) || (words.length > 0 && PARTICLES.has(plain(text)));
    if (!isWord) {
      if (!/\p{L}{3}/u.test(text)) break;
      return null;
    }
    words.push(text);
    if (/[,;|]$/.test(word.text)) break;
  }
  while (words.length > 0 && PARTICLES.has(plain(words.at(-1) ?? ''))) words.pop();
  const name = words.join(' ');
  if (words.length < 2 || words.length > 5 || NOT_A_NAME.test(plain(name)) || name.length < 5) return null;
  return { name, confidence: segment.confidence };
}

/** The first name in `Thank you, Iván.` or `Hola, Ana:`. */
function greeted(segment: Segment): FoundName | null {
  const comma = segment.words.findIndex((word) => /[,]$/.test(word.text));
  const headLength = comma >= 0 ? comma + 1 : plain(segment.words[0]?.text ?? '').match(/^(?:hi|hello|hola)$/) ? 1 : 0;
  if (headLength === 0 || segment.words.length - headLength > 4 || segment.words.length === headLength) return null;
  const head = segment.words.slice(0, headLength).map((word) => word.text);
  if (!GREETING.test(plain(head.join(' ')))) return null;
  const rest = toSegment(segment.words.slice(headLength), segment.line);
  const full = nameIn(rest);
  if (full) return full;
  const name = rest.words[0]?.text.replace(/[^\p{L}'’-]+$/u, '') ?? '';
  if (rest.words.length !== 1 || !/^\p{Lu}\p{Ll}+$/u.test(name) || NOT_A_NAME.test(plain(name))) return null;
  return { name, confidence: 0.8 * rest.confidence };
}
