import { attack } from '@secl/model';
import type { LintRule } from '../../../contract.ts';
import { attackTags, nameOf, rewritten, slugOf } from '../attack-tags.ts';
import { placeIn } from '../tags.ts';

/** ATT&CK says which technique replaced one that it retired (facts/attack.json, `redirects`). */
export const mitreRetired: LintRule = {
  id: 'metadata/mitre-retired',
  title: 'MITRE technique that was retired',
  level: 'warning',
  needs: 'rule',
  messages: { retired: 'ATT&CK has retired `{id}`: it is `{now}`{name} now' },
  check(rule, { report }) {
    for (const tag of attackTags(rule)) {
      const now = tag.id === undefined ? undefined : attack().replacement(tag.id);
      if (tag.id === undefined || now === undefined) continue;
      const name = nameOf(now);
      const slug = tag.slug === '' || name === undefined ? '' : slugOf(name);
      report(
        placeIn(tag, 0, tag.id.length),
        'retired',
        { id: tag.id, now, name: name === undefined ? '' : ` (${name})` },
        { fix: rewritten(tag, now, slug, `write \`${now}\``) },
      );
    }
  },
};
