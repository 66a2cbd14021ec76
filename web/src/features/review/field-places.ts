import type { FieldBox, FieldBoxes } from '@casillero/domain/order/field-boxes';
import type { Order } from '@casillero/domain/order/order';
import { isSame } from '@casillero/domain/review/corrections';
import type { ReviewedField } from '@casillero/domain/review/reviewed-fields';
import type { ReviewedOrder } from './ports.ts';

/** Where in which picture something was read. */
export type FieldPlace = { readonly screenshotId: string; readonly box: FieldBox };

type Pictured = { readonly id: string; readonly boxes?: FieldBoxes | null | undefined };

/** What of an order is looked for: a field, or one entry of its articles or tracking numbers. */
export type Wanted = { readonly field: ReviewedField; readonly entry?: number };

/**
 * Where a field of an order was read, the picture that its value was taken from first. Of articles and tracking numbers
 * the box around all of them in each picture, or that of one entry.
 */
export function placesOf(
  order: Pick<ReviewedOrder, 'order' | 'parts' | 'origins'>,
  pictures: readonly Pictured[],
  { field, entry }: Wanted,
): FieldPlace[] {
  const origin = field === 'items' || field === 'tracking' ? order.origins[field][entry ?? 0] : order.origins[field];
  const found = pictures.flatMap(({ id, boxes }): FieldPlace[] => {
    const part = order.parts.find(({ screenshotId }) => screenshotId === id);
    if (!boxes || !part) return [];
    const box =
      field === 'items' || field === 'tracking'
        ? entryBox(field, entry === undefined ? null : order.order[field][entry], part.reading, boxes)
        : boxes[field];
    return box ? [{ screenshotId: id, box }] : [];
  });
  return found.sort((a, b) => Number(b.screenshotId === origin) - Number(a.screenshotId === origin));
}

/** @param entry as it is in the merged order; null: all of them; undefined: there is none such */
function entryBox(
  field: 'items' | 'tracking',
  entry: Order['items'][number] | Order['tracking'][number] | null | undefined,
  reading: Order,
  boxes: FieldBoxes,
): FieldBox | null {
  const all = boxes[field];
  if (entry === null) return around(all.filter((box) => box !== null));
  if (entry === undefined) return null;
  const entries: readonly (typeof entry)[] = reading[field];
  const exact = entries.findIndex((each) => isSame(each, entry));
  const place = exact >= 0 ? exact : entries.findIndex((each) => nameOf(each) === nameOf(entry));
  return all[place] ?? null;
}

const nameOf = (entry: Order['items'][number] | Order['tracking'][number]): string =>
  'name' in entry ? entry.name : entry.number;

function around(boxes: readonly FieldBox[]): FieldBox | null {
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
