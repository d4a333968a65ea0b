import type { SourceLine } from '../../reading/split.ts';

/** Several lines as one, at the place of the first; their text is put together when somebody wants it. */
export class LinesOfEvent implements SourceLine {
  readonly #first: SourceLine;
  readonly #lines: readonly SourceLine[];

  constructor(first: SourceLine, lines: readonly SourceLine[]) {
    this.#first = first;
    this.#lines = lines;
  }

  get document(): string {
    return this.#first.document;
  }

  get line(): number {
    return this.#first.line;
  }

  get column(): number {
    return this.#first.column;
  }

  get offset(): number {
    return this.#first.offset;
  }

  get ended(): boolean {
    return this.#first.ended;
  }

  get text(): string {
    return this.#lines.map(({ text }) => text).join('\n');
  }
}
