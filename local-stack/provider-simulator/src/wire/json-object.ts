/** A JSON object of unknown content, as a client sent it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value when it is a JSON object, otherwise null. */
export const asObject = (value: unknown): JsonObject | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;

/** The value when it is an array, otherwise an empty one. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The value when it is a string, otherwise null. */
export const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);
