/**
 * JSON in ASCII only. Then characters, UTF-16 code units and bytes are the same number, which WebChannel's lengths rely
 * on, and no network chunk can cut a character in two.
 */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
