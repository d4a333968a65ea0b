/** Places of the users' files with lines and columns, and the piece of text that stands there. */
import { type CarriedPolicy, type Home, outward, outwardPlace } from '@secl/policy';
import { createLineIndex, type LineIndex, type Location, type Problem } from '@secl/text';
import type { Place } from '../report/report.ts';

export interface Places {
  at(place: Location): Place;
  /** One line of what stands there, shortened. */
  excerpt(place: Location): string;
  outward(problem: Problem): Problem;
}

const longest = 120;

export function placesIn(policies: readonly CarriedPolicy[]): Places {
  const texts = new Map<string, string>();
  const homes = new Map<string, Home>();
  const indexes = new Map<string, LineIndex>();
  for (const { file, text, home } of policies) {
    texts.set(file.name, text);
    texts.set(home.document, home.text);
    if (home.document !== file.name || home.readOnly) homes.set(file.name, home);
  }
  const homeOf = (document: string): Home | undefined => homes.get(document);
  const indexOf = (document: string): LineIndex => {
    const index = indexes.get(document) ?? createLineIndex(texts.get(document) ?? '');
    indexes.set(document, index);
    return index;
  };
  return {
    at(inner) {
      const { document, range } = outwardPlace(inner, homeOf);
      const index = indexOf(document);
      const start = index.positionAt(range.start);
      const end = index.positionAt(range.end);
      return {
        file: document,
        line: start.line,
        column: start.column,
        endLine: end.line,
        endColumn: end.column,
      };
    },
    excerpt({ document, range }) {
      const text = (texts.get(document) ?? '').slice(range.start, range.end).replaceAll(/\s+/g, ' ').trim();
      return text.length > longest ? `${text.slice(0, longest)}…` : text;
    },
    outward: (problem) => outward(problem, homeOf),
  };
}
