/** Letters that are written from right to left. */
const RIGHT_TO_LEFT = /\p{Script=Arabic}|\p{Script=Hebrew}/u;

/**
 * A name inside of a sentence: written from right to left, it would draw digits and marks beside it to its other side.
 *
 * @see https://www.w3.org/International/questions/qa-bidi-unicode-controls
 */
export const isolated = (name: string): string => (RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name);
