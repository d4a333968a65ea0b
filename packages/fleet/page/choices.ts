/** The lists of the filters. One that leaves no choice is not there. */
import type { Fleet } from './fleet.ts';
import type { Filter } from './state.ts';

export interface Choice {
  readonly key: Filter | 'by';
  readonly title: string;
  /** The words for no choice; empty where there is always one. */
  readonly all: string;
  readonly options: readonly {
    /** Empty: its values stand in no group. */
    readonly title: string;
    readonly values: readonly { readonly value: string; readonly words: string }[];
  }[];
}

const plainly = (values: readonly string[]): Choice['options'] => [
  { title: '', values: values.map((value) => ({ value, words: value })) },
];

export function choicesOf({ data, texts }: Fleet): readonly (Choice & { readonly key: Filter })[] {
  const { attack, policies, rules } = data;
  const clusters = [...texts.cluster.values].sort();
  const tactics = attack.tactics.filter((tactic) => tactic.rules.length > 0);
  const types = [...new Set(policies.map(({ type }) => type))];
  const named = (each: { readonly id: string; readonly name: string }) => ({
    value: each.id,
    words: `${each.name} ${each.id}`,
  });
  const choices: readonly (Choice & { readonly key: Filter })[] = [
    { key: 'cluster', title: 'Cluster', all: 'all', options: plainly(clusters) },
    { key: 'version', title: 'Agent', all: 'all', options: versions(texts.agent.values) },
    { key: 'policy', title: 'Policy', all: 'all', options: plainly(policies.map(({ name }) => name)) },
    { key: 'type', title: 'Policy type', all: 'all', options: plainly(types) },
    { key: 'rule', title: 'Rule', all: 'all', options: plainly(rules.map(({ id }) => id).sort()) },
    { key: 'tactic', title: 'Tactic', all: 'all', options: [{ title: '', values: tactics.map(named) }] },
    {
      key: 'technique',
      title: 'Technique',
      all: 'all',
      options: [
        { title: '', values: [...attack.techniques].sort((a, b) => (a.name < b.name ? -1 : 1)).map(named) },
      ],
    },
  ];
  const least = (key: Filter): number => (key === 'rule' || key === 'tactic' || key === 'technique' ? 1 : 2);
  return choices.filter(
    ({ key, options }) => options.reduce((sum, { values }) => sum + values.length, 0) >= least(key),
  );
}

/** Releases first, then each version; the newest first. */
function versions(agents: readonly string[]): Choice['options'] {
  const sorted = [...agents].sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  const releases = [...new Set(sorted.flatMap((agent) => /^\d+\.\d+(?=[.-])/.exec(agent)?.[0] ?? []))];
  return [
    { title: 'releases', values: releases.map((value) => ({ value, words: value })) },
    {
      title: 'versions',
      values: sorted.filter((agent) => !releases.includes(agent)).map((value) => ({ value, words: value })),
    },
  ].filter(({ values }) => values.length > 0);
}
