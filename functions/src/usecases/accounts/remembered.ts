/**
 * Remembers what was loaded, for a while: for facts that are read for every message and change by hand. A load that fails is not
 * remembered, and one that is under way is shared.
 *
 * @param forMs how old an answer may be
 * @param max how many are kept; the oldest goes first
 */
export function rememberFor<Key extends string, Value>(
  { forMs, max, now }: { readonly forMs: number; readonly max: number; readonly now: () => Date },
  load: (key: Key) => Promise<Value>,
): { readonly get: (key: Key) => Promise<Value>; readonly forget: (key: Key) => void } {
  const known = new Map<Key, { readonly value: Promise<Value>; readonly until: number }>();
  return {
    get: (key) => {
      const found = known.get(key);
      if (found !== undefined && found.until > now().getTime()) return found.value;
      const value = load(key);
      known.delete(key);
      known.set(key, { value, until: now().getTime() + forMs });
      value.catch(() => known.delete(key));
      const oldest = known.size > max ? known.keys().next().value : undefined;
      if (oldest !== undefined) known.delete(oldest);
      return value;
    },
    forget: (key) => void known.delete(key),
  };
}

/**
 * Does something for a key at most once in a while; what comes in between is left out.
 * @param max how many keys are kept; the oldest goes first
 */
export function onceInAWhile(
  { everyMs, max, now }: { readonly everyMs: number; readonly max: number; readonly now: () => Date },
  act: (key: string) => Promise<unknown>,
): (key: string) => Promise<void> {
  const last = new Map<string, number>();
  return async (key) => {
    const at = now().getTime();
    if (at - (last.get(key) ?? Number.NEGATIVE_INFINITY) < everyMs) return;
    last.delete(key);
    last.set(key, at);
    const oldest = last.size > max ? last.keys().next().value : undefined;
    if (oldest !== undefined) last.delete(oldest);
    await act(key);
  };
}
