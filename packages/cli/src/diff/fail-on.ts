import { type DiffKind, diffKinds, hasMeaning, kindsIn } from '@secl/diff';
import { didYouMean, type Found } from '@secl/workspace';
import type { DiffReport } from './report.ts';

/** A kind of change, or `any` for all after which rules do something else. */
export type FailOn = DiffKind | 'any';
const known: readonly FailOn[] = ['any', ...diffKinds];

/** What `--fail-on` names, or a message where it names something else. */
export function failOnOf(words: readonly string[]): Found<readonly FailOn[]> {
  const unknown = words.find((word) => !known.some((each) => each === word));
  if (unknown !== undefined) {
    const message = `--fail-on ${unknown}: there are ${known.join(', ')}${didYouMean(unknown, known)}`;
    return { ok: false, message };
  }
  return { ok: true, value: known.filter((each) => words.includes(each)) };
}

export function failing({ sets }: DiffReport, failOn: readonly FailOn[]): boolean {
  return sets
    .flatMap(({ diff }) => kindsIn(diff))
    .some((kind) => failOn.includes(kind) || (failOn.includes('any') && hasMeaning(kind)));
}
