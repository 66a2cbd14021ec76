import type { Screenshot } from './ports.ts';

/**
 * The sum of the totals that were read, by currency, without counting one order twice that is spread over two pictures
 * (the same order number of the same shop counts once), and without what its sender took back. Amounts are added in hundredths, so that no cent is lost.
 *
 * @returns one entry per currency, in the order of first sight; an amount without a currency is left out
 */
export function totalsOf(
  screenshots: readonly Screenshot[],
): readonly { readonly currency: string; readonly amount: number }[] {
  const hundredths = new Map<string, number>();
  const seen = new Set<string>();
  for (const { order, removedAt } of screenshots) {
    if (removedAt || !order?.isOrder || order.total === null || order.currency === null) continue;
    const name = order.orderNumber && `${order.shop ?? ''}#${order.orderNumber}`;
    if (name && seen.has(name)) continue;
    if (name) seen.add(name);
    hundredths.set(order.currency, (hundredths.get(order.currency) ?? 0) + Math.round(order.total * 100));
  }
  return [...hundredths].map(([currency, amount]) => ({ currency, amount: amount / 100 }));
}
