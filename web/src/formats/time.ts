const STEPS = [
  { unit: 'second', milliseconds: 1_000, below: 60_000 },
  { unit: 'minute', milliseconds: 60_000, below: 3_600_000 },
  { unit: 'hour', milliseconds: 3_600_000, below: 86_400_000 },
  { unit: 'day', milliseconds: 86_400_000, below: 7 * 86_400_000 },
] as const;

/**
 * How long ago something was, in words ("3 minutes ago"), up to a week; older things get their date. A clock of ours
 * that is a little behind the server's never makes it "in 3 seconds".
 */
export function formatRelative(region: string, at: Date, now: Date): string {
  const passed = Math.max(0, now.getTime() - at.getTime());
  const step = STEPS.find(({ below }) => passed < below);
  if (!step) return formatDay(region, at);
  // Seconds are not worth reading: "now" until a minute has passed.
  const count = step.unit === 'second' ? 0 : Math.floor(passed / step.milliseconds);
  return new Intl.RelativeTimeFormat(region, { numeric: 'auto' }).format(count === 0 ? 0 : -count, step.unit);
}

/** Day and time in the reader's form and time zone. */
export const formatMoment = (region: string, at: Date): string =>
  new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** The day in the reader's form and time zone. */
export const formatDay = (region: string, at: Date): string =>
  new Intl.DateTimeFormat(region, { dateStyle: 'medium' }).format(at);

/**
 * A day without a time zone, as printed on an order, in the reader's form.
 *
 * @param date YYYY-MM-DD
 */
export const formatPlainDate = (region: string, date: string): string =>
  new Intl.DateTimeFormat(region, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));

/**
 * A time of day in the reader's form; the day's end reads as midnight.
 *
 * @param time HH:MM, up to 24:00
 */
export const formatClock = (region: string, time: string): string =>
  new Intl.DateTimeFormat(region, { timeStyle: 'short', timeZone: 'UTC' }).format(new Date(`1970-01-01T${time}:00Z`));
