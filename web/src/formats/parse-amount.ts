/**
 * An amount as a person types it: `1,234.50`, `1.234,50`, `$12`, `12,5`. A single mark with one or two digits after it
 * separates the hundredths; with three it groups thousands.
 * @returns null for nothing typed; 'not-an-amount' for anything that is none, or has more than two decimals
 */
export function parseAmount(typed: string): number | null | 'not-an-amount' {
  const text = typed.replace(/[\s\u00a0]|US\$|\$|€|[A-Z]{3}/g, '');
  if (text === '') return null;
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  const decimals = last < 0 ? '' : text.slice(last + 1);
  const hasDecimals = last >= 0 && /^\d{1,2}$/.test(decimals);
  const whole = hasDecimals ? text.slice(0, last) : text;
  const mark = hasDecimals ? text.charAt(last) : null;
  const groups = whole.split(/[.,]/);
  const isGrouped = groups.slice(1).every((group) => /^\d{3}$/.test(group)) && /^\d{1,3}$/.test(groups[0] ?? '');
  const isWhole = groups.length === 1 ? /^\d+$/.test(whole) : isGrouped && (mark === null || !whole.includes(mark));
  if (!isWhole) return 'not-an-amount';
  return Number(`${groups.join('')}.${hasDecimals ? decimals : '0'}`);
}
