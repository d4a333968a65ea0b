import type { ReplayedRule } from '@secl/language-server';

/** What the recording made of a rule, in a few words. */
export function outcomeWords({ outcome, matches, undecided, needs, reason, stale }: ReplayedRule): string {
  const before = stale ? ' before this edit' : '';
  switch (outcome) {
    case 'triggered':
      return `${times(matches, 'match', 'matches')}${undecided === 0 ? '' : `, ${undecided} undecided`}${before}`;
    case 'undecided':
      return `undecided on ${times(undecided, 'event', 'events')}: the recording lacks ${needs.join(', ')}${before}`;
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

function times(count: number, one: string, several: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${several}`;
}
