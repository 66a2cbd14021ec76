/** The way of a package (R18), in the order in which it goes. */
export const PACKAGE_STATES = [
  'ordered',
  'shipped',
  'at-warehouse',
  'in-transit',
  'customs',
  'ready',
  'delivered',
] as const;
export type PackageState = (typeof PACKAGE_STATES)[number];

/** The state that usually follows, or null at the end. */
export const nextState = (state: PackageState): PackageState | null =>
  PACKAGE_STATES[PACKAGE_STATES.indexOf(state) + 1] ?? null;
