import { attack } from '@secl/model';
import type { LintRule } from '../../../contract.ts';
import { attackTags, nameOf } from '../attack-tags.ts';
import { placeIn } from '../tags.ts';

/** The table is not complete (facts/attack.json): what it lacks is unknown here, not wrong. */
export const mitreUnknown: LintRule = {
  id: 'metadata/mitre-unknown',
  title: 'MITRE id that is not known here',
  level: 'info',
  needs: 'rule',
  messages: { unknown: '`{id}` is not in the table of ATT&CK ids that is used here ({source})' },
  check(rule, { report }) {
    const { source, replacement } = attack();
    for (const tag of attackTags(rule)) {
      const { id } = tag;
      if (id === undefined || nameOf(id) !== undefined || replacement(id) !== undefined) continue;
      report(placeIn(tag, 0, id.length), 'unknown', { id, source });
    }
  },
};
