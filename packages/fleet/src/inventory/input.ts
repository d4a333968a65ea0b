/** One file of an inventory, in portions, and one record of it. */

export interface InventoryInput {
  /** As the user calls it. */
  readonly name: string;
  /** What its hosts belong to, where they do not say it themselves. */
  readonly cluster?: string;
  /** Its text, in portions of any size. */
  readonly texts: AsyncIterable<string>;
}

/** An element of a list, a line, or what stands beside lists: what one thing is said by. */
export type InventoryRecord =
  | { readonly ok: true; readonly value: unknown; readonly line: number }
  | { readonly ok: false; readonly reason: string; readonly line: number; readonly column?: number };

/** Takes a text in portions and gives records as they become whole. */
export interface Splitter {
  push(text: string): readonly InventoryRecord[];
  end(): readonly InventoryRecord[];
  /** For CSV: columns whose names mean nothing here. */
  readonly unknownColumns?: readonly string[];
}

/** A record longer than this is broken: it must not fill the memory. */
export const longestRecord = 16_000_000;
