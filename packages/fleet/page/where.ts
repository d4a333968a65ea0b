/** In which groups of the selection something becomes of a rule, in few words. */
import type { PageOutcome } from '../src/page/page-data.ts';
import type { Fleet } from './fleet.ts';
import { outcomeOf } from './lens.ts';
import type { Selection } from './select.ts';
import { shown } from './text.tsx';

const mostNames = 3;

/** `cluster legacy, shop and 4 more`; empty where no group is named. */
export function whereOf(
  fleet: Fleet,
  selection: Selection,
  rule: number,
  isMeant: (outcome: PageOutcome) => boolean,
): string {
  const meant = fleet.data.profiles.map((_, profile) => {
    const outcome = outcomeOf(fleet, profile, rule);
    return outcome !== undefined && isMeant(outcome);
  });
  const { grouping, groups, members } = selection;
  const names = groups.filter(({ isRest, start, end }) => {
    for (let place = start; place < end && !isRest; place++)
      if (meant[fleet.profile[members[place] ?? -1] ?? -1] === true) return true;
    return false;
  });
  if (names.length === 0) return '';
  const first = names.slice(0, mostNames).map(({ name }) => shown(name));
  const more = names.length - first.length;
  return `${grouping.kind} ${first.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
