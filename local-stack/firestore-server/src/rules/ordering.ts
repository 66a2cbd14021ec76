/** Order of texts, bytes and numbers, as `<` and sorted keys use it. */

/**
 * Compares texts by code point, which is also the order of their UTF-8 bytes (Firestore's own order of strings).
 * Differs from JavaScript's order by code unit only for surrogate pairs. Returns a negative number, 0 or a positive.
 */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a === b) continue;
    const isLeftSurrogate = a >= 0xd800 && a <= 0xdfff;
    const isRightSurrogate = b >= 0xd800 && b <= 0xdfff;
    if (isLeftSurrogate !== isRightSurrogate) return isLeftSurrogate ? 1 : -1;
    return a - b;
  }
  return left.length - right.length;
}

/** Compares bytes as unsigned numbers, shorter first when one is a prefix of the other. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
