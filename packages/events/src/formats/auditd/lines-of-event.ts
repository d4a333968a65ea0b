import type { SourceLine } from '../../reading/split.ts';

/** Several lines as one, at the place of the first; their text is put together when somebody wants it. */
export class LinesOfEvent implements SourceLine {
  readonly document: string;
  readonly line: number;
  readonly column: number;
  readonly offset: number;
  readonly ended: boolean;
  readonly #lines: readonly SourceLine[];

  constructor(first: SourceLine, lines: readonly SourceLine[]) {
    this.document = first.document;
    this.line = first.line;
    this.column = first.column;
    this.offset = first.offset;
    this.ended = first.ended;
    this.#lines = lines;
  }

  get text(): string {
    return this.#lines.map(({ text }) => text).join('\n');
  }
}
