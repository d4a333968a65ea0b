import type { RecordValue } from '../record.ts';

/**
 * Values by their names, each name once. Rows of one kind have the same list of names, the same object: what follows
 * from the names is worked out once for all of them, and nobody looks a name up.
 */
export interface Row {
  readonly names: readonly string[];
  /** In the order of the names; `undefined`: this row has none of that name. */
  readonly values: readonly (RecordValue | undefined)[];
}

/** Names by the order in which they come; a recording has a handful of such orders. */
interface Names {
  readonly names: readonly string[];
  readonly next: Map<string, Names>;
  /** The step that was taken last. */
  lastName: string | undefined;
  last: Names | undefined;
}

/** One that makes up new names for ever must not fill the memory. */
const MOST = 20_000;

let root = namesOf([]);
let count = 1;

/** The values of an object as a row. */
export function rowOf(values: Readonly<Record<string, RecordValue | undefined>>): Row {
  const row: (RecordValue | undefined)[] = [];
  let at = start();
  for (const name in values) {
    at = step(at, name);
    row.push(values[name]);
  }
  return { names: at.names, values: row };
}

/** The names of an object's values: the same list for all that have them in the same order. */
export function namesIn(values: Readonly<Record<string, unknown>>): readonly string[] {
  let at = start();
  for (const name in values) at = step(at, name);
  return at.names;
}

function start(): Names {
  if (count > MOST) {
    root = namesOf([]);
    count = 1;
  }
  return root;
}

function step(from: Names, name: string): Names {
  if (from.lastName === name && from.last !== undefined) {
    return from.last;
  }
  let next = from.next.get(name);
  if (next === undefined) {
    next = namesOf([...from.names, name]);
    from.next.set(name, next);
    count += 1;
  }
  from.lastName = name;
  from.last = next;
  return next;
}

function namesOf(names: readonly string[]): Names {
  return { names, next: new Map(), lastName: undefined, last: undefined };
}
