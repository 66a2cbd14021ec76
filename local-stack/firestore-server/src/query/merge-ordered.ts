/**
 * Merges lists that are in order into one, without repeating what several of them hold. It takes no more of any list
 * than was asked for, and one item ahead.
 */
export function* mergeOrdered<Item>(
  lists: readonly Iterable<Item>[],
  compare: (a: Item, b: Item) => number,
): Generator<Item> {
  const [only, ...others] = lists;
  if (only && others.length === 0) {
    yield* only;
    return;
  }
  const heads = lists.map((list) => {
    const rest = list[Symbol.iterator]();
    return { rest, next: rest.next() };
  });
  for (;;) {
    let lowest: Item | undefined;
    let isFound = false;
    for (const { next } of heads) {
      if (next.done || (isFound && compare(next.value, lowest as Item) >= 0)) continue;
      lowest = next.value;
      isFound = true;
    }
    if (!isFound) return;
    yield lowest as Item;
    for (const head of heads) {
      if (!head.next.done && compare(head.next.value, lowest as Item) === 0) head.next = head.rest.next();
    }
  }
}
