import type { OrderItem } from './order.ts';
import { editDistance, plain } from './plain-text.ts';

/** From this share of equal letters on two names are one, read twice. */
const SAME_NAME = 0.8;
/** A name that is cut off must show this many letters to be told. */
const LEAST_CUT_OFF = 10;

/**
 * How alike two readings of articles are, 0 (different) to 1 (the same): by name, where one may be cut off, unless size,
 * colour or price say otherwise.
 */
export function itemLikeness(a: OrderItem, b: OrderItem): number {
  const differs = (x: string | number | null, y: string | number | null): boolean =>
    x !== null && y !== null && plain(String(x)) !== plain(String(y));
  if (differs(a.size, b.size) || differs(a.color, b.color) || differs(a.unitPrice, b.unitPrice)) return 0;
  const [short, long] = [plain(a.name), plain(b.name)].sort((x, y) => x.length - y.length) as [string, string];
  if (long === '') return a.name === b.name ? 1 : 0;
  const isCutOff = short.length >= LEAST_CUT_OFF && long.startsWith(short);
  const likeness = isCutOff ? 0.99 : 1 - editDistance(short, long) / long.length;
  return likeness >= SAME_NAME ? likeness : 0;
}
