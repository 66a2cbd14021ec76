import type { Package } from './ports.ts';

/** What a package is called in lists: what is in it, else its shop, else its number; null: nothing is known of it. */
export const packageName = ({
  description,
  shop,
  trackingNumber,
}: Pick<Package, 'description' | 'shop' | 'trackingNumber'>): string | null =>
  description || shop || trackingNumber || null;

/** A tracking number in groups of four, as people compare it. */
export const inGroups = (number: string): string => number.replace(/(.{4})(?=.)/g, '$1 ');
