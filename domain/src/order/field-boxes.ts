import { z } from 'zod';

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
