/** Items in so many shares of about the same weight, each in one share and all in their order. */
export function fairShares<Item>(
  items: readonly Item[],
  count: number,
  weightOf: (item: Item) => number,
): readonly (readonly Item[])[] {
  const shares = Array.from({ length: count }, (): Item[] => []);
  const fair = items.reduce((sum, item) => sum + weightOf(item), 0) / count;
  let before = 0;
  for (const item of items) {
    const weight = weightOf(item);
    // Its middle says where it belongs.
    const share = fair === 0 ? 0 : Math.min(count - 1, Math.floor((before + weight / 2) / fair));
    shares[share]?.push(item);
    before += weight;
  }
  return shares;
}
