import { attack } from '@secl/model';
import type { LintRule } from '../../../contract.ts';
import { attackTags, nameOf, parentOf, slugOfKnown } from '../attack-tags.ts';
import { placeIn } from '../tags.ts';

/** The tactics of a technique are those that ATT&CK v18 lists for it (facts/attack.json). */
export const mitreTactic: LintRule = {
  id: 'metadata/mitre-tactic',
  title: 'Technique of another tactic',
  level: 'info',
  needs: 'rule',
  messages: { tactic: 'ATT&CK lists {technique} under {known}, not under {given}' },
  check(rule, { report }) {
    const tags = attackTags(rule);
    const tactics = tags.filter(({ key }) => key === 'tactic');
    const given = tactics.flatMap(({ id }) => id ?? []);
    // A tactic whose id and name differ is reported for that, and may be either.
    const meant = tactics.map(({ slug }) => slug);
    if (given.length === 0 || given.some((id) => nameOf(id) === undefined)) return;
    for (const tag of tags) {
      if (tag.key === 'tactic' || tag.id === undefined) continue;
      const known = tacticsOf(tag.id);
      if (
        known.length === 0 ||
        known.some((id) => given.includes(id) || meant.includes(slugOfKnown(nameOf(id) ?? '')))
      )
        continue;
      report(placeIn(tag, 0, tag.id.length), 'tactic', {
        technique: named(tag.id),
        known: known.map(named).join(' and '),
        given: given.map(named).join(' or '),
      });
    }
  },
};

/** A part of a technique goes with what the whole goes with, too. */
function tacticsOf(id: string): readonly string[] {
  const { techniques } = attack();
  const own = techniques.get(id)?.tactics ?? [];
  const whole = techniques.get(parentOf(id) ?? '')?.tactics ?? [];
  return [...own, ...whole.filter((tactic) => !own.includes(tactic))];
}

function named(id: string): string {
  return `\`${id}\` (${nameOf(id) ?? ''})`;
}
