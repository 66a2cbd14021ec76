import { type BusinessHours, type OpenInterval, WEEKDAYS, type Weekday } from '../records/business-hours-record.ts';

/**
 * Whether a business is open at a moment, by the wall clock of its time zone: what a daylight saving change skips or repeats is
 * skipped or repeated with it (R32). An unknown zone counts in UTC.
 * @param hours null: always open
 */
export function isOpenAt(hours: BusinessHours | null, at: Date, timeZone: string): boolean {
  if (hours === null) return true;
  const { date, weekday, time } = wallClock(at, timeZone);
  if (hours.holidays.includes(date)) return false;
  // Both are HH:MM: the order of the texts is the order of the times.
  return hours[weekday].some(({ opens, closes }) => opens <= time && time < closes);
}

/** What is wrong with hours that a person typed: the day, and why; null: nothing. Intervals come in order and do not overlap. */
export function faultInHours(
  hours: BusinessHours,
): { readonly day: Weekday; readonly why: 'ends-before-it-begins' | 'overlap' } | null {
  for (const day of WEEKDAYS) {
    const intervals = hours[day];
    if (intervals.some(({ opens, closes }) => closes <= opens)) return { day, why: 'ends-before-it-begins' };
    if (intervals.some(({ opens }, i) => opens < (intervals[i - 1]?.closes ?? ''))) return { day, why: 'overlap' };
  }
  return null;
}

/** Hours as they are kept: intervals of a day in their order, each holiday once, in order. */
export const sortedHours = (hours: BusinessHours): BusinessHours => ({
  monday: sorted(hours.monday),
  tuesday: sorted(hours.tuesday),
  wednesday: sorted(hours.wednesday),
  thursday: sorted(hours.thursday),
  friday: sorted(hours.friday),
  saturday: sorted(hours.saturday),
  sunday: sorted(hours.sunday),
  holidays: [...new Set(hours.holidays)].sort(),
});

const sorted = (day: readonly OpenInterval[]): OpenInterval[] =>
  [...day].sort((one, other) => one.opens.localeCompare(other.opens));

/** A moment as calendars and clocks in a time zone show it. */
function wallClock(
  at: Date,
  timeZone: string,
): { readonly date: string; readonly weekday: Weekday; readonly time: string } {
  const parts = formatOf(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  // The date is a day of the proleptic Gregorian calendar, whatever its zone: its weekday is that of the day in UTC.
  const weekday = WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'monday';
  return { date, weekday, time: `${part('hour')}:${part('minute')}` };
}

/** Formats are slow to make (some 50 µs) and few. */
const formats = new Map<string, Intl.DateTimeFormat>();
const MOST_FORMATS = 200;

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const form = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  const made = formatIn(form, timeZone) ?? new Intl.DateTimeFormat('en-CA', { ...form, timeZone: 'UTC' });
  if (formats.size >= MOST_FORMATS) formats.clear();
  formats.set(timeZone, made);
  return made;
}

function formatIn(form: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-CA', { ...form, timeZone });
  } catch {
    return null;
  }
}
