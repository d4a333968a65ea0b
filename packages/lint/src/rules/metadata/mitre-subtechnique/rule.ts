import type { LintRule } from '../../../contract.ts';
import { attackTags, parentOf } from '../attack-tags.ts';
import { placeIn } from '../tags.ts';

/** `T1059.004` is a part of `T1059`: that is how ATT&CK numbers them. */
export const mitreSubtechnique: LintRule = {
  id: 'metadata/mitre-subtechnique',
  title: 'Part of a technique that the rule does not name',
  level: 'warning',
  needs: 'rule',
  messages: { parent: '`{id}` is a part of `{parent}`, and the rule names {given}' },
  check(rule, { report }) {
    const tags = attackTags(rule);
    const given = tags.flatMap(({ key, id }) => (key === 'technique' && id !== undefined ? [id] : []));
    if (given.length === 0) return;
    for (const tag of tags) {
      const { key, id } = tag;
      const parent = id === undefined ? undefined : parentOf(id);
      if (key !== 'subtechnique' || id === undefined || parent === undefined) continue;
      if (given.some((each) => each === parent || each === id)) continue;
      const names = given.map((each) => `\`${each}\``).join(' and ');
      report(placeIn(tag, 0, id.length), 'parent', { id, parent, given: names });
    }
  },
};
