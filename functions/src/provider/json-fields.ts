/**
 * Reading JSON of a provider: it may grow new fields at any time and lack old ones, so each access says what it expects
 * and gets null otherwise. Nothing here throws.
 */

export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object; null for anything else. */
export const asObject = (value: unknown): JsonObject | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;

/** The objects of a list; empty for anything else. What is no object is left out. */
export const asObjects = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.map(asObject).filter((each) => each !== null) : [];

/**
 * Non-empty text; numbers are written out, since ids come as either. null for anything else. Halves of characters, which neither an
 * address nor Firestore takes, become U+FFFD.
 */
export function asText(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value.toWellFormed();
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** A finite number, also if written as text; null for anything else. */
export function asNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** The field of an object that may not be one. */
export const field = (value: unknown, name: string): unknown => {
  const object = asObject(value);
  return object !== null && Object.hasOwn(object, name) ? object[name] : undefined;
};

/** Longest JSON text kept of one item, in UTF-16 code units: a document holds 1 MiB. */
const KEPT_JSON_MAX = 200_000;

/**
 * An item as it came, for the record: as JSON text, since Firestore refuses lists in lists, empty names and more than 20 levels.
 * Cut at 200,000 characters.
 */
export function keptJson(value: unknown): { readonly json: string } {
  try {
    return { json: (JSON.stringify(value) ?? 'null').slice(0, KEPT_JSON_MAX) };
  } catch {
    return { json: '"(nested too deeply to be written)"' };
  }
}

/**
 * The provider's time, never later than the arrival; the arrival where none was told (R30).
 * @param seconds Unix seconds, as number or text
 * @param place among the messages of the same delivery, which keeps their order within a second
 */
export function timeOf(seconds: unknown, receivedAt: Date, place = 0): Date {
  const told = asNumber(seconds);
  if (told === null || told <= 0) return receivedAt;
  const at = Math.floor(told * 1_000) + Math.min(place, 999);
  return at < receivedAt.getTime() ? new Date(at) : receivedAt;
}
