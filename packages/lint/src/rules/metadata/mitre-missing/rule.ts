import type { LintRule } from '../../../contract.ts';
import { attackTags } from '../attack-tags.ts';
import { isOwnDefinition } from '../tags.ts';

/** Most rules of Datadog's default policies name a tactic and a technique; those that only prepare for others do not. */
export const mitreMissing: LintRule = {
  id: 'metadata/mitre-missing',
  title: 'Rule that is not mapped to MITRE ATT&CK',
  level: 'off',
  needs: 'rule',
  messages: { missing: '`{id}` names no {what} of MITRE ATT&CK' },
  options: {
    silent: {
      kind: 'flag',
      default: false,
      about: 'Whether rules that are `silent`, and so send nothing, have to be mapped as well.',
    },
  },
  check(rule, { report, flag }) {
    const { definition, id, idPlace } = rule;
    if (!isOwnDefinition(rule) || (definition.silent?.value === true && !flag('silent'))) return;
    const keys = new Set<string>(attackTags(rule).map(({ key }) => key));
    const tactic = keys.has('tactic');
    const technique = keys.has('technique') || keys.has('subtechnique');
    if (tactic && technique) return;
    const what = tactic ? 'technique' : technique ? 'tactic' : 'tactic and no technique';
    report(idPlace, 'missing', { id, what });
  },
};
