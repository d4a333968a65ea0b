import type { LintRule } from '../../../contract.ts';
import { type AttackTag, attackTags } from '../attack-tags.ts';
import { placeIn } from '../tags.ts';

/** As the default policies 1.16 to 1.69 write them: an id, a hyphen, the name in lower case with hyphens. */
export const mitreFormat: LintRule = {
  id: 'metadata/mitre-format',
  title: 'MITRE tag that is written in another way',
  level: 'info',
  strict: 'warning',
  needs: 'rule',
  messages: {
    kind: '`{value}` is {what}: its key is `{right}`',
    form: '`{value}` is not of the form `{example}`',
  },
  check(rule, { report }) {
    for (const tag of attackTags(rule)) {
      const { value, id, key, slug } = tag;
      const right = id === undefined ? key : rightKey(id, key);
      if (right !== key)
        report(placeIn(tag, 0, value.length), 'kind', { value, what: described[right], right });
      else if (id === undefined || !/^[a-z0-9-]*$/.test(slug) || value.endsWith('-'))
        report(placeIn(tag, 0, value.length), 'form', { value, example: examples[key] });
    }
  },
};

/** A part of a technique is a technique, too, but a whole one is no part. */
function rightKey(id: string, key: AttackTag['key']): AttackTag['key'] {
  if (id.startsWith('TA')) return 'tactic';
  return id.includes('.') && key !== 'tactic' ? key : id.includes('.') ? 'subtechnique' : 'technique';
}

const described: Readonly<Record<AttackTag['key'], string>> = {
  tactic: 'a tactic',
  technique: 'a technique',
  subtechnique: 'a part of a technique',
};

const examples: Readonly<Record<AttackTag['key'], string>> = {
  tactic: 'TA0002-execution',
  technique: 'T1059-command-and-scripting-interpreter',
  subtechnique: 'T1059.004-unix-shell',
};
