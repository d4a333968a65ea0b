import type { ReplayedRule } from '@secl/language-server';
import { counted, grouped } from './count-words.ts';

/** What the recording made of a rule, in a few words. */
export function outcomeWords({ outcome, matches, undecided, needs, reason, stale }: ReplayedRule): string {
  const before = stale ? ' before this edit' : '';
  switch (outcome) {
    case 'triggered':
      return `${counted(matches, 'match', 'matches')}${undecided === 0 ? '' : `, ${grouped(undecided)} undecided`}${before}`;
    case 'undecided':
      return `undecided on ${counted(undecided, 'event')}: the recording lacks ${needs.join(', ')}${before}`;
    case 'no-match':
      return `no match${before}`;
    case 'no-event':
      return `no event of its type${before}`;
    case 'not-loaded':
      return stale
        ? 'changed, not replayed yet'
        : reason === ''
          ? 'not replayed'
          : reason.replaceAll('`', '');
  }
}
