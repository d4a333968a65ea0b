import { minor } from './facts.ts';

/**
 * A range of minors in one short word, as in the data files: `27`, `73~74` (first minor between 73 and 74), `38-45`,
 * `36-68~69` (last minor between 68 and 69), `50!54` (a gap at 54).
 */
export function rangeWord(fact: {
  readonly since: string;
  readonly sinceMax?: string;
  readonly until: string | null;
  readonly untilMin?: string;
  readonly gaps?: readonly string[];
}): string {
  const spread = (low: number, high: number): string => (low === high ? `${low}` : `${low}~${high}`);
  const since = minor(fact.since);
  let word = spread(since, fact.sinceMax === undefined ? since : minor(fact.sinceMax));
  if (fact.until !== null) {
    const until = minor(fact.until);
    word += `-${spread(fact.untilMin === undefined ? until : minor(fact.untilMin), until)}`;
  }
  for (const gap of fact.gaps ?? []) {
    word += `!${minor(gap)}`;
  }
  return word;
}
