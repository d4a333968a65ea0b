import { type Home, outward, outwardPlace } from '@secl/policy';
import { createLineIndex, type LineIndex, type Location, type Problem } from '@secl/text';

/** The texts that places lie in. Line indexes are made when a place is asked for. */
export interface Documents {
  lines(document: string): LineIndex | undefined;
  text(document: string): string;
  /** The place in the user's file, where a policy is a part of one. All other functions here want places in files. */
  outward(place: Location): Location;
  /** A problem with all of its places, and its fix, in the user's files. */
  outwardProblem(problem: Problem): Problem;
  /** `file:line:column` in the user's file, as terminals and editors make a link of it. */
  link(place: Location): string;
}

/** `homes`: the user's file for each document that is only a part of one. */
export function documentsOf(
  texts: ReadonlyMap<string, string>,
  homes: ReadonlyMap<string, Home> = new Map(),
): Documents {
  const indexes = new Map<string, LineIndex>();
  const homeOf = (document: string): Home | undefined => homes.get(document);
  const lines = (document: string): LineIndex | undefined => {
    const text = texts.get(document);
    if (text === undefined) return undefined;
    const index = indexes.get(document) ?? createLineIndex(text);
    indexes.set(document, index);
    return index;
  };
  return {
    lines,
    text: (document) => texts.get(document) ?? '',
    outward: (place) => outwardPlace(place, homeOf),
    outwardProblem: (problem) => outward(problem, homeOf),
    link(inner) {
      const place = outwardPlace(inner, homeOf);
      const at = lines(place.document)?.positionAt(place.range.start);
      return at === undefined ? place.document : `${place.document}:${at.line}:${at.column}`;
    },
  };
}
