import { parseJsonExact } from '@secl/text';
import { type Case, recogniseCase } from './cases.ts';

export interface PlacedCase {
  readonly line: number;
  readonly test: Case;
}

/** A line that is no case: what is wrong with it, as `file:line: …`. */
export interface Unreadable {
  readonly unreadable: string;
}

/** The cases of a file, one JSON object a line; integers are exact. */
export function* readCases(file: string, text: string): Generator<PlacedCase | Unreadable> {
  for (const [index, source] of text.split('\n').entries()) {
    if (source.trim() === '') continue;
    const line = index + 1;
    const parsed = parseJsonExact(source);
    if (!parsed.ok) {
      yield { unreadable: `${file}:${line}:${parsed.position.column}: ${parsed.problem.message}` };
      continue;
    }
    const test = recogniseCase(parsed.value, line);
    yield 'wrong' in test ? { unreadable: `${file}:${line}: ${test.wrong}` } : { line, test };
  }
}
