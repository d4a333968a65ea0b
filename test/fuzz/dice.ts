/** Pseudo random choices that are the same for the same seed, everywhere. */
export interface Dice {
  /** An integer from 0 up to, not including, `below`. */
  readonly below: (below: number) => number;
  /** True in `percent` of 100 throws. */
  readonly chance: (percent: number) => boolean;
  readonly pick: <Item>(items: readonly [Item, ...Item[]] | readonly Item[]) => Item;
  /** Up to `most` members, at least `least`, doubles allowed. */
  readonly some: <Item>(items: readonly Item[], least: number, most: number) => readonly Item[];
}

/** mulberry32. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error('there is nothing to pick from');
    return item;
  };
  return {
    below,
    chance: (percent) => below(100) < percent,
    pick,
    some: (items, least, most) => Array.from({ length: least + below(most - least + 1) }, () => pick(items)),
  };
}
