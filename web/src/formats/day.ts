const DAY_MS = 86_400_000;

/** Midnight at the beginning of a day, in the reader's time zone. */
const dayStart = (at: Date): number => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

/** Whole days between two moments, as the reader's calendar counts them; rounded, since some days have 23 or 25 hours. */
const daysBetween = (earlier: Date, later: Date): number => Math.round((dayStart(later) - dayStart(earlier)) / DAY_MS);

/** Names the reader's day of a moment: the same text for two moments of one day. */
export const dayKey = (at: Date): string => `${at.getFullYear()}-${at.getMonth() + 1}-${at.getDate()}`;

/** A day as people say it: today, yesterday, the weekday within a week, then the date. */
export function formatDayName(region: string, at: Date, now: Date): string {
  const days = daysBetween(at, now);
  if (days <= 1)
    return inSentence(new Intl.RelativeTimeFormat(region, { numeric: 'auto' }).format(-Math.max(0, days), 'day'));
  if (days < 7) return inSentence(new Intl.DateTimeFormat(region, { weekday: 'long' }).format(at));
  return new Intl.DateTimeFormat(region, { dateStyle: 'long' }).format(at);
}

/** The time of day in the reader's form. */
export const formatTime = (region: string, at: Date): string =>
  new Intl.DateTimeFormat(region, { timeStyle: 'short' }).format(at);

/** As short as it can be said in a list: the time of today, yesterday, the weekday within a week, then the date. */
export function formatWhen(region: string, at: Date, now: Date): string {
  const days = daysBetween(at, now);
  if (days <= 0) return formatTime(region, at);
  return days < 7 ? formatDayName(region, at, now) : new Intl.DateTimeFormat(region, { dateStyle: 'short' }).format(at);
}

/** With a capital, as the beginning of a line has it. */
const inSentence = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
