import type { LinedPage } from './page-lines.ts';
import { plain } from './plain-text.ts';
import type { RecognisedWord } from './recognised-words.ts';

/** Shops as their names are printed, with the plain forms they are found by (without spaces). */
const SHOPS: readonly (readonly [name: string, ...forms: string[]])[] = [
  ['Amazon', 'amazon', 'amazoncom'],
  ['Shein', 'shein', 'sheincom'],
  ['Temu', 'temu', 'temucom'],
  ['eBay', 'ebay', 'ebaycom'],
  ['Walmart', 'walmart', 'walmartcom'],
  ['AliExpress', 'aliexpress', 'aliexpresscom'],
  ['Nike', 'nike', 'nikecom'],
  ['Best Buy', 'bestbuy', 'bestbuycom'],
  ['Target', 'target', 'targetcom'],
  ["Macy's", 'macys', 'macyscom'],
  ['Old Navy', 'oldnavy', 'oldnavycom', 'oldnavygapcom'],
  ['Adidas', 'adidas', 'adidascom'],
  ['Alibaba', 'alibaba', 'alibabacom'],
  ['Etsy', 'etsy', 'etsycom'],
  ['Sephora', 'sephora', 'sephoracom'],
  ['Ulta', 'ulta', 'ultabeauty', 'ultacom'],
  ['Costco', 'costco', 'costcocom'],
  ["Sam's Club", 'samsclub', 'samsclubcom'],
  ['Home Depot', 'homedepot', 'thehomedepot', 'homedepotcom'],
  ["Lowe's", 'lowes', 'lowescom'],
  ["Kohl's", 'kohls', 'kohlscom'],
  ['Nordstrom', 'nordstrom', 'nordstromrack', 'nordstromcom'],
  ["Victoria's Secret", 'victoriassecret', 'victoriassecretcom'],
  ['Bath & Body Works', 'bathbodyworks', 'bathandbodyworks', 'bathandbodyworkscom'],
  ["Carter's", 'carters', 'carterscom'],
  ['Forever 21', 'forever21', 'forever21com'],
  ['Fashion Nova', 'fashionnova', 'fashionnovacom'],
  ['Newegg', 'newegg', 'neweggcom'],
  ['Wayfair', 'wayfair', 'wayfaircom'],
  ['Zara', 'zara', 'zaracom'],
  ['Gap', 'gapcom', 'gapfactory'],
  ['Puma', 'puma', 'pumacom'],
  ['Under Armour', 'underarmour', 'underarmourcom'],
  ['Skechers', 'skechers', 'skecherscom'],
  ['iHerb', 'iherb', 'iherbcom'],
  ['JCPenney', 'jcpenney', 'jcpenneycom'],
  ['Hollister', 'hollister', 'hollisterco', 'hollistercocom'],
  ['American Eagle', 'americaneagle'],
  ['TikTok Shop', 'tiktokshop'],
];

/** A name that means something else here: a carrier, a way to pay. */
const NOT_THE_SHOP = /amazon (logistics|shipping|pay|photos)|target date|gift card|tarjeta de regalo/;

export type FoundShop = {
  readonly name: string;
  readonly confidence: number;
  readonly line: number;
  readonly words: readonly RecognisedWord[];
};

/**
 * The shop whose name is printed on the page. A line that is the name alone counts most, then a short line with it
 * (`Search Amazon`, `AliExpress · Orders`), then a longer one; the topmost wins among equals.
 */
export function findShop(page: LinedPage): FoundShop | null {
  let best: (FoundShop & { readonly weight: number }) | null = null;
  for (const [index, line] of page.lines.entries()) {
    for (const segment of line.segments) {
      const text = plain(segment.text);
      if (NOT_THE_SHOP.test(text)) continue;
      const words = text.split(' ');
      const name = shopIn(words);
      if (!name) continue;
      const isAlone = words.length <= name.wordCount + (name.wordCount > 2 ? 0 : 1);
      // the head of a page names its shop; a name far down in a sentence may be anything
      const weight =
        (isAlone ? 3 : words.length <= 4 ? 2 : 0.6) + Math.max(0, 1 - segment.box.y0 / (0.3 * page.height));
      if (weight < 0.7) continue;
      if (!best || weight > best.weight) {
        const confidence = Math.min(1, 0.6 + 0.1 * weight) * Math.max(0.5, segment.confidence);
        best = { name: name.name, confidence, line: index, words: segment.words, weight };
      }
    }
  }
  return best;
}

/** The first shop among words; names may be split (`best buy`) or spaced out (`s h e i n`). */
function shopIn(words: readonly string[]): { readonly name: string; readonly wordCount: number } | null {
  for (let start = 0; start < words.length; start++) {
    for (let count = Math.min(8, words.length - start); count > 0; count--) {
      const joined = words.slice(start, start + count).join('');
      const shop = SHOPS.find(([, ...forms]) => forms.includes(joined));
      if (shop) return { name: shop[0], wordCount: count };
    }
  }
  return null;
}
