import type { Availability, Minor } from './facts.ts';

/**
 * Reads a range as the data files write it: `27`, `73~74` (begins between 73 and 74), `38-45`, `36-68~69` (ends between
 * 68 and 69), `50!54` (without 54).
 */
export function parseRange(word: string): Availability {
  const [range = '', ...gaps] = word.split('!');
  const [first = '', last] = range.split('-');
  const [since = 0, sinceMax = since] = first.split('~').map(Number);
  const [untilMin, until = untilMin] = last === undefined ? [] : last.split('~').map(Number);
  return { since, sinceMax, until: until ?? null, untilMin: untilMin ?? null, gaps: gaps.map(Number) };
}

/** Whether agents of this minor have it, estimates taken at their widest. */
export function isAvailable(availability: Availability, minor: Minor): boolean {
  return (
    minor >= availability.since &&
    (availability.until === null || minor <= availability.until) &&
    !availability.gaps.includes(minor)
  );
}

/** The minors at which it comes or goes. */
export function boundaries(availability: Availability): readonly Minor[] {
  const found = [availability.since];
  if (availability.until !== null) {
    found.push(availability.until + 1);
  }
  for (const gap of availability.gaps) {
    found.push(gap, gap + 1);
  }
  return found;
}
