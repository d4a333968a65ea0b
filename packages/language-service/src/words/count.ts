import type { RuleCount } from '../recordings/recordings.ts';

/** How often a rule matched; of a rule that changed since it says that it was before. */
export function countWords({ matches, undecided, stale, of = 'recordings' }: RuleCount): string {
  const times = matches === 0 ? 'no match' : matches === 1 ? '1 match' : `${matches} matches`;
  const open = undecided === 0 ? '' : `, ${undecided} undecided`;
  return `${times}${open} in ${of}${stale ? ' before this change' : ''}`;
}
