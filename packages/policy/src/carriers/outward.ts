import { type Edit, encode, type Fix, type Location, type Problem, type SpanEdit } from '@secl/text';
import type { Home } from './carried.ts';

/** The home of a document that is not a user's file itself. */
export type HomeOf = (document: string) => Home | undefined;

/** A place as one of the user's file. */
export function outwardPlace(place: Location, homeOf: HomeOf): Location {
  const home = homeOf(place.document);
  if (home === undefined) return place;
  const range = home.scalar === undefined ? place.range : home.scalar.map.toSource(place.range);
  return { document: home.document, range };
}

/**
 * A problem with all of its places in files of the user, and its fix as edits that are legal where they stand. A fix
 * that cannot be written back, as in a template, is left out.
 */
export function outward(problem: Problem, homeOf: HomeOf): Problem {
  const { fix, place, related, ...rest } = problem;
  const edits = fix === undefined ? undefined : outwardEdits(editsOf(fix), homeOf);
  return {
    ...rest,
    place: outwardPlace(place, homeOf),
    related: related.map((each) => ({ message: each.message, place: outwardPlace(each.place, homeOf) })),
    ...(fix !== undefined && edits !== undefined
      ? { fix: { ...fix, edits: edits.map(({ location, text }) => ({ place: location, text })) } }
      : {}),
  };
}

const editsOf = (fix: Fix<Location>): readonly Edit[] =>
  fix.edits.map(({ place, text }) => ({ location: place, text }));

/**
 * Edits of documents as edits of the user's files; nothing where one of them cannot be written back. Those of one
 * document are encoded together, so that they cannot come into each other's way.
 */
export function outwardEdits(edits: readonly Edit[], homeOf: HomeOf): readonly Edit[] | undefined {
  const result: Edit[] = [];
  const inner = new Map<string, SpanEdit[]>();
  for (const { location, text } of edits) {
    const home = homeOf(location.document);
    if (home?.readOnly) return undefined;
    if (home?.scalar === undefined) result.push({ location: outwardPlace(location, homeOf), text });
    else {
      const spans = inner.get(location.document) ?? [];
      spans.push({ span: location.range, text });
      inner.set(location.document, spans);
    }
  }
  for (const [document, spans] of inner) {
    const home = homeOf(document);
    if (home?.scalar === undefined) continue;
    const encoded = encode(home.scalar, spans);
    const written = encoded.kind === 'edits' ? encoded.edits : [encoded.edit];
    for (const { range, text } of written)
      result.push({ location: { document: home.document, range }, text });
  }
  return result;
}
