import type { ProblemKind } from '@secl/text';

/** Everything that can be wrong with a policy beside its expressions. */
export const policyProblems = {
  'policy/unknown-key': {
    severity: 'warning',
    title: 'Key that agents ignore',
    message: '`{key}` is not a key of {what}: agents ignore it{hint}',
    explanation:
      'Unknown keys are skipped in silence, so a misspelt `filters` or `disabled` simply has no effect.',
    avoid: 'expresion: exec.file.name == "sh"',
    prefer: 'expression: exec.file.name == "sh"',
  },
  'policy/wrong-type': {
    severity: 'error',
    title: 'Value of another type',
    message: '`{key}` takes {expected}, this is {found}: agents lose the whole file',
    explanation:
      'Agents read a policy file into fixed types. One value that does not fit (`disabled: "true"`, a list where a text is due) makes the whole file unreadable: none of its rules is loaded.',
    avoid: 'disabled: "true"',
    prefer: 'disabled: true',
  },
  'policy/yaml-tag': {
    severity: 'error',
    title: 'Text whose first word YAML takes for a tag',
    message:
      "to YAML `{tag}` is a tag and no part of the text: agents read `{value}`; write it as `'…'`, or below `|-`",
    explanation:
      'A plain value that begins with `!` begins with a tag, up to the next blank. Agents know no such tag and leave it out, so the rest is another expression, or none.',
    avoid: 'expression: !exec.file.name == "sh"',
    prefer: 'expression: \'!(exec.file.name == "sh")\'',
  },
  'policy/duration': {
    severity: 'error',
    title: 'Duration that agents do not read',
    message: '`{value}` is not a duration that agents read ({reason}): they lose the whole file',
    explanation:
      'Durations are written as in Go: `300ms`, `10s`, `5m`, `1h30m`. There are no days and no ISO 8601.',
    avoid: 'every: 1d',
    prefer: 'every: 24h',
  },
  'policy/empty-item': {
    severity: 'error',
    title: 'Empty item',
    message: 'an empty item under `{key}` crashes agents',
    explanation:
      'A dash with nothing behind it is a null. Agents stop with a nil pointer when they meet one.',
    avoid: 'rules:\n  -\n',
    prefer: 'rules:\n  - id: my_rule\n    expression: exec.file.name == "sh"\n',
  },
  'policy/unreadable': {
    severity: 'error',
    title: 'File that agents cannot read',
    message: 'agents cannot read this file, so none of its rules is loaded: {reason}',
    explanation:
      'A mistake in the YAML, a value of another type or a key that stands twice loses the whole file.',
    avoid: 'rules:\n  - id: a\n    id: b\n',
    prefer: 'rules:\n  - id: a\n    expression: exec.file.name == "sh"\n',
  },
  'policy/no-rule-id': {
    severity: 'error',
    title: 'Rule without an id',
    message: 'this rule has no `id`: agents reject it',
    explanation: 'Every rule and macro has an id of letters, digits and underscores.',
    avoid: '- expression: exec.file.name == "sh"',
    prefer: '- id: shell_started\n  expression: exec.file.name == "sh"',
  },
  'policy/no-macro-id': {
    severity: 'error',
    title: 'Macro without an id',
    message: 'this macro has no `id`: agents leave it out',
    explanation: 'Rules use a macro by its id, so one without is of no use.',
    avoid: '- values: [sh, bash]',
    prefer: '- id: shells\n  values: [sh, bash]',
  },
  'policy/bad-id': {
    severity: 'error',
    title: 'Id that agents refuse',
    message: 'the id `{id}` holds other characters than letters, digits and `_`: agents reject the {what}',
    explanation: 'Ids match `^[a-zA-Z0-9_]*$`: no hyphen, dot or blank.',
    avoid: 'id: shell-started',
    prefer: 'id: shell_started',
  },
  'policy/no-expression': {
    severity: 'error',
    title: 'Rule without an expression',
    message: 'the rule `{id}` has no `expression`: agents reject it',
    explanation:
      'Only a rule that is `disabled`, or that overrides another one with `combine`, may leave it out.',
    avoid: '- id: shell_started',
    prefer: '- id: shell_started\n  expression: exec.file.name == "sh"',
  },
  'policy/agent-version': {
    severity: 'error',
    title: 'Constraint that agents do not read',
    message: '`{value}` is not a version constraint: {reason}',
    explanation:
      'Constraints are written as `>= 7.57`, `>= 7.50, < 7.60`, `~7.60` or `7.x`; a comma or a blank is AND, `||` is OR. With a broken one the rule is filtered with an error.',
    avoid: 'agent_version: ">= 7.57 &&"',
    prefer: 'agent_version: ">= 7.57"',
  },
  'policy/filter': {
    severity: 'error',
    title: 'Filter that agents do not read',
    message: 'the filter `{filter}` is refused: {reason}',
    explanation:
      'Filters are SECL expressions over facts of the host, such as `os == "linux"` or `kernel.version.major >= 5`. With a broken one the rule is not loaded.',
    avoid: 'filters: ["os = linux"]',
    prefer: 'filters: [\'os == "linux"\']',
  },
  'policy/macro-merge': {
    severity: 'error',
    title: 'Macro that cannot be merged',
    message: 'the macro `{id}` cannot be merged: one of its definitions has an `expression`',
    explanation: '`combine: merge` adds `values` to `values`.',
    avoid: '- id: shells\n  expression: \'["zsh"]\'\n  combine: merge',
    prefer: '- id: shells\n  values: [zsh]\n  combine: merge',
  },
  'policy/macro-both': {
    severity: 'error',
    title: 'Macro with expression and values',
    message:
      'the macro `{id}` has both `expression` and `values`: it fails, and with it every rule that uses it',
    explanation: 'A macro is either an expression or a list of texts.',
    avoid: '- id: shells\n  expression: \'["sh"]\'\n  values: [bash]',
    prefer: '- id: shells\n  values: [sh, bash]',
  },
  'policy/macro-emptied': {
    severity: 'warning',
    title: 'Override that empties a macro',
    message: 'this override has no `values`: `{id}` becomes an empty list, and rules that use it never match',
    explanation:
      '`combine: override` replaces the values of a macro by its own; an `expression` in it is ignored.',
    avoid: '- id: shells\n  expression: \'["zsh"]\'\n  combine: override',
    prefer: '- id: shells\n  values: [zsh]\n  combine: override',
  },
  'policy/macro-failed': {
    severity: 'error',
    title: 'Use of a macro that does not compile',
    message: 'the macro `{id}` does not compile, so it is missing here',
    explanation:
      'A macro with a mistake does not exist for the agent. It reports what uses the macro as using an unknown field; the mistake is in the macro.',
    avoid:
      'macros:\n  - id: from_tmp\n    expression: process.file.pat == "/tmp/x"\nrules:\n  - id: a\n    expression: exec.file.name == "sh" && from_tmp\n',
    prefer:
      'macros:\n  - id: from_tmp\n    expression: process.file.path == "/tmp/x"\nrules:\n  - id: a\n    expression: exec.file.name == "sh" && from_tmp\n',
  },
  'policy/macro-nested': {
    severity: 'warning',
    title: 'Macro that uses another macro',
    message:
      'the macro `{id}` uses the macro `{used}`: agents compile macros in random order, so it may fail at one start and not at the next',
    explanation:
      'At least up to 7.68 agents compile macros in the order of a hash map. Write the inner macro out.',
    avoid: '- id: b\n  expression: a && process.uid == 0',
    prefer: '- id: b\n  expression: exec.file.name == "sh" && process.uid == 0',
  },
  'policy/macro-cycle': {
    severity: 'error',
    title: 'Macros that use each other',
    message: 'the macro `{id}` uses itself through {path}',
    explanation: 'No order exists in which these macros could be compiled.',
    avoid: '- id: a\n  expression: b\n- id: b\n  expression: a',
    prefer: '- id: a\n  expression: process.uid == 0',
  },
  'policy/macro-event-type': {
    severity: 'warning',
    title: 'Macro that gives its event type to every rule',
    message:
      'the macro `{id}` uses fields of the event type `{type}`: every rule of another type is rejected, whether it uses the macro or not',
    explanation:
      'Agents add the event types of all macros of the rule set to every rule. Use fields that go with any event, such as `process.*`, in macros.',
    avoid: '- id: is_shell\n  expression: exec.file.name in ["sh", "bash"]',
    prefer: '- id: shells\n  values: [sh, bash]',
  },
  'policy/shadowed': {
    severity: 'warning',
    title: 'Id that stands twice',
    message: 'the id `{id}` is defined before: agents ignore this definition in silence',
    explanation:
      'Without `combine` the first definition of an id stays. Files load in order: default.policy, then by name.',
    avoid: '- id: a\n  expression: exec.file.name == "sh"\n- id: a\n  expression: exec.file.name == "bash"',
    prefer: '- id: a\n  expression: exec.file.name in ["sh", "bash"]',
  },
  'policy/override-without-base': {
    severity: 'error',
    title: 'Override of nothing',
    message:
      'the rule `{id}` overrides a rule that does not exist, and has no expression of its own: agents reject it',
    explanation: 'The rule to override must come from a file that loads before, usually the default policy.',
    avoid: '- id: nobody_knows\n  combine: override',
    prefer: '- id: a_default_rule\n  combine: override\n  override_options: {fields: [every]}\n  every: 10m',
  },
  'policy/override-crash': {
    severity: 'error',
    title: 'Override that crashes agents',
    message: 'overriding `tags` of `{id}`, which has none, crashes agents up to at least 7.68',
    explanation: 'Agents write into a map that does not exist. Override `all`, or give the base rule a tag.',
    avoid: 'combine: override\noverride_options: {fields: [tags]}\ntags: {team: a}',
    prefer: 'combine: override\noverride_options: {fields: [all]}\ntags: {team: a}',
  },
  'policy/reserved-id': {
    severity: 'error',
    title: 'Reserved id',
    message: 'the id `{id}` belongs to the agent itself: the rule is rejected',
    explanation: 'Agents use some ids for events of their own.',
    avoid: 'id: ruleset_loaded',
    prefer: 'id: my_ruleset_loaded',
  },
  'policy/action-dropped': {
    severity: 'error',
    title: 'Action that agents drop',
    message: 'agents drop this action in silence and load the rule without it: {reason}',
    explanation:
      'A bad action does not reject its rule. The agent writes a line into its log and goes on without the action.',
    avoid: 'actions:\n  - kill: {signal: SIGNOPE}',
    prefer: 'actions:\n  - kill: {signal: SIGKILL}',
  },
  'policy/action-not-performed': {
    severity: 'warning',
    title: 'Action that does nothing here',
    message: 'the action `{action}` does nothing on {origin}',
    explanation:
      'On Fargate only `set`, `log`, `kill` and `hash` act, on Windows only `set`, `kill` and `log`.',
    avoid: 'actions:\n  - network_filter: {filter: "port 53", policy: drop}',
    prefer: 'filters: [\'origin == "ebpf"\']',
  },
  'policy/no-event': {
    severity: 'error',
    title: 'No event type',
    message: 'no field of the rule `{id}` belongs to an event type: agents reject it',
    explanation:
      'Fields such as `process.*` go with any event, so at least one field must say which event the rule is about.',
    avoid: 'expression: process.uid == 0',
    prefer: 'expression: exec.file.name != "" && process.uid == 0',
  },
  'policy/field-restricted': {
    severity: 'error',
    title: 'Field not available for this event type',
    message: 'the field `{field}` is not available for `{type}` events, only for {available}',
    explanation: 'Some fields that belong to no single event type are filled for a few types only.',
    avoid: 'expression: exec.file.name == "sh" && network.destination.port == 53',
    prefer: 'expression: dns.question.name != "" && network.destination.port == 53',
  },
  'policy/event-type-disabled': {
    severity: 'error',
    title: 'Event type that the agent has off',
    message: 'events of the type `{type}` are disabled on this agent',
    explanation: 'The agent configuration turns some event types off. Its rules are rejected.',
    avoid: 'expression: dns.question.name != "" # where the agent has dns events off',
    prefer: 'expression: exec.file.name != ""',
  },
  'policy/hash-field': {
    severity: 'error',
    title: 'Hash action without a field',
    message:
      'a `hash` action without `field` works on exec and open rules only, this is a rule on `{type}`: the rule is rejected',
    explanation: 'On other event types agents do not know which file to hash.',
    avoid: 'expression: unlink.file.name == "x"\nactions:\n  - hash: {}',
    prefer: 'expression: unlink.file.name == "x"\nactions:\n  - hash: {field: process.file}',
  },
  'policy/never-fires': {
    severity: 'warning',
    title: 'Rule that loads and never fires',
    message: 'the rule `{id}` loads and never fires: {origin} never sends `{type}` events',
    explanation:
      'Agents load rules for event types that their source of events cannot give, and say nothing.',
    avoid: 'expression: dns.question.name == "example.com" # on Fargate',
    prefer: 'filters: [\'origin == "ebpf"\']',
  },
  'policy/order': {
    severity: 'info',
    title: 'Result that depends on the order of rules',
    message:
      'whether `{id}` sees what `{other}` puts into `{name}` on the same {type} event changes from start to start of an agent; here rules run in the order of the file',
    explanation:
      'Agents keep the rules of a policy in no order. Where the next event decides, not the same one, all is well. Newer agents look at `priority` first.',
    avoid:
      'rules:\n  - id: a\n    expression: exec.file.name == "sh"\n    actions: [{set: {name: shell, value: true, scope: process}}]\n  - id: b\n    expression: exec.pid > 0 && ${process.shell}\n',
    prefer:
      'rules:\n  - id: a\n    expression: exec.file.name == "sh"\n    actions: [{set: {name: shell, value: true, scope: process}}]\n  - id: b\n    expression: open.flags > 0 && ${process.shell}\n',
  },
  'policy/variable-start': {
    severity: 'warning',
    title: 'Global variable that starts with its value',
    message:
      'the global variable `{name}` has no `default_value`, so it starts as the value of this `set`, before any rule has matched',
    explanation:
      'Without a default, agents take the `value` of the `set` action as the start value, even if its rule never matches or is rejected.',
    avoid: 'actions:\n  - set: {name: seen, value: true}',
    prefer: 'actions:\n  - set: {name: seen, value: true, default_value: false}',
  },
  'policy/variable-random': {
    severity: 'warning',
    title: 'Start value that changes from start to start',
    message:
      'several `set` actions name the global variable `{name}`: agents start with the value of one of them at random, here the last counts',
    explanation: 'Give all of them the same `default_value`.',
    avoid:
      'rules:\n  - id: a\n    expression: exec.file.name == "sh"\n    actions: [{set: {name: mode, value: 1, default_value: 0}}]\n  - id: b\n    expression: exec.file.name == "ls"\n    actions: [{set: {name: mode, value: 2, default_value: 5}}]\n',
    prefer:
      'rules:\n  - id: a\n    expression: exec.file.name == "sh"\n    actions: [{set: {name: mode, value: 1, default_value: 0}}]\n  - id: b\n    expression: exec.file.name == "ls"\n    actions: [{set: {name: mode, value: 2, default_value: 0}}]\n',
  },
  'policy/not-static': {
    severity: 'info',
    title: 'Known only when it is deployed',
    message: '{what} {is} known only when {tool} runs: {effect}',
    explanation:
      'Variables, functions and templates get their values outside of the file. What depends on them is left out here, and nothing is guessed; a plan (`terraform show -json`) or the rendered manifest holds the final values.',
    avoid:
      'resource "datadog_csm_threats_agent_rule" "shell" {\n  name       = "shell"\n  expression = "exec.file.name == \\"${var.shell}\\""\n}\n',
    prefer:
      'resource "datadog_csm_threats_agent_rule" "shell" {\n  name       = "shell"\n  expression = "exec.file.name == \\"sh\\""\n}\n',
  },
  'policy/terraform-directive': {
    severity: 'error',
    title: 'Field that Terraform takes for a directive',
    message:
      '`%{` begins a directive of Terraform, and `{name}` is none: a field that an agent is to fill in is written `%%{{name}}`',
    explanation:
      'Strings of Terraform are templates, in which `%{if …}` and `%{for …}` are directives. Of another name Terraform says that it is a mistake and stops; `%%{` is how it leaves the text alone.',
    avoid:
      'resource "datadog_csm_threats_agent_rule" "shell" {\n  name       = "shell"\n  expression = "exec.comm == \\"%{process.parent.comm}\\""\n}\n',
    prefer:
      'resource "datadog_csm_threats_agent_rule" "shell" {\n  name       = "shell"\n  expression = "exec.comm == \\"%%{process.parent.comm}\\""\n}\n',
  },
  'policy/carrier-type': {
    severity: 'error',
    title: 'Value that the carrier refuses',
    message: '`{key}` takes {expected}, this is {found}: {who} refuses it',
    explanation:
      'Terraform and the API check the arguments of a rule before any agent hears of it. Nothing is deployed until the value has the right type.',
    avoid:
      'resource "datadog_csm_threats_agent_rule" "shell" {\n  name       = "shell"\n  expression = ["exec.file.name == \\"sh\\""]\n}\n',
    prefer:
      'resource "datadog_csm_threats_agent_rule" "shell" {\n  name       = "shell"\n  expression = "exec.file.name == \\"sh\\""\n}\n',
  },
  'policy/not-a-text': {
    severity: 'error',
    title: 'Policy that is no text',
    message:
      '`{key}` holds {found} where the text of a policy is due: write `{key}: |` and the policy below it',
    explanation:
      'A ConfigMap holds texts, and a chart copies one into it. Without the `|` the policy is YAML of the outer file, which Kubernetes refuses.',
    avoid:
      'kind: ConfigMap\ndata:\n  custom.policy:\n    rules:\n      - id: shell\n        expression: exec.file.name == "sh"\n',
    prefer:
      'kind: ConfigMap\ndata:\n  custom.policy: |\n    rules:\n      - id: shell\n        expression: exec.file.name == "sh"\n',
  },
  'policy/not-read': {
    severity: 'info',
    title: 'Part that is not read',
    message: '`{key}` is not read: {reason}',
    explanation:
      'Under `binaryData` a ConfigMap holds bytes in base64, in which no place can be shown. In a `set` of a `helm_release` Helm reads commas, backslashes and braces as its own, so another policy arrives than the one that is written.',
    avoid: 'kind: ConfigMap\nbinaryData:\n  custom.policy: cnVsZXM6Cg==\n',
    prefer:
      'kind: ConfigMap\ndata:\n  custom.policy: |\n    rules:\n      - id: shell\n        expression: exec.file.name == "sh"\n',
  },
  'policy/no-policy': {
    severity: 'warning',
    title: 'File without a policy',
    message: 'no policy is in here: {reason}',
    explanation:
      'The file is of a kind that holds policies, and none was found. In ConfigMaps and Helm values a policy stands under a key that ends in `.policy`; agents read no other files.',
    avoid: 'kind: ConfigMap\ndata:\n  custom.yaml: |\n    rules: []\n',
    prefer: 'kind: ConfigMap\ndata:\n  custom.policy: |\n    rules: []\n',
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export type PolicyProblemCode = keyof typeof policyProblems;
