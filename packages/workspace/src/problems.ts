import type { ProblemKind } from '@secl/text';

/** Everything that can be wrong with secl.yaml. */
export const workspaceProblems = {
  'workspace/unknown-key': {
    severity: 'error',
    title: 'Key that secl.yaml does not have',
    message: '`{key}` is not a key of {what}{hint}',
    explanation:
      'A misspelt key would have no effect, and nobody would see it. The keys are in the guide to secl.yaml and in its JSON Schema.',
    avoid: 'rulesets: {}\n',
    prefer: 'rule_sets: {}\n',
  },
  'workspace/wrong-type': {
    severity: 'error',
    title: 'Value of another type',
    message: '`{key}` takes {expected}; this is {found}',
    explanation: 'The value cannot be read as what the key means.',
    avoid: 'rule_sets:\n  hosts: policies\n',
    prefer: 'rule_sets:\n  hosts:\n    policies: policies\n',
  },
  'workspace/no-policies': {
    severity: 'error',
    title: 'Rule set without policies',
    message: 'the rule set `{name}` names no `policies`',
    explanation: 'A rule set is what one agent loads: files, directories or patterns under `policies`.',
    avoid: 'rule_sets:\n  hosts: {targets: [old]}\ntargets:\n  old: {agent: 7.60}\n',
    prefer: 'rule_sets:\n  hosts: {policies: policies, targets: [old]}\ntargets:\n  old: {agent: 7.60}\n',
  },
  'workspace/unknown-target': {
    severity: 'error',
    title: 'Target that is not there',
    message: 'no target is called `{name}`{hint}',
    explanation: 'A rule set names its targets, which stand under `targets` at the top.',
    avoid:
      'rule_sets:\n  hosts: {policies: policies, targets: [fargat]}\ntargets:\n  fargate: {origin: ebpfless}\n',
    prefer:
      'rule_sets:\n  hosts: {policies: policies, targets: [fargate]}\ntargets:\n  fargate: {origin: ebpfless}\n',
  },
  'workspace/target': {
    severity: 'error',
    title: 'Target that cannot be read',
    message: '{reason}',
    explanation:
      'A target says which agent on which host loads the rules: `os`, `agent`, `origin`, `kernel`, `distro` and further `facts`. What is left out stays unknown, or is the most common.',
    avoid: 'targets:\n  old: {agent: seven}\n',
    prefer: 'targets:\n  old: {agent: 7.60}\n',
  },
  'workspace/unknown-fact': {
    severity: 'error',
    title: 'Host fact that no agent knows',
    message: '`{name}` is not a host fact that filters can ask for{hint}',
    explanation: 'Facts have the names that `filters` of rules use.',
    avoid: 'targets:\n  old: {facts: {kernel.major: 4}}\n',
    prefer: 'targets:\n  old: {facts: {kernel.version.major: 4}}\n',
  },
  'workspace/unknown-lint-rule': {
    severity: 'error',
    title: 'Lint rule that does not exist',
    message: '`{id}` is not {expected}{hint}',
    explanation:
      'Levels and options are set by the id of a lint rule, by the code of a problem, and levels also by category or for all of them as `default`. A misspelt id would change nothing.',
    avoid: 'lint:\n  levels:\n    pitfall/mixed-operator: error\n',
    prefer: 'lint:\n  levels:\n    pitfall/mixed-operators: error\n',
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export type WorkspaceProblemCode = keyof typeof workspaceProblems;
