/** Counts of texts, of which only so many different ones are kept, so that a long replay stays small. */
export class Tally<Detail = undefined> {
  /** Texts that came when there was no place for another one. */
  others = 0;
  private readonly counts = new Map<string, { count: number; readonly detail: Detail }>();
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  add(text: string, detail: Detail, times = 1): void {
    const known = this.counts.get(text);
    if (known !== undefined) known.count += times;
    else if (this.counts.size < this.limit) this.counts.set(text, { count: times, detail });
    else this.others += times;
  }

  has(text: string): boolean {
    return this.counts.has(text);
  }

  /** Most frequent first, then in the order they came. */
  entries(): readonly { readonly text: string; readonly count: number; readonly detail: Detail }[] {
    return [...this.counts]
      .map(([text, { count, detail }]) => ({ text, count, detail }))
      .sort((a, b) => b.count - a.count);
  }
}
