import { fillMessage, type Location, type Problem, type Range } from '@secl/text';
import { type PolicyProblemCode, policyProblems } from './problems.ts';

interface Extras {
  readonly agent?: string | undefined;
  readonly related?: Problem['related'];
}

/** A problem of a declared kind at a place of a file. */
export function problem(
  code: PolicyProblemCode,
  place: Location,
  values: Readonly<Record<string, string | number>> = {},
  extras: Extras = {},
): Problem {
  const declared = policyProblems[code];
  return {
    code,
    severity: declared.severity,
    message: fillMessage(declared.message, values),
    place,
    related: extras.related ?? [],
    ...(extras.agent === undefined ? {} : { agent: extras.agent }),
  };
}

/** A range that counts from an item's start, as a place in the file. */
export function placeIn(document: string, offset: number, range: Range): Location {
  return { document, range: { start: range.start + offset, end: range.end + offset } };
}

/** Where a definition says its id, or all of it where it has none. */
export function placeOfId(
  { name }: { readonly name: string },
  {
    offset,
    id,
    range,
  }: { readonly offset: number; readonly id: { readonly range: Range } | undefined; readonly range: Range },
): Location {
  return placeIn(name, offset, id?.range ?? range);
}
