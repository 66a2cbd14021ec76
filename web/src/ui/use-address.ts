import { useCallback, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';

/** The filters and the search of a list, as they stand in the address: they can be sent, and gone back to. */
export type Address = {
  /** '' where the address does not say it */
  readonly read: (name: string) => string;
  /** Empty texts and null leave the address. Writing replaces: Back leads out of the list, not through its filters. */
  readonly write: (changes: Readonly<Record<string, string | null>>) => void;
};

/** The search parameters of the page. */
export function useAddress(): Address {
  const [search, setSearch] = useSearchParams();
  const read = useCallback((name: string) => search.get(name) ?? '', [search]);
  // Two writes of one moment must not undo each other: the router tells the second one of the state before the first.
  const latest = useRef(search);
  latest.current = search;
  const write = useCallback(
    (changes: Readonly<Record<string, string | null>>) => {
      const next = new URLSearchParams(latest.current);
      for (const [name, value] of Object.entries(changes))
        if (value) next.set(name, value);
        else next.delete(name);
      latest.current = next;
      setSearch(next, { replace: true, preventScrollReset: true });
    },
    [setSearch],
  );
  return { read, write };
}

/** One of the known values of a parameter; anything else is the first one, which is not written. */
export function useAddressChoice<Value extends string>(
  name: string,
  values: readonly [Value, ...Value[]],
): [Value, (value: Value) => void] {
  const { read, write } = useAddress();
  const text = read(name);
  const value = values.find((each) => each === text) ?? values[0];
  return [value, (next) => write({ [name]: next === values[0] ? null : next })];
}
