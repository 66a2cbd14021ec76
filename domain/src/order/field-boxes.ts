import { z } from 'zod';
import { boxAround, type RecognisedWord, type Size } from './recognised-words.ts';

const shareSchema = z.number().min(0).max(1);

/**
 * A rectangle in shares (0 to 1) of the upright picture's width and height, from its top left corner: it fits any size
 * at which the picture is shown.
 */
export const fieldBoxSchema = z.object({ x: shareSchema, y: shareSchema, width: shareSchema, height: shareSchema });

const boxOrNull = fieldBoxSchema.nullable();

/**
 * Where each field of an order was read (R16, R17), by the names of CONFIDENCE_FIELDS; null: nowhere in the picture, or
 * not known. `items` and `tracking` have one box per entry of the order, in the same order. `isOrder` and `language` are
 * judged by the whole page and have none.
 */
export const fieldBoxesSchema = z.object({
  shop: boxOrNull,
  orderNumber: boxOrNull,
  orderDate: boxOrNull,
  currency: boxOrNull,
  items: z.array(boxOrNull),
  subtotal: boxOrNull,
  shipping: boxOrNull,
  tax: boxOrNull,
  discount: boxOrNull,
  total: boxOrNull,
  tracking: z.array(boxOrNull),
  status: boxOrNull,
  customerName: boxOrNull,
});

export type FieldBox = z.infer<typeof fieldBoxSchema>;
export type FieldBoxes = z.infer<typeof fieldBoxesSchema>;

/** Of a page that shows no order, or of an engine that does not say where it read. */
export const NO_BOXES: FieldBoxes = {
  shop: null,
  orderNumber: null,
  orderDate: null,
  currency: null,
  items: [],
  subtotal: null,
  shipping: null,
  tax: null,
  discount: null,
  total: null,
  tracking: [],
  status: null,
  customerName: null,
};

const within = (pixels: number, whole: number): number => Math.min(1, Math.max(0, pixels / whole));
/** Four decimals are finer than a pixel of any screen. */
const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

/** The box around words, as shares of the upright picture; null without words. @param upright its size, px */
export function boxOfWords(words: readonly RecognisedWord[], { width, height }: Size): FieldBox | null {
  if (words.length === 0 || width <= 0 || height <= 0) return null;
  const { x0, y0, x1, y1 } = boxAround(words.map((word) => word.seenAt ?? word.box));
  const [left, top] = [within(x0, width), within(y0, height)];
  return {
    x: rounded(left),
    y: rounded(top),
    width: rounded(within(x1, width) - left),
    height: rounded(within(y1, height) - top),
  };
}
