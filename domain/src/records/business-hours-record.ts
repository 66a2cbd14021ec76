import { z } from 'zod';

/** Weekdays as ISO 8601 orders them. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** From `opens`, inclusive, to `closes`, exclusive: `HH:MM` on the wall clock; `closes` may be 24:00, the day's end. */
export const openInterval = z.object({
  opens: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day, for example 08:00.'),
  closes: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'A time of day, for example 17:30, or 24:00.'),
});
export type OpenInterval = z.infer<typeof openInterval>;

const day = z.array(openInterval).max(6);

/** When a tenant's people answer, in the tenant's time zone: no interval on a day means closed. */
export const businessHoursRecord = z.object({
  monday: day,
  tuesday: day,
  wednesday: day,
  thursday: day,
  friday: day,
  saturday: day,
  sunday: day,
  /** `YYYY-MM-DD`, closed all day whatever the weekday says */
  holidays: z.array(z.iso.date()).max(200),
});
export type BusinessHours = z.infer<typeof businessHoursRecord>;
