import { attributesIn, type Price } from './item-attributes.ts';
import { labelsIn } from './labels.ts';
import { centreY, heightOf, type LinedPage, type Segment, toSegment } from './page-lines.ts';
import { letterCount, plain } from './plain-text.ts';
import { median } from './recognised-words.ts';

/** An article under construction: lines of its name, and what was found under and beside them. */
export type ItemDraft = {
  readonly name: Segment[];
  quantity: number | null;
  size: string | null;
  color: string | null;
  readonly prices: Price[];
  /** Attributes stood under the name, so the name is complete. */
  isNameComplete: boolean;
  isClosed: boolean;
  /** Lower edge of what belongs to it so far, px. */
  bottom: number;
};

/** The next line of a name begins within this many text heights under the line before. */
const NAME_PITCH = 2.1;
/** Attributes stand within this many text heights under what belongs to the article. */
const ATTRIBUTE_REACH = 3.4;

/** Headings, buttons and remarks of a page that are never part of an article's name. */
const NOT_AN_ITEM =
  /^(?:copy$|copiar|reply$|forward$|responder|reenviar|edit$|editar|view|ver|help$|ayuda|return (?:item|or)\w*|return$|returns|devolver|devolucion|buy again|recomprar|volver a comprar|comprar de nuevo|track (?:your|package|order|parcel|shipment|item)|track$|rastrear|seguir|follow the|follow$|pay now|pagar ahora|checkout|place order|add to cart|al carrito|agregar al|confirm|confirmar|cancel|cancelar|write an?|escribir|home$|inicio|search|buscar|all selected|todos seleccionados|order details|order summary|detalles del pedido|resumen|shipment|envio \d|in this|en est[ae]|items? in|articulos en|free shipping|envio sin|envio gratis|keep shopping|seguir comprando|see all|show more|ver mas|ver todo|payment summary|resumen de|thank|gracias|inbox|recibidos|to me|para mi|scans|arriv\w*|llega\w*|deliver\w*|expected|entrega|saved?|ahorr\w*|earn\w*|you|sold by|vendido por|shipped|enviado|gift (?:card|receipt|message)|tarjeta de regalo|save for later|guardar|remove$|eliminar|delete|quitar$|subtotal|total|estimated|estimad[oa]s?|select\w*|seleccion\w*|\d+ items?$|\d+ articulos?$|\d+ productos?$|items?$|articulos?$|productos?$|cart$|carrito|almost (?:gone|sold)|limited time|in stock|en existencia|ships|paid|pagado|charged|reward)(?![a-z])/;

/**
 * Finds the articles of an order: text with a price or a count under or beside it, line by line from the top.
 * @param skipLines lines that hold sums or labels with values, by index
 */
export function draftItems(page: LinedPage, skipLines: ReadonlySet<number>): ItemDraft[] {
  const drafts: ItemDraft[] = [];
  for (const [index, line] of page.lines.entries()) {
    if (skipLines.has(index)) {
      for (const draft of drafts) draft.isClosed ||= draft.bottom < line.box.y0;
      continue;
    }
    for (const whole of line.segments) {
      for (const segment of splitOffPrice(whole)) place(segment, drafts, page);
    }
  }
  return drafts;
}

function place(segment: Segment, drafts: ItemDraft[], page: LinedPage): void {
  const text = plain(segment.text);
  if (NOT_AN_ITEM.test(text) || isAnnouncement(segment)) {
    for (const draft of drafts) {
      const isUnder = segment.box.x0 <= nameX(draft) + 2 * page.textHeight || segment.box.x0 < 0.3 * page.width;
      draft.isClosed ||= isUnder && segment.box.y0 > draft.bottom;
    }
    return;
  }
  const attributes = attributesIn(segment);
  const isAttribute = attributes.rest === '';
  if (isAttribute) {
    const owner = ownerOf(segment, drafts, page);
    if (!owner) return;
    const hasContent = attributes.quantity ?? attributes.size ?? attributes.color ?? attributes.prices[0] ?? null;
    if (hasContent === null && letterCount(segment.text) === 0) return;
    owner.quantity ??= attributes.quantity;
    if (isUnderName(segment, owner, page) || attributes.isLabelled) {
      owner.size ??= attributes.size;
      owner.color ??= attributes.color;
    }
    owner.prices.push(...attributes.prices);
    owner.bottom = Math.max(owner.bottom, segment.box.y1);
    if (isUnderName(segment, owner, page)) owner.isNameComplete = true;
    return;
  }
  const words = segment.words.filter((word) => /[\p{L}\d]/u.test(word.text));
  if (words.length === 0) return;
  const named =
    attributes.quantity === null && attributes.prices.length === 0 ? segment : { ...segment, text: attributes.rest };
  const open = drafts.findLast((draft) => continuesName(segment, draft, page));
  if (open) {
    open.name.push(trimTo(named, nameX(open), page));
    open.bottom = Math.max(open.bottom, segment.box.y1);
    takeFrom(attributes, open);
    return;
  }
  if (letterCount(segment.text) < 3) return;
  const draft: ItemDraft = {
    name: [named],
    quantity: null,
    size: null,
    color: null,
    prices: [],
    isNameComplete: false,
    isClosed: false,
    bottom: segment.box.y1,
  };
  takeFrom(attributes, draft);
  drafts.push(draft);
}

