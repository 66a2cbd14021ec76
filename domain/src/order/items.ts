import { attributesIn } from './item-attributes.ts';
import { countOf } from './item-count.ts';
import { continuesName, endsName, type ItemDraft, isUnderName, nameX, trimTo } from './item-name.ts';
import { labelsIn } from './labels.ts';
import { isNoItem } from './not-an-item.ts';
import { type Line, type LinedPage, type Segment, toSegment } from './page-lines.ts';
import { letterCount } from './plain-text.ts';
import { centreY, heightOf } from './recognised-words.ts';
import { namesColor } from './variation.ts';

/** Attributes stand within this many text heights under what belongs to the article. */
const ATTRIBUTE_REACH = 3.4;

/** Names that begin further right than this share of the page stand beside a picture. */
const INDENT = 0.15;

/**
 * Finds the articles of an order: text with a price or a count under or beside it, line by line from the top.
 * @param sums lines that hold sums, by index, and where these begin (px); articles may stand in a column left of them
 */
export function draftItems(page: LinedPage, sums: ReadonlyMap<number, number>): ItemDraft[] {
  const drafts: ItemDraft[] = [];
  for (const [index, line] of page.lines.entries()) {
    const edge = sums.get(index);
    const segments = edge === undefined ? line.segments : leftOf(edge, line, page);
    if (edge !== undefined && segments.length === 0) {
      for (const draft of drafts) draft.isClosed ||= draft.bottom < line.box.y0;
      continue;
    }
    for (const whole of joinLabels(segments)) {
      for (const segment of splitOffPrice(whole)) place(segment, drafts, page);
    }
  }
  return drafts;
}

/** What stands in a column of its own left of the sums. */
const leftOf = (edge: number, line: Line, page: LinedPage): readonly Segment[] =>
  line.segments.filter(({ box }) => box.x1 < edge - 3 * page.textHeight);

/** `Size:` and `M`, set so far apart that they became two segments, are one attribute. */
function joinLabels(segments: readonly Segment[]): Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const last = joined.at(-1);
    if (last && ATTRIBUTE_LABEL.test(last.text))
      joined.splice(-1, 1, toSegment([...last.words, ...segment.words], segment.line));
    else joined.push(segment);
  }
  return joined;
}

const ATTRIBUTE_LABEL = /^(?:size|talla|tama[ñn]o|colou?r|qty|quantity|cant(?:idad)?|unidades)\s?[.:]$/i;

function place(segment: Segment, drafts: ItemDraft[], page: LinedPage): void {
  if (isNoItem(segment.text) || isAnnouncement(segment)) {
    for (const draft of drafts) {
      // a remark within the article's own column (`Sold by ...`) ends its name, not the article
      if (!draft.isClosed && isUnderName(segment, draft, page) && nameX(draft) > INDENT * page.width) {
        draft.isNameComplete = true;
        if (segment.box.y0 - draft.bottom <= ATTRIBUTE_REACH * page.textHeight)
          draft.bottom = Math.max(draft.bottom, segment.box.y1);
        continue;
      }
      const isUnder = segment.box.x0 <= nameX(draft) + 2 * page.textHeight || segment.box.x0 < 0.3 * page.width;
      draft.isClosed ||= isUnder && segment.box.y0 > draft.bottom;
    }
    return;
  }
  const found = attributesIn(segment);
  const attributes = { ...found, quantity: found.quantity ?? countOf(segment, page) };
  const isAttribute = attributes.rest === '' || attributes.quantity !== found.quantity;
  if (isAttribute) {
    const owner = ownerOf(segment, drafts, page);
    if (!owner) return;
    const hasContent = attributes.quantity ?? attributes.size ?? attributes.color ?? attributes.prices[0] ?? null;
    if (hasContent === null && letterCount(segment.text) === 0) return;
    owner.quantity ??= attributes.quantity;
    const isBesideAttribute = owner.lastLine === segment.line;
    if (
      isUnderName(segment, owner, page) ||
      isCentredUnder(segment, owner, page) ||
      attributes.isLabelled ||
      isBesideAttribute
    ) {
      owner.size ??= attributes.size;
      owner.color ??= attributes.color;
    }
    owner.prices.push(...attributes.prices);
    owner.words.push(...segment.words);
    owner.lastLine = segment.line;
    owner.bottom = Math.max(owner.bottom, segment.box.y1);
    if (isUnderName(segment, owner, page)) owner.isNameComplete = true;
    return;
  }
  const words = segment.words.filter((word) => /[\p{L}\d]/u.test(word.text));
  if (words.length === 0) return;
  const named =
    attributes.quantity === null && attributes.prices.length === 0 ? segment : { ...segment, text: attributes.rest };
  const ended = drafts.findLast((draft) => endsName(segment, draft, page));
  if (ended) {
    ended.isNameComplete = true;
    ended.bottom = Math.max(ended.bottom, segment.box.y1);
    ended.words.push(...segment.words);
    if (namesColor(segment.text)) ended.color ??= segment.text;
    return;
  }
  // `2 x Socks - $4.00` begins an article, and with its price ends it too
  const isBegun = attributes.quantity !== null && letterCount(attributes.rest) >= 6 && LEADING_COUNT.test(segment.text);
  const isWhole = isBegun && attributes.prices.length > 0;
  const open = isBegun ? undefined : drafts.findLast((draft) => continuesName(segment, draft, page));
  if (open) {
    open.name.push(trimTo(named, nameX(open), page));
    open.words.push(...segment.words);
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
    words: [...segment.words],
    isNameComplete: isWhole,
    isClosed: false,
    bottom: segment.box.y1,
    lastLine: -1,
  };
  takeFrom(attributes, draft);
  drafts.push(draft);
}

const LEADING_COUNT = /^\W{0,2}\d{1,2}\s?[x×X]\s/;

/** On a page whose lines are all centred, what stands under a name has its middle there, not its left edge. */
const isCentredUnder = (segment: Segment, draft: ItemDraft, page: LinedPage): boolean => {
  const last = draft.name.at(-1);
  return last !== undefined && segment.line > last.line && Math.abs(centreX(segment) - centreX(last)) < page.textHeight;
};
const centreX = ({ box }: Segment): number => (box.x0 + box.x1) / 2;

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

/** Whether a line of the name stands on this line of the page; a letter or two are a crumb of a picture, not a name. */
const isNamedOn = (line: number, draft: ItemDraft): boolean =>
  draft.name.some((part) => part.line === line && letterCount(part.text) >= 4);

/** The article an attribute belongs to: the one it stands under or beside. */
function ownerOf(segment: Segment, drafts: readonly ItemDraft[], page: LinedPage): ItemDraft | null {
  const near = drafts.filter((draft) => {
    const first = draft.name[0];
    if (!first || draft.isClosed || segment.box.x1 < nameX(draft) - 1.5 * page.textHeight) return false;
    const isBelowTop = centreY(segment.box) >= first.box.y0 - 0.6 * page.textHeight;
    return isBelowTop && segment.box.y0 - draft.bottom <= ATTRIBUTE_REACH * page.textHeight;
  });
  // beside what the same line gave to an article already; else under its name; else the last article begun
  const beside = near.findLast((draft) => draft.lastLine === segment.line || isNamedOn(segment.line, draft));
  const under = near.findLast((draft) => isUnderName(segment, draft, page));
  return beside ?? under ?? near.at(-1) ?? null;
}

/** `Court Ranger Low  $72.00` in one segment: the price at its end stands in a column of its own. */
function splitOffPrice(segment: Segment): Segment[] {
  if (attributesIn(segment).rest === '') return [segment];
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
