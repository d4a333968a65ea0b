/**
 * The keys of a record's own values in the order in which they come. Events of one type have a handful of them, so the
 * order in which they are written is worked out once.
 */
export interface Layout {
  readonly keys: readonly string[];
  readonly next: Map<string, Layout>;
  /** The step that was taken last. */
  lastKey: string | undefined;
  last: Layout | undefined;
  readonly sorted: readonly string[];
  /** For each of `sorted` where its value is: of a key that comes twice, the later one counts. */
  readonly order: readonly number[];
}

export interface Layouts {
  start(): Layout;
  step(from: Layout, key: string): Layout;
}

/** A recording has a handful; one that makes up new keys for ever must not fill the memory. */
const MOST = 20_000;

/** `onForget`: those before are of no use any more. */
export function layouts(onForget: () => void): Layouts {
  let root = layoutOf([]);
  let count = 1;
  return {
    start() {
      if (count > MOST) {
        root = layoutOf([]);
        count = 1;
        onForget();
      }
      return root;
    },
    step(from, key) {
      if (from.lastKey === key && from.last !== undefined) {
        return from.last;
      }
      let next = from.next.get(key);
      if (next === undefined) {
        next = layoutOf([...from.keys, key]);
        from.next.set(key, next);
        count += 1;
      }
      from.lastKey = key;
      from.last = next;
      return next;
    },
  };
}

function layoutOf(keys: readonly string[]): Layout {
  const sorted = [...new Set(keys)].sort();
  const order = sorted.map((key) => keys.lastIndexOf(key));
  return { keys, next: new Map(), lastKey: undefined, last: undefined, sorted, order };
}