/** A name and its count or size on one line: `2x Socks`, `Socks, Qty 2`. */
function takeFrom(attributes: ReturnType<typeof attributesIn>, draft: ItemDraft): void {
  draft.quantity ??= attributes.quantity;
  draft.prices.push(...attributes.prices);
}

/** A label with a colon, or one whose value follows, announces something else than an article. */
function isAnnouncement(segment: Segment): boolean {
  return labelsIn(segment).some(
    ({ concept, hasColon, rest }) =>
      concept !== 'item-count' && (hasColon || rest === null || concept === 'tracking' || concept === 'order-number'),
  );
}

const nameX = (draft: ItemDraft): number => Math.max(...draft.name.map(({ box }) => box.x0));

const isUnderName = (segment: Segment, draft: ItemDraft, page: LinedPage): boolean =>
  Math.abs(segment.box.x0 - nameX(draft)) <= 2 * page.textHeight && segment.line > (draft.name.at(-1)?.line ?? 0);

function continuesName(segment: Segment, draft: ItemDraft, page: LinedPage): boolean {
  const last = draft.name.at(-1);
  if (!last || draft.isClosed || draft.isNameComplete || segment.line <= last.line) return false;
  const height = Math.max(page.textHeight, median(last.words.map((word) => heightOf(word.box))));
  if (centreY(segment.box) - centreY(last.box) > NAME_PITCH * height) return false;
  return aligned(segment, nameX(draft), page);
}

/** Begins at x, or has a word that does with nothing but crumbs of the picture before it. */
function aligned(segment: Segment, x: number, page: LinedPage): boolean {
  if (Math.abs(segment.box.x0 - x) <= 0.9 * page.textHeight) return true;
  const at = segment.words.findIndex((word) => Math.abs(word.box.x0 - x) <= 0.6 * page.textHeight);
  return at > 0 && segment.words.slice(0, at).every(isCrumb);
}

const isCrumb = ({ text, confidence }: { readonly text: string; readonly confidence: number }): boolean =>
  letterCount(text) <= 2 || confidence < 0.5;

/** Drops crumbs of the article's picture that were read as words left of its name. */
export function trimTo(segment: Segment, x: number, page: LinedPage): Segment {
  const at = segment.words.findIndex((word) => word.box.x0 >= x - 0.9 * page.textHeight);
  if (at <= 0 || !segment.words.slice(0, at).every(isCrumb)) return segment;
  return toSegment(segment.words.slice(at), segment.line);
}

/** The article an attribute belongs to: the one it stands under or beside. */
function ownerOf(segment: Segment, drafts: readonly ItemDraft[], page: LinedPage): ItemDraft | null {
  const near = drafts.filter((draft) => {
    const first = draft.name[0];
    if (!first || draft.isClosed || segment.box.x1 < nameX(draft) - 1.5 * page.textHeight) return false;
    const isBelowTop = centreY(segment.box) >= first.box.y0 - 0.6 * page.textHeight;
    return isBelowTop && segment.box.y0 - draft.bottom <= ATTRIBUTE_REACH * page.textHeight;
  });
  return near.at(-1) ?? null;
}

/** `Court Ranger Low  $72.00` in one segment: the price at its end stands in a column of its own. */
function splitOffPrice(segment: Segment): Segment[] {
  const last = segment.words.length - 1;
  for (let at = Math.max(1, last - 2); at <= last; at++) {
    const tail = toSegment(segment.words.slice(at), segment.line);
    const head = toSegment(segment.words.slice(0, at), segment.line);
    const gap = tail.box.x0 - head.box.x1;
    if (gap < 0.55 * heightOf(segment.box) || letterCount(head.text) < 3) continue;
    if (attributesIn(tail).prices.length === 1 && attributesIn(tail).rest === '' && attributesIn(head).rest !== '')
      return [head, tail];
  }
  return [segment];
}
