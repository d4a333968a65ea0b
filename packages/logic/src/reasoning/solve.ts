/**
 * An event that makes a condition true. Each way in which nothing contradicts is tried: values are picked that pass the
 * tests of every term, and the caller says whether the condition is true with them, since fields may be tied to each other
 * in ways that are not known here.
 */
import { type Example, exampleOf } from './example.ts';
import { formulaOf, isTooLong, type Proposition } from './proposition.ts';
import { eachOpenEnd } from './refute.ts';
import type { Naming } from './term.ts';

/** So many ways are tried. */
const ways = 50;

/** undefined where none was found, which proves nothing. */
export function solve(
  { condition, eventType, iterator }: Proposition,
  isTrue: (example: Example) => boolean,
): Example | undefined {
  if (isTooLong(condition)) return undefined;
  const naming: Naming = { eventType, element: '', variables: '', side: 'first', fresh: 0 };
  let found: Example | undefined;
  let left = ways;
  eachOpenEnd([formulaOf(condition, true, naming)], (known) => {
    const example = exampleOf(known, iterator);
    if (example !== undefined && isTrue(example)) found = example;
    left--;
    return found !== undefined || left === 0;
  });
  return found;
}
