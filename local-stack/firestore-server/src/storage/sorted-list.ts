/** Blocks are split above this length. A splice within one block moves at most this many references. */
const MAX_BLOCK = 512;

/**
 * A list that stays sorted: insertion and removal cost a binary search and a splice within one block, walking from any
 * place costs the steps walked. The blocks keep large lists from being shifted as a whole.
 */
export class SortedList<Item> {
  readonly #compare: (a: Item, b: Item) => number;
  #blocks: Item[][] = [];
  #size = 0;

  constructor(compare: (a: Item, b: Item) => number) {
    this.#compare = compare;
  }

  /** A list of items in any order, none equal to another; cheaper than inserting them one by one. */
  static of<Item>(items: Item[], compare: (a: Item, b: Item) => number): SortedList<Item> {
    const list = new SortedList(compare);
    items.sort(compare);
    for (let from = 0; from < items.length; from += MAX_BLOCK >> 1) {
      list.#blocks.push(items.slice(from, from + (MAX_BLOCK >> 1)));
    }
    list.#size = items.length;
    return list;
  }

  get size(): number {
    return this.#size;
  }

  /** Adds an item; an equal item must not be in the list. */
  insert(item: Item): void {
    this.#size++;
    const at = this.#blockFor(item);
    const block = this.#blocks[at];
    if (!block) {
      this.#blocks.push([item]);
      return;
    }
    block.splice(
      firstIndex(block, (other) => this.#compare(other, item) >= 0),
      0,
      item,
    );
    if (block.length > MAX_BLOCK) this.#blocks.splice(at + 1, 0, block.splice(MAX_BLOCK >> 1));
  }

  /** Removes the equal item, if there is one. */
  delete(item: Item): void {
    const at = this.#blockFor(item);
    const block = this.#blocks[at];
    if (!block) return;
    const index = firstIndex(block, (other) => this.#compare(other, item) >= 0);
    const found = block[index];
    if (found === undefined || this.#compare(found, item) !== 0) return;
    block.splice(index, 1);
    this.#size--;
    if (block.length === 0) this.#blocks.splice(at, 1);
  }

  /** Walks upwards from the first item for which `isInside` holds; it must hold for all items after that one. */
  *ascending(isInside: (item: Item) => boolean = () => true): Generator<Item> {
    let at = firstIndex(this.#blocks, (block) => isInside(block[block.length - 1] as Item));
    let index = at < this.#blocks.length ? firstIndex(this.#blocks[at] as Item[], isInside) : 0;
    for (; at < this.#blocks.length; at++, index = 0) {
      const block = this.#blocks[at] as Item[];
      for (; index < block.length; index++) yield block[index] as Item;
    }
  }

  /** Walks downwards from the last item for which `isInside` holds; it must hold for all items before that one. */
  *descending(isInside: (item: Item) => boolean = () => true): Generator<Item> {
    let at = firstIndex(this.#blocks, (block) => !isInside(block[0] as Item)) - 1;
    let end = at >= 0 ? firstIndex(this.#blocks[at] as Item[], (item) => !isInside(item)) : 0;
    for (; at >= 0; at--, end = this.#blocks[at]?.length ?? 0) {
      const block = this.#blocks[at] as Item[];
      for (let index = end - 1; index >= 0; index--) yield block[index] as Item;
    }
  }

  /** The block an item belongs to: the first whose last item is not lower, else the last block. */
  #blockFor(item: Item): number {
    const at = firstIndex(this.#blocks, (block) => this.#compare(block[block.length - 1] as Item, item) >= 0);
    return at < this.#blocks.length ? at : Math.max(0, this.#blocks.length - 1);
  }
}

/** Binary search for the first element that satisfies a predicate which, once true, stays true. */
function firstIndex<T>(list: readonly T[], satisfies: (element: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (satisfies(list[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
