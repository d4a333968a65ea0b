/** Counts of texts, of which only so many different ones are kept, so that a long replay stays small. */
export class Tally<Detail = undefined> {
  /** How often texts came for which there was no place left. */
  others = 0;
  private readonly counts = new Map<string, { count: number; readonly detail: Detail }>();
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Counts the text; `detail` is made when it comes first. Gives the detail, if the text is kept. */
  add(text: string, detail: () => Detail): Detail | undefined {
    const known = this.counts.get(text);
    if (known !== undefined) {
      known.count++;
      return known.detail;
    }
    if (this.counts.size >= this.limit) {
      this.others++;
      return undefined;
    }
    const made = detail();
    this.counts.set(text, { count: 1, detail: made });
    return made;
  }

  /** Most frequent first, then in the order they came. */
  entries(): readonly { readonly text: string; readonly count: number; readonly detail: Detail }[] {
    return [...this.counts]
      .map(([text, { count, detail }]) => ({ text, count, detail }))
      .sort((a, b) => b.count - a.count);
  }
}
