import type { SlotValue } from '@secl/model';

/** A condition on one value, and the rules that cannot match where it is false, as bits. */
export interface Filter {
  readonly holds: (value: string) => boolean;
  /** Bits of the rules that are left where it does not hold. */
  readonly otherwise: readonly number[];
  /** It holds only for values that begin so: see `headOf`. Undefined: for any. */
  readonly heads: readonly string[] | undefined;
}

export interface Entry {
  readonly value: string;
  /** Bits of the rules that the value leaves possible. */
  readonly keep: number[];
  /** Filters that were not asked yet, since no rule of theirs was left so far. */
  waiting: readonly Filter[];
  /** By question: 0 not asked yet, 1 no, 2 yes. */
  readonly answers: number[];
}

/** What the values of one field of strings mean to the rules of an event type. */
export interface ValueIndex {
  find(value: SlotValue | undefined): Entry;
  /** Asks the filters of the rules that are `left`, which other values have not ruled out. */
  settle(entry: Entry, left: readonly number[]): void;
  /** A question that is answered only when a rule comes to it, and once for each value. */
  ask(entry: Entry, question: number): boolean;
}

/**
 * The first segment of an absolute path with both its slashes, of another value all of it. Of the many paths that rules
 * name most are ruled out by that alone.
 */
export function headOf(value: string): string {
  const end = value.startsWith('/') ? value.indexOf('/', 1) : -1;
  return end < 0 ? value : value.slice(0, end + 1);
}

/** What is left to ask of values with one head. */
interface Bucket {
  readonly keep: readonly number[];
  readonly filters: readonly Filter[];
}

/** Buckets by head, made when the first value with it comes: rules may name very many. */
function createBuckets(filters: readonly Filter[], everything: readonly number[]): (head: string) => Bucket {
  const wanting = new Map<string, Set<Filter>>();
  for (const filter of filters) {
    for (const head of filter.heads ?? []) {
      const own = wanting.get(head) ?? new Set();
      wanting.set(head, own.add(filter));
    }
  }
  const make = (wanted: ReadonlySet<Filter>): Bucket => {
    const mayHold = (filter: Filter): boolean => filter.heads === undefined || wanted.has(filter);
    const keep = [...everything];
    for (const filter of filters) if (!mayHold(filter)) take(keep, filter.otherwise);
    return { keep, filters: filters.filter(mayHold) };
  };
  const elsewhere = make(new Set());
  const buckets = new Map<string, Bucket>();
  return (head) => {
    const wanted = wanting.get(head);
    if (wanted === undefined) return elsewhere;
    const known = buckets.get(head) ?? make(wanted);
    buckets.set(head, known);
    return known;
  };
}

/** Whether it can take away a rule that is left. */
function concerns(otherwise: readonly number[], keep: readonly number[], left: readonly number[]): boolean {
  for (let word = 0; word < keep.length; word++) {
    if (((left[word] ?? 0) & (keep[word] ?? 0) & ~(otherwise[word] ?? 0)) !== 0) return true;
  }
  return false;
}

function take(keep: number[], otherwise: readonly number[]): void {
  for (let word = 0; word < keep.length; word++) keep[word] = (keep[word] ?? 0) & (otherwise[word] ?? 0);
}

/** Values that come again are many: the same programs, the same files. What is kept of them is bounded. */
const keptValues = 1000;
const keptLength = 200;

export function createValueIndex(
  filters: readonly Filter[],
  questions: readonly ((value: string) => boolean)[],
  everything: readonly number[],
): ValueIndex {
  const kept = new Map<string, Entry>();
  const unasked = questions.map(() => 0);
  const bucketOf = createBuckets(filters, everything);
  const make = (value: string): Entry => {
    const { keep, filters: waiting } = bucketOf(headOf(value));
    const entry: Entry = { value, keep: [...keep], waiting, answers: [...unasked] };
    if (value.length <= keptLength) {
      if (kept.size >= keptValues) kept.clear();
      kept.set(value, entry);
    }
    return entry;
  };
  const anything: Entry = { value: '', keep: [...everything], waiting: [], answers: [...unasked] };
  return {
    find(value) {
      return typeof value === 'string' ? (kept.get(value) ?? make(value)) : anything;
    },
    settle(entry, left) {
      const { value, keep, waiting } = entry;
      const still = waiting.filter(({ otherwise, holds }) => {
        if (!concerns(otherwise, keep, left)) return true;
        if (!holds(value)) take(keep, otherwise);
        return false;
      });
      if (still.length < waiting.length) entry.waiting = still;
    },
    ask(entry, question) {
      const known = entry.answers[question];
      if (known !== 0) return known === 2;
      const answer = questions[question]?.(entry.value) ?? false;
      entry.answers[question] = answer ? 2 : 1;
      return answer;
    },
  };
}
