/** Regular expressions in RE2 syntax: linear time, no look-around, no back references. */
import { RE2JS } from 're2js';
import { failure, type Outcome } from '../values.ts';

/** Rules use few patterns and use them often; patterns made from stored text must not fill the memory. */
const CACHE_SIZE = 256;
const cache = new Map<string, RE2JS>();

/** Compiles, or takes a compiled pattern, and runs `use` on it; an invalid pattern is an error value. */
export function withRegex(pattern: string, use: (regex: RE2JS) => Outcome): Outcome {
  let regex = cache.get(pattern);
  if (regex === undefined) {
    try {
      regex = RE2JS.compile(pattern);
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      return failure(`Invalid regular expression [${pattern}]: ${reason}.`);
    }
    const oldest = cache.keys().next();
    if (cache.size >= CACHE_SIZE && !oldest.done) cache.delete(oldest.value);
    cache.set(pattern, regex);
  }
  return use(regex);
}
