/** For tests of this room: two versions of a policy as texts, compared. */
import { parseAgentVersion } from '@secl/model';
import { load, readPolicy, type Target } from '@secl/policy';
import { diffRuleSets } from './diff.ts';
import type { RuleDiff, RuleSetDiff } from './rule-set-diff.ts';
import type { Side } from './side.ts';
import { effectWords, macroWords, wordsOf } from './words.ts';

export function targetOf(agent = '7.68.0', host: Target['host'] = new Map([['os', 'linux']])): Target {
  const agentVersion = parseAgentVersion(agent);
  if (agentVersion === undefined) throw new Error(`${agent} is no version`);
  return { platform: 'linux', agentVersion, origin: 'ebpf', host };
}

export function sideOf(policy: string, agents: readonly string[] = ['7.68.0'], name = 'a.policy'): Side {
  const files = policy === '' ? [] : [readPolicy(name, policy)];
  return {
    files,
    loads: agents.map((agent) => ({
      target: agent.replace(/\.0$/, ''),
      ruleSet: load(files, targetOf(agent)),
    })),
  };
}

export function diffOf(before: string, after: string, agents?: readonly string[]): RuleSetDiff {
  return diffRuleSets(sideOf(before, agents), sideOf(after, agents));
}

/** Every difference as a line, as a reader would tell it. */
export function linesOf(diff: RuleSetDiff): readonly string[] {
  const on = (targets: readonly string[]): string =>
    targets.length === diff.targets.length ? '' : ` (on ${targets.join(', ')})`;
  return [
    ...diff.rules.flatMap((rule) => ruleLines(rule, on)),
    ...diff.macros.flatMap(({ id, users, ...macro }) => {
      const effects = users.map(({ rule, effect }) => `${rule} ${effectWords(effect)}`);
      const used = effects.length === 0 ? '' : ` [${effects.join(', ')}]`;
      if (macro.kind !== 'changed') return [`macro ${id} ${macro.kind}${used}`];
      return macro.changes.map((change) => `macro ${id}: ${macroWords(change)}${on(change.targets)}${used}`);
    }),
    ...diff.files.map(({ name, change, problem }) => `file ${name} ${change}: ${problem.message}`),
    ...diff.problems.map(({ problem }) => `problem ${problem.code}: ${problem.message}`),
  ];
}

function ruleLines(rule: RuleDiff, on: (targets: readonly string[]) => string): readonly string[] {
  if (rule.kind !== 'changed') return [`${rule.id} ${rule.kind}`];
  return rule.changes.map((change) => `${rule.id}: ${wordsOf(change)}${on(change.targets)}`);
}

/** A policy with these rules, each an expression or the keys of the rule as YAML in flow style. */
export function policyOf(
  rules: Readonly<Record<string, string>>,
  macros: Readonly<Record<string, string>> = {},
): string {
  const item = (id: string, text: string): string =>
    text.startsWith('{')
      ? `  - {id: ${id}, ${text.slice(1)}\n`
      : `  - {id: ${id}, expression: '${text.replaceAll("'", "''")}'}\n`;
  const items = (all: Readonly<Record<string, string>>): string =>
    Object.entries(all)
      .map(([id, text]) => item(id, text))
      .join('');
  const section = Object.keys(macros).length === 0 ? '' : `macros:\n${items(macros)}`;
  return `${section}rules:\n${items(rules)}`;
}
