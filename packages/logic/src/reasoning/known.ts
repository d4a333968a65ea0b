import type { Literal } from './formula.ts';
import { naturalTest } from './free.ts';
import { isNatural, type Term } from './term.ts';
import { mayPass, type ValueTest } from './value-test.ts';

interface Entry {
  readonly term: Term;
  /** What some value passes; of a term with one value it is always the same value. */
  readonly some: ValueTest[];
  readonly each: ValueTest[];
}

/** Literals that are taken for true together, and whether they can be. */
export class Known {
  readonly #entries = new Map<string, Entry>();
  readonly #added: Literal[] = [];
  #hasElements = false;

  /** Adds the literal. `false`: it is proved that not all can be true; it is added all the same. */
  add(literal: Literal): boolean {
    const { term, of, test } = literal;
    const entry = this.#entryFor(term);
    (of === 'some' ? entry.some : entry.each).push(test);
    this.#added.push(literal);
    if (!this.#mayBe(entry)) return false;
    if (of === 'some' || term.among !== undefined || !this.#hasElements) return true;
    // What is said of all elements is said of the one that the iterator variable stands for.
    for (const other of this.#entries.values()) {
      if (other.term.among === term.key && !this.#mayBe(other)) return false;
    }
    return true;
  }

  /** Whether it may be true beside the others. */
  admits(literal: Literal): boolean {
    const before = this.size;
    const admitted = this.add(literal);
    this.backTo(before);
    return admitted;
  }

  get size(): number {
    return this.#added.length;
  }

  /** Forgets what was added since the size was this. */
  backTo(size: number): void {
    while (this.#added.length > size) {
      const literal = this.#added.pop();
      const entry = literal && this.#entries.get(literal.term.key);
      if (literal !== undefined) (literal.of === 'some' ? entry?.some : entry?.each)?.pop();
    }
  }

  /** Whether some term is an element of an array. */
  get hasElements(): boolean {
    return this.#hasElements;
  }

  /** What is known of a term, if more is than that it is no negative number. */
  entryOf(term: string): Entry | undefined {
    const entry = this.#entries.get(term);
    if (entry === undefined) return undefined;
    return entry.some.length > 0 || entry.each.some((test) => test !== naturalTest) ? entry : undefined;
  }

  /** The terms of which something is known, and what. */
  *entries(): Generator<Entry> {
    for (const entry of this.#entries.values()) if (entry.some.length + entry.each.length > 0) yield entry;
  }

  #entryFor(term: Term): Entry {
    const found = this.#entries.get(term.key);
    if (found !== undefined) return found;
    const entry: Entry = { term, some: [], each: isNatural(term) ? [naturalTest] : [] };
    this.#entries.set(term.key, entry);
    this.#hasElements ||= term.among !== undefined;
    return entry;
  }

  #mayBe({ term, some, each }: Entry): boolean {
    const ofAll = term.among === undefined ? undefined : this.#entries.get(term.among)?.each;
    const every = ofAll === undefined || ofAll.length === 0 ? each : [...each, ...ofAll];
    switch (term.values) {
      case 'one':
        if (some.length === 0) return mayPass(every);
        return mayPass(every.length === 0 ? some : [...some, ...every]);
      case 'some':
        return some.length === 0 ? mayPass(every) : some.every((test) => mayPass([test, ...every]));
      case 'any':
        return some.every((test) => mayPass([test, ...every]));
    }
  }
}

export type { Entry };
