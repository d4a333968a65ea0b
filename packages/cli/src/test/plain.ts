/** What is told of a case where there are no colours: in reports that other programs show. */
import { type Failure, happeningInWords } from '@secl/testing';
import type { Documents } from '../report/documents.ts';
import { paintFor } from '../report/paint.ts';
import { explainedLines } from './explained.ts';

const page = { columns: undefined, paint: paintFor({ colour: false }) };

/** A failure in lines: where it is expected, on which event, and the rule condition by condition. */
export function plainFailure(
  { place, happening, explained }: Failure,
  documents: Documents,
): readonly string[] {
  return [
    `expected at ${documents.link(place)}`,
    ...(happening === undefined ? [] : [`on ${happeningInWords(happening)}`]),
    ...(explained === undefined ? [] : [explained.rule.id, ...explainedLines(explained, page, 2)]),
  ];
}
