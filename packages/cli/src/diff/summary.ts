import { type DiffKind, isDeployment, kindsOf, type RuleSetDiff } from '@secl/diff';
import { count } from '../report/markdown.ts';

/** How each kind is said of a number of rules. */
const phrases: Readonly<Partial<Record<DiffKind, string>>> = {
  wider: 'wider',
  narrower: 'narrower',
  different: 'with another condition',
  'event-type': 'on other event types',
  'fewer-targets': 'on fewer targets',
  'more-targets': 'on more targets',
  'fewer-agents': 'for fewer agents',
  'more-agents': 'for more agents',
  disabled: 'disabled',
  enabled: 'enabled',
  action: 'with other actions',
  variables: 'with other variables',
  setting: 'with other settings',
  tag: 'with other tags',
  renamed: 'renamed',
  recreated: 'made anew',
  rewritten: 'rewritten without effect',
  reformatted: 'reformatted',
};

const order: readonly DiffKind[] = [
  'added',
  'removed',
  'renamed',
  'recreated',
  'disabled',
  'enabled',
  'narrower',
  'wider',
  'different',
  'event-type',
  'fewer-targets',
  'more-targets',
  'fewer-agents',
  'more-agents',
  'action',
  'variables',
  'setting',
  'tag',
  'rewritten',
  'reformatted',
];

/** `1 rule added, 2 wider, 1 reformatted`; empty where nothing differs. A rule may be in several of them. */
export function summaryOf({ rules, macros, policies, problems, files }: RuleSetDiff): string {
  const numbers = new Map<DiffKind, number>();
  for (const rule of rules) {
    const kinds = rule.kind === 'changed' ? new Set(rule.changes.flatMap(kindsOf)) : [rule.kind];
    for (const kind of kinds) numbers.set(kind, (numbers.get(kind) ?? 0) + 1);
  }
  const parts = order.flatMap((kind) => {
    const number = numbers.get(kind);
    return number === undefined ? [] : [`${number} ${phrases[kind] ?? kind}`];
  });
  const [first = '', ...rest] = parts;
  const ofRules =
    first === ''
      ? []
      : [first.replace(/^(\d+) /, (_, number: string) => `${count(Number(number), 'rule')} `), ...rest];
  const told =
    rules.length > 0 && ofRules.length === 0
      ? [`${count(rules.length, 'rule')} described otherwise`]
      : ofRules;
  const unreadable = files.filter(({ change }) => change === 'unreadable').length;
  const deployed = policies.filter(isDeployment).length;
  const described = policies.length - deployed;
  return [
    ...(deployed === 0 ? [] : [`${count(deployed, 'policy', 'policies')} for other hosts`]),
    ...told,
    ...(described === 0 ? [] : [`${count(described, 'policy', 'policies')} described otherwise`]),
    ...(macros.length === 0 ? [] : [`${count(macros.length, 'macro')} changed`]),
    ...(unreadable === 0 ? [] : [`${count(unreadable, 'file')} unreadable`]),
    ...(problems.length === 0 ? [] : [`${count(problems.length, 'new problem')}`]),
  ].join(', ');
}
