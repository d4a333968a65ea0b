import { entryValue, type Mapping, type Node, type Range, readJson } from '@secl/text';
import type { LintRule } from '../../../contract.ts';
import type { LintedFile } from '../../../view/linted.ts';

const ruleType = /^datadog_(?:csm_threats_(?:multi_policy_)?agent_rule|cloud_workload_security_agent_rule)$/;

/** A rule's `name` cannot be changed in place (documentation of the provider); only a plan shows that it would be. */
export const renamedRuleRecreated: LintRule = {
  id: 'carrier/renamed-rule-recreated',
  title: 'Rule that a plan makes anew',
  level: 'info',
  needs: 'rule-set',
  messages: {
    renamed: 'Terraform deletes the rule `{before}` and makes `{after}`: for a while neither of them runs',
    replaced: 'Terraform deletes the rule `{before}` and makes it anew: for a while it does not run',
  },
  check({ files }, { report }) {
    // Policies of one plan share its text.
    const plans = new Map<string, LintedFile>();
    for (const file of files)
      if (file.carrier === 'terraform-plan' && !plans.has(file.home ?? file.name))
        plans.set(file.home ?? file.name, file);
    for (const file of plans.values())
      for (const { before, after, range } of replacedIn(file))
        report(
          file.place(range),
          before === after ? 'replaced' : 'renamed',
          { before, after },
          { subject: after },
        );
  },
};

interface Replaced {
  readonly before: string;
  readonly after: string;
  /** Of the new name, or of what is done. */
  readonly range: Range;
}

function replacedIn({ name, text }: LintedFile): readonly Replaced[] {
  const changes = under(readJson(name, text).root, 'resource_changes');
  if (changes?.kind !== 'sequence') return [];
  return changes.items.flatMap((item): readonly Replaced[] => {
    const actions = under(item, 'change', 'actions');
    const after = under(item, 'change', 'after', 'name');
    const before = textOf(under(item, 'change', 'before', 'name'));
    if (!ruleType.test(textOf(under(item, 'type'))) || actions?.kind !== 'sequence' || after === undefined)
      return [];
    const done = actions.items.map(textOf);
    // Made first and deleted then, it is never away.
    if (done[0] !== 'delete' || done[1] !== 'create') return [];
    const names = { before, after: textOf(after) };
    return [{ ...names, range: names.before === names.after ? actions.range : after.range }];
  });
}

function under(node: Node | undefined, ...keys: readonly string[]): Node | undefined {
  let found = node;
  for (const key of keys) found = isMapping(found) ? entryValue(found, key) : undefined;
  return found;
}

const isMapping = (node: Node | undefined): node is Mapping => node?.kind === 'mapping';
const textOf = (node: Node | undefined): string => (node?.kind === 'scalar' ? node.value : '');
