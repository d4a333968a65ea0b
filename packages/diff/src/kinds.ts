/** The kinds of change that a pipeline may want to hear of. */
import type { RuleChange } from './change.ts';
import type { PolicyDiff } from './policy-diffs.ts';
import type { RuleSetDiff } from './rule-set-diff.ts';

export const diffKinds = [
  'added',
  'removed',
  'renamed',
  'recreated',
  'event-type',
  'wider',
  'narrower',
  'different',
  'fewer-targets',
  'more-targets',
  'fewer-agents',
  'more-agents',
  'disabled',
  'enabled',
  'action',
  'variables',
  'setting',
  'tag',
  'rewritten',
  'reformatted',
  'deployment',
  'macro',
  'problem',
  'unreadable',
] as const;

export type DiffKind = (typeof diffKinds)[number];

/** Those after which rules do what they did: nobody is told otherwise, and on the same events. */
const withoutMeaning: ReadonlySet<DiffKind> = new Set(['rewritten', 'reformatted', 'macro', 'problem']);
/** Settings that only say something to people. */
const told: ReadonlySet<string> = new Set(['description', 'version']);

/** Whether rules do something else after changes of this kind. */
export function hasMeaning(kind: DiffKind): boolean {
  return !withoutMeaning.has(kind);
}

/** Whether it is for other hosts than before: its name and description are for people. */
export function isDeployment({ changes }: PolicyDiff): boolean {
  return changes.some(({ kind }) => kind !== 'name' && kind !== 'description');
}

/** The kinds that are there, each once, in the order of `diffKinds`. */
export function kindsIn(diff: RuleSetDiff): readonly DiffKind[] {
  const found = new Set<DiffKind>();
  for (const rule of diff.rules) {
    if (rule.kind === 'changed')
      for (const change of rule.changes) for (const kind of kindsOf(change)) found.add(kind);
    else found.add(rule.kind);
  }
  if (diff.policies.some(isDeployment)) found.add('deployment');
  if (diff.macros.length > 0) found.add('macro');
  if (diff.problems.length > 0) found.add('problem');
  if (diff.files.some(({ change }) => change === 'unreadable')) found.add('unreadable');
  return diffKinds.filter((kind) => found.has(kind));
}

/** A rule that loads no more in one place and now loads in another has both. */
export function kindsOf(change: RuleChange): readonly DiffKind[] {
  switch (change.kind) {
    case 'condition':
      return [change.relation];
    case 'loading':
      if (change.before === 'loaded') return ['fewer-targets'];
      return change.after === 'loaded' ? ['more-targets'] : [];
    case 'agents':
      return [
        ...(change.fewer ? (['fewer-agents'] as const) : []),
        ...(change.more ? (['more-agents'] as const) : []),
      ];
    case 'setting':
      return told.has(change.key) ? [] : ['setting'];
    default:
      return [change.kind];
  }
}
