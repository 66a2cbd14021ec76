import type { Locale } from '../tenant/locale.ts';

/** A cell as a spreadsheet reads it: numbers and dates without any language's commas. */
export type Cell = string | number | null;

/** A column of an exported list: its title in both languages, and what it says of a record. */
export type Column<Item> = {
  readonly title: Readonly<Record<Locale, string>>;
  readonly cell: (item: Item, timeZone: string) => Cell;
};

/** A record and its document id. */
export type Identified<Record_> = { readonly id: string; readonly record: Record_ };

/** The first line of a table. */
export const titlesOf = <Item>(columns: readonly Column<Item>[], locale: Locale): string[] =>
  columns.map(({ title }) => title[locale]);

/** One line of a table. */
export const cellsOf = <Item>(columns: readonly Column<Item>[], item: Item, timeZone: string): Cell[] =>
  columns.map(({ cell }) => cell(item, timeZone));

/** Date and time on the tenant's clock, as `2026-03-01 10:05`: every spreadsheet takes that for a date. */
export function localMoment(at: Date | null, timeZone: string): string | null {
  if (at === null) return null;
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}
