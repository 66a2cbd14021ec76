import type { ScreenshotReading } from './merged-order.ts';
import { orderKey } from './order-key.ts';
import { isSameOrder } from './same-order.ts';

/**
 * Puts the readings of a batch together by order (R16): those with one order number, and the parts of long pages that
 * show none but overlap with them. A part that overlaps with two orders belongs to neither and stays alone. Pages without
 * an order are left out. The result does not depend on the order given.
 */
export function groupReadings(readings: readonly ScreenshotReading[]): ScreenshotReading[][] {
  const orders = readings.filter(({ order }) => order.isOrder);
  const numbered = clusters(orders.filter(({ order }) => orderKey(order) !== null));
  const parts = clusters(orders.filter(({ order }) => orderKey(order) === null));
  const alone: ScreenshotReading[][] = [];
  const joined = numbered.map((group) => [...group]);
  for (const part of parts) {
    const owners = numbered.flatMap((group, index) =>
      group.some(({ order }) => part.some((other) => isSameOrder(order, other.order))) ? [index] : [],
    );
    const [owner, ...others] = owners;
    if (owner !== undefined && others.length === 0) joined[owner]?.push(...part);
    else alone.push(part);
  }
  return [...joined, ...alone];
}

/** Connected by `isSameOrder`, through others too. */
function clusters(readings: readonly ScreenshotReading[]): ScreenshotReading[][] {
  const groups: ScreenshotReading[][] = [];
  for (const reading of readings) {
    const near = groups.filter((group) => group.some(({ order }) => isSameOrder(order, reading.order)));
    const rest = groups.filter((group) => !near.includes(group));
    groups.splice(0, groups.length, ...rest, [...near.flat(), reading]);
  }
  return groups;
}
