import { z } from 'zod';

/** A Firestore Timestamp as either SDK gives it, without importing either. */
const hasToDate = (value: unknown): value is { toDate(): Date } =>
  typeof value === 'object' && value !== null && 'toDate' in value && typeof value.toDate === 'function';

/** A point in time in a stored document: written as a Date, read back as the SDK's Timestamp, parsed to a Date. */
export const instant = z.preprocess((value) => (hasToDate(value) ? value.toDate() : value), z.date());

/** A record has all its fields at any time; what is not known yet is null, so that rules and queries can rely on it. */
export const instantOrNull = z.preprocess((value) => (hasToDate(value) ? value.toDate() : value), z.date().nullable());
