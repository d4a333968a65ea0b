import{approvers,coveredPairsInSteps,finished,leaves,literalOf,load,locateSpan,policyProblems,readsOf,redundantParts,satisfiable,unescapedFields,variableName,writtenEdits}from"./chunk-XJ3JWO62.mjs";import{acceptedRanges,builtinVariables,byteLength,checkMacro,describeRanges,isCondition,languageProblems,parseMacro,parseRule,predicate,unwrap,versionSlices,walk}from"./chunk-HFHRQ5DL.mjs";import{accepts,attack,catalogue,formatAgentVersion,minorsAccepted,parseConstraint}from"./chunk-ZB56KJHD.mjs";import{applyEdits,createLineIndex,entryValue,fillMessage,nearestName,readJson,textProblems}from"./chunk-RAFF5KKI.mjs";var ignoreRules={unused:{id:"ignore/unused",title:"Ignore comment that ignores nothing",level:"warning",messages:{unused:"there is no `{id}` here to ignore: take the comment out"}},unknown:{id:"ignore/unknown",title:"Ignore comment for a rule that does not exist",level:"warning",messages:{unknown:"`{id}` is not the id of a lint rule or the code of a problem{hint}",word:"`{word}` ignores nothing; there are `secl-ignore`, `secl-ignore-next`, `secl-ignore-rule` and `secl-ignore-file`",nothing:"write what to ignore: `secl-ignore category/rule: why`"}},expired:{id:"ignore/expired",title:"Ignore comment that has expired",level:"warning",messages:{expired:"this was to be ignored until {until} only: mend it, or decide anew",day:"`{until}` is not a day: write it as `(until 2027-01-31)`"}},reason:{id:"ignore/reason",title:"Ignore comment without a reason",level:"warning",messages:{reason:"say why `{id}` may be ignored here: `secl-ignore {id}: reason`"}}};var pages_default={"carrier/block-scalar-indentation":`# Policy that loses its lines or their indentation

## What

A policy in a ConfigMap or in the values of a chart that is not written as a literal (\`|\`), or whose lines do not stand deeper than its key, also where a template of Helm puts them in.

## Why

To the file around it a policy is a text. Folded (\`>\`), plain and quoted texts lose their line breaks, and a text whose lines are not indented ends before it begins. What is left is no YAML any more, or nothing.

A template gives text as it stands in its file. \`indent\` moves every line, so the action has to stand at the start of its line; \`nindent\` begins a new line first, so it goes with \`{{-\`.

## Avoid

\`\`\`yaml cm.yaml
kind: ConfigMap
data:
  custom.policy: |
    {{ .Files.Get "custom.policy" | indent 4 }}
\`\`\`

## Prefer

\`\`\`yaml cm.yaml
kind: ConfigMap
data:
  custom.policy: |
    {{- .Files.Get "custom.policy" | nindent 4 }}
\`\`\`

## Exceptions

Text in double quotes with \`\\n\`, as programs write it, is not reported. Neither are templates of your own (\`include\`), whose text may be indented already.
`,"carrier/enabled-without-policy":`# \`enabled\` without a policy

## What

A rule in Terraform that says \`enabled\` and names no policy with \`policy_id\`.

## Why

A rule is on or off within a policy. The provider's documentation asks for \`policy_id\` wherever \`enabled\` is set.

## Avoid

\`\`\`hcl main.tf
resource "datadog_csm_threats_agent_rule" "shell" {
  name       = "shell"
  enabled    = true
  expression = "exec.file.name == \\"sh\\""
}
\`\`\`

## Prefer

\`\`\`hcl main.tf
resource "datadog_csm_threats_agent_rule" "shell" {
  name       = "shell"
  policy_id  = datadog_csm_threats_policy.base.id
  enabled    = true
  expression = "exec.file.name == \\"sh\\""
}
\`\`\`

## Exceptions

The older resource \`datadog_cloud_workload_security_agent_rule\` knows no policies and is not reported.
`,"carrier/ignored-extension":`# Policy in a file that agents pass over

## What

A policy whose file has another extension than \`.policy\`: \`rules.yaml\`, \`web.policy.bak\`, \`WEB.POLICY\`. A file that is named is looked at, and, where a directory is searched, any that lies beside \`.policy\` files and asks for fields of events; of its rules nothing else is said then.

## Why

Agents look into their directory for names that end in \`.policy\`, in small letters. They do not mention any other file there, so its rules are missing and nothing says so.

## Avoid

\`\`\`yaml web.yaml
rules:
  - id: shell_of_web_server
    expression: exec.file.name == "sh" && process.parent.file.name == "nginx"
\`\`\`

## Prefer

\`\`\`yaml web.policy
rules:
  - id: shell_of_web_server
    expression: exec.file.name == "sh" && process.parent.file.name == "nginx"
\`\`\`

## Exceptions

Where the file gets its final name on its way to the agents, leave the rule off for it. ConfigMaps, values of charts and rule files are carriers of their own and not reported.
`,"carrier/key-not-held":`# Key that the file cannot hold

## What

Keys of rules that policy files have, in a file that has none of them: \`filters\`, \`agent_version\`, \`tags\`, \`every\` or \`kill\` in Terraform, \`tags\` in the API's JSON, anything but name, expression and description in a rule file.

## Why

Terraform refuses arguments that it does not know. Elsewhere such a key stays behind, and the rule runs on more hosts, on other agents, or without its action.

## Avoid

\`\`\`hcl main.tf
resource "datadog_csm_threats_agent_rule" "shell" {
  name       = "shell"
  expression = "exec.file.name == \\"sh\\""
  filters    = ["os == \\"linux\\""]
}
\`\`\`

## Prefer

\`\`\`hcl main.tf
resource "datadog_csm_threats_agent_rule" "shell" {
  name       = "shell"
  expression = "exec.file.name == \\"sh\\" && event.os == \\"linux\\""
}
\`\`\`

## Exceptions

A newer version of the provider may know more than is known here: then turn this off for that file.
`,"carrier/renamed-rule-recreated":`# Rule that a plan makes anew

## What

A plan of Terraform (\`terraform show -json\`) that deletes a rule and makes it again, mostly since its \`name\` changes.

## Why

The name of a rule cannot be changed in place. Between the two steps agents have neither rule, and what goes by the id of the rule in Datadog does not know the new one.

## Avoid

\`\`\`json plan.json
{
  "format_version": "1.2",
  "planned_values": {
    "root_module": {
      "resources": [
        {
          "address": "datadog_csm_threats_agent_rule.shell",
          "mode": "managed",
          "type": "datadog_csm_threats_agent_rule",
          "name": "shell",
          "values": { "name": "web_shell", "expression": "exec.pid > 0" }
        }
      ]
    }
  },
  "resource_changes": [
    {
      "address": "datadog_csm_threats_agent_rule.shell",
      "type": "datadog_csm_threats_agent_rule",
      "change": {
        "actions": ["delete", "create"],
        "before": { "name": "shell", "expression": "exec.pid > 0" },
        "after": { "name": "web_shell", "expression": "exec.pid > 0" }
      }
    }
  ]
}
\`\`\`

## Prefer

\`\`\`json plan.json
{
  "format_version": "1.2",
  "planned_values": {
    "root_module": {
      "resources": [
        {
          "address": "datadog_csm_threats_agent_rule.shell",
          "mode": "managed",
          "type": "datadog_csm_threats_agent_rule",
          "name": "shell",
          "values": { "name": "web_shell", "expression": "exec.pid > 0" }
        }
      ]
    }
  },
  "resource_changes": [
    {
      "address": "datadog_csm_threats_agent_rule.shell",
      "type": "datadog_csm_threats_agent_rule",
      "change": {
        "actions": ["create", "delete"],
        "before": { "name": "shell", "expression": "exec.pid > 0" },
        "after": { "name": "web_shell", "expression": "exec.pid > 0" }
      }
    }
  ]
}
\`\`\`

\`lifecycle { create_before_destroy = true }\` on the resource has that order.

## Exceptions

A rule that nobody relies on yet. Files of Terraform do not show what is deployed, so only plans are reported.
`,"carrier/set-value-needs-string":`# Value that Terraform makes a text of

## What

A number or a bool as the \`value\` of \`set\` in Terraform.

## Why

The provider takes only texts there. Terraform turns \`5\` into \`"5"\` without a word, and agents make a variable of texts: a rule that compares it with \`5\` or \`true\` is rejected.

The fix writes the quotes that are there anyway. Compare the variable with a text then: \`\${count} == "5"\`.

## Avoid

\`\`\`hcl main.tf
resource "datadog_csm_threats_agent_rule" "shell" {
  name       = "shell"
  expression = "exec.file.name == \\"sh\\""
  actions {
    set {
      name  = "seen"
      value = true
    }
  }
}
\`\`\`

## Prefer

\`\`\`hcl main.tf
resource "datadog_csm_threats_agent_rule" "shell" {
  name       = "shell"
  expression = "exec.file.name == \\"sh\\""
  actions {
    set {
      name  = "seen"
      value = "true"
    }
  }
}
\`\`\`

## Exceptions

None. A policy file and the API hold numbers and bools.
`,"carrier/terraform-unescaped":'# Variable of a rule that Terraform would fill in\n\n## What\n\n`${name}`, `${process.name}`, `${container.name}`, `${cgroup.name}` or `%{field}` in a string of Terraform.\n\n## Why\n\nIn Terraform every string is a template, and `${\u2026}` in it is Terraform\'s. The variable of a rule is meant, so Terraform looks for something that is not there and stops. `$${\u2026}` is how it leaves the text alone, and `%%{\u2026}` for `%{\u2026}`.\n\n## Avoid\n\n```hcl main.tf\nresource "datadog_csm_threats_agent_rule" "shell" {\n  name       = "shell"\n  expression = "exec.file.name == \\"sh\\" && ${process.trusted} != true"\n}\n```\n\n## Prefer\n\n```hcl main.tf\nresource "datadog_csm_threats_agent_rule" "shell" {\n  name       = "shell"\n  expression = "exec.file.name == \\"sh\\" && $${process.trusted} != true"\n}\n```\n\n## Exceptions\n\nValues of Terraform (`${var.name}`, `${local.name}`, `${each.key}`) and of loops in the template are not reported. In HCL `%{field}` cannot be read at all: `policy/terraform-directive` says it there.\n',"ignore/expired":`# Ignore comment that has expired

## What

A \`secl-ignore\` comment with \`(until DAY)\` whose day is over, or whose day is no day of the calendar.

## Why

The day was written down so that somebody looks again. From then on the finding is reported beside the comment: mend it, or set another day.

A day is written as \`2027-01-31\` and counts to its end, in UTC.

## Avoid

\`\`\`yaml
rules:
  - id: shell
    # secl-ignore-next pitfall/mixed-operators: until the new host image (until 2020-01-31)
    expression: exec.file.name == "sh" && exec.comm == "a" || exec.comm == "b"
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell
    expression: exec.file.name == "sh" && (exec.comm == "a" || exec.comm == "b")
\`\`\`

## Exceptions

None.
`,"ignore/reason":`# Ignore comment without a reason

## What

A \`secl-ignore\` comment without a reason behind a colon, for an error of loading, or for anything where \`require_reasons\` is set.

## Why

An error means that agents lose a rule, an action or a file. That can be meant, but whoever reads the comment next has to know why, so an error is ignored with a reason only. Other findings may be ignored without one, unless \`lint: {require_reasons: true}\` stands in \`secl.yaml\`.

## Avoid

\`\`\`yaml
rules:
  # secl-ignore-rule name/unknown-field
  - id: later
    expression: exec.later == 1
\`\`\`

## Prefer

\`\`\`yaml
rules:
  # secl-ignore-rule name/unknown-field: for the agent that comes next, the pack is tested with it
  - id: later
    expression: exec.later == 1
\`\`\`

## Exceptions

None.
`,"ignore/unknown":`# Ignore comment for a rule that does not exist

## What

A \`secl-ignore\` comment that names no lint rule and no problem code, or nothing at all, or whose first word is misspelt: \`secl-ignore-nxt\`.

## Why

It ignores nothing, while whoever wrote it thinks that it does. Ids are written in full, with their category: \`pitfall/mixed-operators\`. Problems of loading have the codes that are shown with them, such as \`policy/never-fires\`.

## Avoid

\`\`\`yaml
rules:
  - id: shell
    # secl-ignore-next mixed-operator: reviewed
    expression: exec.file.name == "sh" && exec.comm == "a" || exec.comm == "b"
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell
    # secl-ignore-next pitfall/mixed-operators: reviewed, the grouping is meant
    expression: exec.file.name == "sh" && exec.comm == "a" || exec.comm == "b"
\`\`\`

## Exceptions

None.
`,"ignore/unused":`# Ignore comment that ignores nothing

## What

A \`secl-ignore\` comment that names a rule or problem which is not found where the comment reaches.

## Why

What it ignored was mended, or moved out of its reach. Left alone, it would hide the next mistake of that kind, which nobody has looked at.

Nothing is said of rules that are off: what is off finds nothing, and the comment may wait until it is on again. In a file of several rule sets, a comment is of use where one of them needs it.

## Avoid

\`\`\`yaml
rules:
  # secl-ignore-next pitfall/mixed-operators: reviewed
  - id: shell
    expression: exec.file.name == "sh"
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell
    expression: exec.file.name == "sh"
\`\`\`

## Exceptions

None.
`,"metadata/description-missing":`# Rule without a description

## What

Rules without a \`description\`, or with an empty one. Off, but in the preset \`strict\`.

## Why

Agents send it with every event of the rule. Whoever looks at the event first, perhaps at night, has nothing but the id to guess from.

## Avoid

\`\`\`yaml
rules:
  - id: cron_job_written
    expression: open.file.path =~ "/etc/cron.d/*" && open.flags & O_CREAT > 0
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: cron_job_written
    description: A cron job is written by something other than a package manager.
    expression: open.file.path =~ "/etc/cron.d/*" && open.flags & O_CREAT > 0
\`\`\`

## Exceptions

Overrides and definitions that only disable a rule: the description is that of the rule itself.
`,"metadata/duplicate-tag":`# Tag that stands twice

## What

A product tag that a rule has twice, keys of \`tags\` that differ only in case or in \`-\` and \`_\`, and a tag with one value under \`tags\` and another under \`product_tags\`.

## Why

Agents send them all. Mostly the second was meant to be another one; and of \`team\` and \`Team\` one is always forgotten when the other changes. (The same key twice under \`tags\` loses the whole file: loading reports that.)

## Avoid

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
    product_tags: [tactic:TA0002-execution, tactic:TA0002-execution]
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
    product_tags: [tactic:TA0002-execution, technique:T1059-command-and-scripting-interpreter]
\`\`\`

## Exceptions

Several values of one product tag are usual.
`,"metadata/id-style":`# Id in another style

## What

Ids of rules that do not match a pattern: words in lower case with \`_\` between them, or the pack's own. Off, but in the preset \`strict\`.

## Why

Agents take letters, digits and \`_\` in any mixture. Ids are what detection rules, dashboards and people refer to by \`@agent.rule_id\`, and they are easier to find when all look alike.

## Avoid

\`\`\`yaml
rules:
  - id: ShellStarted
    expression: exec.file.name == "sh"
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
\`\`\`

## Exceptions

Overrides, which have the id of another rule. To rename a rule that is deployed breaks what refers to it: ignore the finding there.

## Options

- \`pattern\` (\`^[a-z][a-z0-9]*(_[a-z0-9]+)*$\`): a regular expression that ids match.
`,"metadata/mitre-format":`# MITRE tag that is written in another way

## What

Tags \`tactic\`, \`technique\` and \`subtechnique\` that are not an id of MITRE ATT&CK, a hyphen and a name in lower case with hyphens, or whose id is of another kind than the key says.

## Why

Agents pass any text on. Datadog's own rules write \`tactic:TA0002-execution\`, \`technique:T1059-command-and-scripting-interpreter\` and \`subtechnique:T1059.004-unix-shell\`; a tag in another form is not counted together with them.

## Avoid

\`\`\`yaml
rules:
  - id: shell
    expression: exec.file.name == "sh"
    tags: {tactic: execution, technique: T1059_Command}
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell
    expression: exec.file.name == "sh"
    tags: {tactic: TA0002-execution, technique: T1059-command-and-scripting-interpreter}
\`\`\`

## Exceptions

An id without a name is fine, and so is the id of a part under \`technique\`.
`,"metadata/mitre-missing":`# Rule that is not mapped to MITRE ATT&CK

## What

Rules without a tactic, a technique or both, under \`tags\` (\`tactic: TA0002-execution\`) or \`product_tags\` (\`tactic:TA0002-execution\`). Off, but in the preset \`datadog-default\`.

## Why

Agents do not need it. Where a pack is mapped, a rule that is not is missing from every view by tactic or technique.

## Avoid

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
    tags: {tactic: TA0002-execution, technique: T1059-command-and-scripting-interpreter}
\`\`\`

## Exceptions

Rules that are \`silent\` send nothing that could be counted. Overrides have the tags of the rule that they change.

## Options

- \`silent\` (\`false\`): whether silent rules have to be mapped as well.
`,"metadata/mitre-retired":`# MITRE technique that was retired

## What

Tags that name a technique of MITRE ATT&CK which was merged into another one or became a part of it.

## Why

The id leads to a page that only says where the technique went, and reports by technique do not know it. The fix writes the id and the name of today.

## Avoid

\`\`\`yaml
rules:
  - id: powershell
    expression: exec.file.name == "pwsh"
    tags: {technique: T1086-powershell}
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: powershell
    expression: exec.file.name == "pwsh"
    tags: {technique: T1059.001-powershell}
\`\`\`

## Exceptions

None.
`,"metadata/mitre-slug":`# MITRE id and name that do not belong together

## What

Tags \`tactic\`, \`technique\` and \`subtechnique\` (under \`tags\`, or as \`technique:T1059-\u2026\` under \`product_tags\`) whose id is that of one entry of MITRE ATT&CK and whose name is that of another.

## Why

Agents pass tags on as they are. Whoever filters by the id and whoever reads the name then see two different attacks. Mostly a line was copied from another rule and only half of it changed.

Where the name is exactly that of another entry, the fix writes that entry's id; otherwise it writes the name that goes with the id. Look which of the two was meant.

## Avoid

\`\`\`yaml
rules:
  - id: perl_shell
    expression: exec.file.name == "perl"
    product_tags:
      - tactic:TA0001-execution
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: perl_shell
    expression: exec.file.name == "perl"
    product_tags:
      - tactic:TA0002-execution
\`\`\`

## Exceptions

Names change from one version of ATT&CK to the next, so a name that shares a word with the one in the table is not reported, nor is one that ends early.
`,"metadata/mitre-subtechnique":`# Part of a technique that the rule does not name

## What

Rules with a \`technique\` and a \`subtechnique\` of MITRE ATT&CK, where the second is no part of the first.

## Why

The number says it: \`T1053.003\` is a part of \`T1053\`. One of the two tags was left from another rule, and reports show the rule in two places.

## Avoid

\`\`\`yaml
rules:
  - id: cron
    expression: open.file.path =~ "/etc/cron.d/*"
    tags: {technique: T1059-command-and-scripting-interpreter, subtechnique: T1053.003-cron}
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: cron
    expression: open.file.path =~ "/etc/cron.d/*"
    tags: {technique: T1053-scheduled-task-or-job, subtechnique: T1053.003-cron}
\`\`\`

## Exceptions

None.
`,"metadata/mitre-tactic":`# Technique of another tactic

## What

Rules that name a tactic and a technique of MITRE ATT&CK which do not go together: ATT&CK lists the technique under other tactics only.

## Why

A tactic says what an attacker wants, a technique how. Reports that count rules by tactic and technique show the rule in a box that does not exist.

## Avoid

\`\`\`yaml
rules:
  - id: rootkit_activation
    expression: exec.file.name == "kill"
    tags: {tactic: TA0004-privilege-escalation, technique: T1014-rootkit}
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: rootkit_activation
    expression: exec.file.name == "kill"
    tags: {tactic: TA0005-defense-evasion, technique: T1014-rootkit}
\`\`\`

## Exceptions

A rule with several tactics and several techniques is judged by technique: it is enough that one of the tactics has it. The table is that of ATT&CK v18; ids that it lacks are not judged.
`,"metadata/mitre-unknown":`# MITRE id that is not known here

## What

Tags \`tactic\`, \`technique\` and \`subtechnique\` with an id that is missing from the table of MITRE ATT&CK ids.

## Why

Mostly a digit is wrong. The table is not complete and ATT&CK grows, so this is a note, not a verdict: look the id up.

## Avoid

\`\`\`yaml
rules:
  - id: shell
    expression: exec.file.name == "sh"
    tags: {technique: T9059-command-and-scripting-interpreter}
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell
    expression: exec.file.name == "sh"
    tags: {technique: T1059-command-and-scripting-interpreter}
\`\`\`

## Exceptions

Ids that are newer than the table, and those of the matrices for mobile devices and industrial systems.
`,"metadata/tag-missing":`# Rule without a required tag

## What

Rules that lack a tag which the pack asks for. Off, but in the preset \`strict\`.

## Why

Agents ask for no tags. Where events are routed or sorted by a severity or a team, those of a rule without it go nowhere.

## Avoid

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
    tags: {severity: low}
\`\`\`

## Exceptions

Overrides, and definitions that only disable a rule.

## Options

- \`required\` (\`[severity]\`): keys that every rule has under \`tags\`, or as \`key:value\` under \`product_tags\`; for example \`[severity, team]\`.
`,"metadata/tag-value":`# Tag with a value that is not allowed

## What

Tags whose value is none of those that the pack allows for it. Off, but in the preset \`strict\`.

## Why

Agents pass on any value. A severity that nobody has heard of sorts nowhere, and \`High\` is another one than \`high\`.

## Avoid

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
    tags: {severity: High}
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
    tags: {severity: high}
\`\`\`

## Exceptions

Tags that the option does not name may have any value.

## Options

- \`allowed\` (\`["severity: info low medium high critical"]\`): for each tag its key, a colon, and the values with blanks between them.
`,"performance/ancestors-first":`# Ancestors walked in every event of a busy type

## What

A rule on an event type that comes often, which reads \`process.ancestors\` and has no cheaper condition that picks out some events first.

## Why

Agents order the conditions by their cost, whatever the order in the text, and stop as soon as the rule is decided. Reading the ancestors walks up to a hundred processes. Where no cheaper condition says no before, that happens in every \`open\` or \`connect\` of the host.

## Avoid

\`\`\`secl
process.ancestors.file.name == "nginx" && open.file.path != open.file.name
\`\`\`

## Prefer

\`\`\`secl
process.ancestors.file.name == "nginx" && open.file.path == "/etc/shadow"
\`\`\`

## Exceptions

Event types that are rare. Which ones come often can be set.
`,"performance/anything":`# Rule without a condition on who or what

## What

A rule on an event type that comes often, all of whose conditions only leave something out.

## Why

Such a rule fires for almost every event of its type on every host. Agents send at most one event in a tenth of a second for a rule, so the one that mattered is lost among the others, and each of them costs.

## Avoid

\`\`\`secl
open.file.path != "/dev/null"
\`\`\`

## Prefer

\`\`\`secl
open.flags & O_CREAT > 0 && open.file.path in [~"/etc/cron.d/*"]
\`\`\`

## Exceptions

Rules that count or record on purpose: set \`silent\`, or ignore the finding with a reason.
`,"performance/no-approver":`# Rule that turns kernel filtering off

## What

A rule on files none of whose conditions lets the kernel decide. It is named once for each event type, with the fields that would mend it.

## Why

Where every rule of an event type compares its file with fixed values, agents let the kernel drop all events on other files. One rule that can be true whatever the file turns that off for its whole event type: from then on each \`open\` of every process on the host travels to the agent. That is what makes rules expensive.

A condition counts where another value of the field makes the rule false: joined with \`&&\`, compared positively, with a value or a pattern whose last segment has no \`*\`.

## Avoid

\`\`\`secl
open.file.path != "" && process.file.name == "cat"
\`\`\`

## Prefer

\`\`\`secl
open.file.path in ["/etc/shadow", "/etc/gshadow"] && process.file.name == "cat"
\`\`\`

## Exceptions

Event types that agents do not filter in the kernel by a field of their own, \`exec\` among them. Rules that must see everything: ignore the finding with a reason.
`,"performance/pattern-without-star":`# Pattern that is a plain string

## What

A pattern, \`~"\u2026"\`, without a \`*\` in it.

## Why

It matches exactly what the plain string equals. Agents count a pattern as dearer than a string and a list with one pattern in it as much dearer than a list of strings, and order the conditions of the rule by that. The fix takes the \`~\` away and changes nothing else.

## Avoid

\`\`\`secl
exec.comm in [~"nc", ~"ncat"]
\`\`\`

## Prefer

\`\`\`secl
exec.comm in ["nc", "ncat"]
\`\`\`

## Exceptions

Patterns in macros, where it is not known what they are compared with.
`,"performance/repeated-list":`# Long list that stands in several rules

## What

A list of eight or more members that two or more rules spell out alike.

## Why

Lists like these grow, and the copies grow apart: the next shell is added to one of them. A macro is written once; agents compile it into every rule that uses it, so it costs nothing.

## Avoid

\`\`\`yaml
rules:
  - id: shell_of_web_server
    expression: exec.file.name in ["ash", "bash", "csh", "dash", "fish", "ksh", "sh", "zsh"] && process.parent.file.name == "nginx"
  - id: shell_of_database
    expression: exec.file.name in ["ash", "bash", "csh", "dash", "fish", "ksh", "sh", "zsh"] && process.parent.file.name == "mysqld"
\`\`\`

## Prefer

\`\`\`yaml
macros:
  - id: shells
    expression: '["ash", "bash", "csh", "dash", "fish", "ksh", "sh", "zsh"]'
rules:
  - id: shell_of_web_server
    expression: exec.file.name in shells && process.parent.file.name == "nginx"
  - id: shell_of_database
    expression: exec.file.name in shells && process.parent.file.name == "mysqld"
\`\`\`

## Exceptions

Carriers that hold no macros.
`,"pitfall/allin-is-in":`# \`allin\` that is \`in\`

## What

\`allin\` on something else than an array of IP addresses.

## Why

Of IP addresses \`allin\` asks whether all of them lie in the networks. Of texts and numbers it asks what \`in\` asks: whether some element is in the list. A rule that is to hold for all arguments or all ancestors fires where one of them is enough.

To ask for all, ask that there is none that is something else.

## Avoid

\`\`\`secl
process.ancestors.file.name allin ["sshd", "systemd"] && exec.comm == "id"
\`\`\`

## Prefer

\`\`\`secl
process.ancestors.file.name in ["sshd", "systemd"] && exec.comm == "id"
\`\`\`

## Exceptions

None. The fix writes \`in\` and changes nothing else.
`,"pitfall/always-true":`# Condition that is always true

## What

A condition, or a group of them, that every event makes true where it stands.

## Why

\`x != "a" || x != "b"\` is the classic: whatever \`x\` is, it differs from one of the two. What reads like an exclusion excludes nothing, and the rule fires for everybody. It is reported only where it is proved for every event.

## Avoid

\`\`\`secl
exec.file.name == "nc" && (process.user != "root" || process.user != "daemon")
\`\`\`

## Prefer

\`\`\`secl
exec.file.name == "nc" && process.user not in ["root", "daemon"]
\`\`\`

## Exceptions

None.
`,"pitfall/ancestors-without-iterator":`# Conditions that different ancestors may meet

## What

Two conditions on different fields of the ancestors, joined by \`&&\`, without an iterator variable.

## Why

Each comparison on an array asks for some element. \`process.ancestors.file.name == "java" && process.ancestors.uid == 0\` is true where one ancestor is \`java\` and another one runs as root.

An iterator variable stands for one element wherever it is used in the rule.

## Avoid

\`\`\`secl
exec.comm == "sh" && process.ancestors.file.name == "java" && process.ancestors.uid == 0
\`\`\`

## Prefer

\`\`\`secl
exec.comm == "sh" && process.ancestors[A].file.name == "java" && process.ancestors[A].uid == 0
\`\`\`

## Exceptions

Two conditions on the same field are not reported: they mean two ancestors. Nor are negated ones, which no ancestor may meet.
`,"pitfall/args-not-argv":'# `args` where `argv` is meant\n\n## What\n\n`exec.args` or another `args` that is compared with a single flag, or with a list of words, by `==` or `in`.\n\n## Why\n\n`args` holds all arguments in one text, with blanks between them. `exec.args in ["-rf", "--force"]` is true only of a command with that flag and nothing else, and not of `rm -rf /`. `argv` is the array of the arguments, and `==` asks for some element of it.\n\n## Avoid\n\n```secl\nexec.file.name == "rm" && exec.args in ["-rf", "--force"]\n```\n\n## Prefer\n\n```secl\nexec.file.name == "rm" && exec.argv in ["-rf", "--force"]\n```\n\n## Exceptions\n\nTexts with blanks or patterns are meant for `args`. One or two words without a `-` are not reported: `crontab` or `setenforce` have one argument. Where the flag really stands alone, ignore the finding.\n',"pitfall/backslash-not-escape":'# Backslash that escapes nothing\n\n## What\n\nA backslash in front of a sign, in a string or a pattern for Linux: `\\"`, `\\\\`, `\\*`, `\\.`, `\\/`. For Windows: two backslashes within the path of a file or a key.\n\n## Why\n\nAgents unescape nothing. A backslash keeps a `"` behind it from ending the string, and stays in the value all the same. `"say \\"hi\\""` is compared with a text that has two backslashes.\n\nThere is no way to write a `"` into a string. Use a `*` in a pattern, or a regexp, in which `.` stands for it.\n\n## Avoid\n\n```secl\nexec.args =~ "*--format=\\"*\\.tar\\"*"\n```\n\n## Prefer\n\n```secl\nexec.args =~ "*--format=*.tar*"\n```\n\n## Exceptions\n\nRegexps have escapes. Backslashes in front of letters and digits (`\\n`, `\\x41`) are not reported: command lines hold such texts. On Windows one backslash separates the parts of a path, and two begin the name of a host or a device.\n',"pitfall/case-on-insensitive-field":`# Upper and lower case where neither counts

## What

A list that holds a text in several cases, or a regexp with \`(?i)\`, for a field that ignores case.

## Why

Agents compare the names of DNS, and the paths of Windows, without case. \`Example.com\` beside \`example.com\` adds nothing, and whoever reads the list may think that case counts.

The fix leaves out what adds nothing.

## Avoid

\`\`\`secl
dns.question.name in ["example.com", "Example.com"]
\`\`\`

## Prefer

\`\`\`secl
dns.question.name in ["example.com"]
\`\`\`

## Exceptions

On all other fields case counts, and nothing is said.
`,"pitfall/comm-too-long":`# \`comm\` longer than 15 characters

## What

\`comm\` that is compared with a name of more than 15 characters.

## Why

The kernel keeps 15 bytes of a command's name and cuts off the rest. \`systemd-journald\` has 16, so its \`comm\` is \`systemd-journal\`, and the longer name matches nothing.

Write what the kernel keeps, or compare the name of the file.

## Avoid

\`\`\`secl
open.file.path == "/etc/shadow" && process.comm != "systemd-journald"
\`\`\`

## Prefer

\`\`\`secl
open.file.path == "/etc/shadow" && process.file.name != "systemd-journald"
\`\`\`

## Exceptions

Regexps are not looked at.
`,"pitfall/comment-swallows":`# Comment that swallows the rest of the rule

## What

A comment inside of an expression whose lines YAML folds into one.

## Why

A comment goes to the end of its line. Behind \`>\`, in quotes and in plain scalars YAML makes one line of many, so the comment takes all that follows with it. Agents never see those conditions, and the rule fires on more than it says.

\`|\` keeps the lines.

## Avoid

\`\`\`yaml
rules:
  - id: shadow_read
    expression: >-
      open.file.path == "/etc/shadow" # and not by a login program
      && process.file.name != "login"
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shadow_read
    expression: |-
      open.file.path == "/etc/shadow" # and not by a login program
      && process.file.name != "login"
\`\`\`

## Exceptions

A comment behind which only comments follow loses nothing and is not reported.
`,"pitfall/comment-to-the-end":`# Comment in the middle of a line

## What

A comment in an expression of one line that has conditions behind its words.

## Why

A comment goes to the end of its line, and there is no way to end it before that. What reads like a remark between two conditions takes the second one along.

Put the remark into the description, or write the expression over several lines behind \`|\`.

## Avoid

\`\`\`secl
open.file.path == "/etc/shadow" # not the owner && process.uid != 0
\`\`\`

## Prefer

\`\`\`secl
open.file.path == "/etc/shadow" # not the owner
&& process.uid != 0
\`\`\`

## Exceptions

A comment that begins with the operator, or holds a whole condition, is one that was taken out on purpose.
`,"pitfall/constant-of-other-group":`# Constant of another field

## What

A field with constants of its own that is compared with a constant of something else, such as \`open.flags\` with \`S_IWUSR\`.

## Why

Constants are names for numbers, and agents take any of them for any field. \`O_WRONLY\` is 1, and so is \`PROT_READ\`: the rule loads and asks for something else.

## Avoid

\`\`\`secl
open.file.path == "/etc/shadow" && open.flags & PROT_WRITE > 0
\`\`\`

## Prefer

\`\`\`secl
open.file.path == "/etc/shadow" && open.flags & (O_WRONLY | O_RDWR) > 0
\`\`\`

## Exceptions

Groups whose constants mean the same are not told apart: modes of files and of inodes, \`PROT_\` and \`VM_\`. Fields without constants of their own are not looked at.
`,"pitfall/covered-rule":`# Rule that fires only where another one does

## What

A rule whose events all make another rule of the same rule set true, on an agent that loads both.

## Why

Both report the event. That may be meant (the narrower one has a higher severity, or an action); otherwise one of them can go, or the wider one is wider than its author thought. It is reported only where it is proved for every event. A rule that covers four others or more is reported once, where it stands.

## Avoid

\`\`\`yaml
rules:
  - id: netcat
    expression: exec.file.name in ["nc", "ncat"]
  - id: netcat_of_root
    expression: exec.file.name == "nc" && process.uid == 0
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: netcat
    expression: exec.file.name in ["nc", "ncat"] && process.uid != 0
  - id: netcat_of_root
    expression: exec.file.name == "nc" && process.uid == 0
\`\`\`

## Exceptions

Rules of which no target loads both.
`,"pitfall/dead-condition":`# Condition that is never true where it stands

## What

A condition, or a group of them, that cannot be true because of what must hold beside it, while the rule as a whole can.

## Why

The rule fires for its other parts only; what this part was to catch is missed, and nothing says so. It is reported only where it is proved for every event.

## Avoid

\`\`\`secl
process.uid == 0 && (exec.file.name == "su" || process.uid == 1000)
\`\`\`

## Prefer

\`\`\`secl
(process.uid == 0 && exec.file.name == "su") || process.uid == 1000
\`\`\`

## Exceptions

None.
`,"pitfall/decimal-mode":`# Mode without a leading 0

## What

A mode or rights of a file that are compared with a number such as \`777\` or \`4755\`.

## Why

Numbers are decimal unless they begin with a 0. \`777\` is 01411 as a mode, which no file has, so the condition waits for nothing. \`0777\` is the mode that \`chmod 777\` sets.

## Avoid

\`\`\`secl
chmod.file.destination.rights == 777
\`\`\`

## Prefer

\`\`\`secl
chmod.file.destination.rights == 0777
\`\`\`

## Exceptions

Only numbers that are common modes are reported. The decimal values of modes, such as 511 for 0777, are not among them.
`,"pitfall/duration-on-left":`# Duration on the left side

## What

A comparison of a time with a duration that begins with the duration: \`5s > process.created_at\`.

## Why

\`process.created_at < 5s\` compares how long ago that was. Turned round it compares the time itself, in nanoseconds since 1970, with five seconds: that is false for \`5s >\` and true for \`5s <\`, whenever the process began.

## Avoid

\`\`\`secl
exec.comm == "id" && 5s > process.created_at
\`\`\`

## Prefer

\`\`\`secl
exec.comm == "id" && process.created_at < 5s
\`\`\`

## Exceptions

Differences of two times are compared as they are, and not reported.
`,"pitfall/empty-pattern":'# Pattern with nothing to match\n\n## What\n\nA pattern or a regexp that says nothing: `~"*"`, `~""`, `r".*"`.\n\n## Why\n\n`*` stands for any run of characters, the empty one too. So the comparison is true for every value, also where the event has none, and the members beside it in a list count for nothing. `~""` on the other hand is compared like `""`.\n\nTo ask whether there is a value, compare with `""`.\n\n## Avoid\n\n```secl\nexec.tty_name =~ "*"\n```\n\n## Prefer\n\n```secl\nexec.tty_name != ""\n```\n\n## Exceptions\n\nOn arrays such as `exec.envs` it asks whether there is an element, and is not reported.\n',"pitfall/equals-on-flags":'# `==` on bit flags\n\n## What\n\nA field that holds many flags in one number, compared with a single flag by `==`, `!=` or `in`.\n\n## Why\n\n`open.flags` is the sum of all flags of a call. `open.flags == O_CREAT` is true only where `O_CREAT` is the only one, but a program that creates a file says `O_WRONLY` and often `O_TRUNC` or `O_CLOEXEC` as well. The rule loads and misses nearly everything.\n\n`&` looks at some bits. `O_RDONLY` is no bit but 0: it is what `O_ACCMODE` leaves over.\n\n## Avoid\n\n```secl\nopen.file.path == "/etc/shadow" && open.flags == O_WRONLY\n```\n\n## Prefer\n\n```secl\nopen.file.path == "/etc/shadow" && open.flags & (O_WRONLY | O_RDWR) > 0\n```\n\n## Exceptions\n\nSeveral flags joined by `|` may be meant as a whole, and modes such as `0777` or protections often are: they are not reported.\n',"pitfall/errno-sign":`# Sign of an errno

## What

A return value that is compared with an errno above 0: \`-EPERM\`, or \`1\`.

## Why

The kernel returns an error as a negative number, and the constants of agents have that sign: \`EPERM\` is -1. \`-EPERM\` is 1 then, which no failing call returns. In C it is the other way round.

## Avoid

\`\`\`secl
chmod.file.path == "/etc/shadow" && chmod.retval == -EPERM
\`\`\`

## Prefer

\`\`\`secl
chmod.file.path == "/etc/shadow" && chmod.retval == EPERM
\`\`\`

## Exceptions

Numbers are reported only for calls that return 0 when all is well. \`open\` and \`bpf\` return a file descriptor.
`,"pitfall/extension-pattern-on-path":`# Pattern for a name on a path

## What

A pattern such as \`*.sh\` that is compared with a path.

## Why

On paths a \`*\` does not cross \`/\`, and every path has a \`/\`. So the pattern matches nothing, and the agent says nothing.

The name of a file has a field of its own.

## Avoid

\`\`\`secl
open.file.path == ~"*.pem"
\`\`\`

## Prefer

\`\`\`secl
open.file.name == ~"*.pem"
\`\`\`

## Exceptions

None. Windows paths are not looked at.
`,"pitfall/first-match-leaves-rest":'# Pattern whose end may come too early\n\n## What\n\nA pattern that ends in up to three characters behind a `*`, such as `*.sh` or `*.io`.\n\n## Why\n\nAgents match from the left and never go back. After a `*` they take the first place where the next piece stands, and where text is left over at the end, the pattern does not match. `*.sh` matches `a.sh`, but not `a.sh.sh`; `*.io` does not match `x.iohk.io`. Who knows that can slip by.\n\nA regexp with `$` looks at the end only.\n\n## Avoid\n\n```secl\ndns.question.name == ~"*.io"\n```\n\n## Prefer\n\n```secl\ndns.question.name == r"\\.io$"\n```\n\n## Exceptions\n\nLonger ends are not reported: they seldom come twice. Nor are paths, in which every part is matched alone.\n',"pitfall/implied-condition":`# Condition that others imply

## What

A condition of an \`&&\` that holds whenever its neighbours do, or one of an \`||\` that is true only where another one is.

## Why

It changes nothing, so either it can go or it was meant to say something else. Authors keep one on purpose, too: an extra condition that the kernel can filter by makes a rule cheap. It is therefore information only.

## Avoid

\`\`\`secl
open.file.name in ["shadow", "gshadow"] && open.file.name != "passwd"
\`\`\`

## Prefer

\`\`\`secl
open.file.name in ["shadow", "gshadow"]
\`\`\`

## Exceptions

A name beside its path is not reported, and neither are two names of an executable: a symlink gives it a second one.
`,"pitfall/index-zero":`# \`[0]\` taken for an index

## What

A number between brackets behind an array of elements, as in \`process.ancestors[0]\`.

## Why

What stands between the brackets is the name of a variable for one element, and a number is a name as well. \`process.ancestors[0].file.name == "sshd"\` is true when any ancestor is \`sshd\`. No element can be picked by its place.

The first ancestor is the parent, which has fields of its own.

## Avoid

\`\`\`secl
exec.comm == "id" && process.ancestors[0].file.name == "sshd"
\`\`\`

## Prefer

\`\`\`secl
exec.comm == "id" && process.parent.file.name == "sshd"
\`\`\`

## Exceptions

None: for any element write a letter.
`,"pitfall/leading-star-on-path":'# `*` at the start of a path\n\n## What\n\nA pattern on a path that begins with `*` and has a `/` behind it.\n\n## Why\n\nOn paths a pattern is split at `/`, and a `*` stays within its part. `*/passwd` matches `/etc/passwd`, but not `/srv/etc/passwd`. Where other characters follow the `*` at once, as in `*tmp/x`, nothing matches at all: in front of the first `/` of a path there is nothing.\n\nAsk for the name of the file, or for the directories that you mean. `/**` at the end stands for everything below.\n\n## Avoid\n\n```secl\nopen.file.path =~ "*/authorized_keys"\n```\n\n## Prefer\n\n```secl\nopen.file.name == "authorized_keys"\n```\n\n## Exceptions\n\n`/*/passwd` says the same as `*/passwd` and is not reported: it is written on purpose. Windows paths are not looked at.\n',"pitfall/line-break-in-string":`# Line break in a string

## What

A string with the end of a line inside of it, also one that an escape of YAML, JSON or HCL wrote there.

## Why

A string ends at its closing quote, not at the end of the line. The line break, and the blanks behind it, are part of its value, so it is equal to no path and no name. Files with Windows line ends bring a carriage return along.

Close the string on the line on which it begins.

## Avoid

\`\`\`secl
exec.file.path in ["/usr/bin/curl
  ", "/usr/bin/wget"]
\`\`\`

## Prefer

\`\`\`secl
exec.file.path in ["/usr/bin/curl",
  "/usr/bin/wget"]
\`\`\`

## Exceptions

Command lines and environments may hold line breaks: strings for them are not reported.
`,"pitfall/macro-values-wildcards":`# \`*\` in the \`values\` of a macro

## What

A macro with \`values\` that read like patterns.

## Why

Agents take each of the \`values\` of a macro as a plain string, in which \`*\` is a character like any other. There is no way to write a pattern there: \`~"python*"\` is a text that begins with \`~\`.

A list in an \`expression\` takes strings, patterns and regexps.

## Avoid

\`\`\`yaml
macros:
  - id: interpreters
    values: ["perl", "python*"]
rules:
  - id: interpreter
    expression: exec.file.name in interpreters
\`\`\`

## Prefer

\`\`\`yaml
macros:
  - id: interpreters
    expression: '["perl", ~"python*"]'
rules:
  - id: interpreter
    expression: exec.file.name in interpreters
\`\`\`

## Exceptions

A \`*\` that stands alone between blanks is not reported. An \`expression\` cannot be merged with that of another file, \`values\` can: there list all names.
`,"pitfall/merged-usr":'# `/bin` where it is `/usr/bin`\n\n## What\n\nA path in `/bin`, `/sbin` or `/lib` without the same path in `/usr`.\n\n## Why\n\nOn most distributions of today these directories are symlinks into `/usr`, and the kernel gives paths without symlinks. A file that a program opens as `/bin/su` is `/usr/bin/su` then, and a rule for `/bin/su` alone says nothing. Older hosts and small images (Alpine) still have files in both.\n\nOnly the first of a list is marked.\n\n## Avoid\n\n```secl\nchmod.file.path in ["/bin/su", "/bin/mount"]\n```\n\n## Prefer\n\n```secl\nchmod.file.path in ["/bin/su", "/usr/bin/su", "/bin/mount", "/usr/bin/mount"]\n```\n\n## Exceptions\n\nA path whose twin in `/usr` stands in the same expression is not reported. Paths of processes also match the symlink that was executed, so for them it may do.\n',"pitfall/mixed-operators":'# `&&` and `||` without parentheses\n\n## What\n\nConditions in which `&&` stands in front of `||` without parentheses around one of them.\n\n## Why\n\nIn most languages `&&` binds more tightly than `||`. For agents the two are equally strong and group from the right: `a && b || c` is `a && (b || c)`. A rule that is read the other way fires on less than its author thinks, and no agent says so.\n\nThe fix writes the parentheses that agents see, so it does not change what the rule does. Look whether that is what you meant.\n\n## Avoid\n\n```secl\nexec.file.name == "curl" && exec.args in [~"*http://*"] || process.uid == 0\n```\n\n## Prefer\n\n```secl\nexec.file.name == "curl" && (exec.args in [~"*http://*"] || process.uid == 0)\n```\n\n## Exceptions\n\nNone: `a || b && c`, which groups in the same way everywhere, is not reported.\n',"pitfall/never-true":`# Rule that no event makes true

## What

A rule whose conditions exclude each other, so that no event whatsoever makes it true.

## Why

Agents load such a rule and report it as loaded. It looks like a detection and is none. Most often an \`&&\` was meant to be an \`||\`, or a value was copied and not changed.

It is said only where it is proved for every event: by ranges of numbers, values of texts, patterns, addresses and flags, and by what "some element" means for arrays.

## Avoid

\`\`\`secl
open.file.path == "/etc/passwd" && open.file.path == "/etc/shadow"
\`\`\`

## Prefer

\`\`\`secl
open.file.path in ["/etc/passwd", "/etc/shadow"]
\`\`\`

## Exceptions

Conditions on \`process.ancestors\` and other arrays, where two values can both be there. Names and paths of executables: a symlink gives them a second one.
`,"pitfall/no-element":'# `!=` on an array\n\n## What\n\n`!=`, `!~` or `not in` on an array, such as the arguments or the ancestors of a process.\n\n## Why\n\n`==` on an array asks for some element, and `!=` turns the whole of that round: no element is equal. It is not "some element is something else". For an empty array it is true: an `exec` without arguments satisfies `exec.argv != "-q"`.\n\nNothing is wrong with that, and most rules mean it. This is off unless you turn it on, to look all of them over once.\n\n## Avoid\n\n```secl\nexec.comm == "id" && process.ancestors.uid != 0\n```\n\n## Prefer\n\n```secl\nexec.comm == "id" && process.ancestors[A].uid != 0\n```\n\n## Exceptions\n\nWith an iterator variable, `process.ancestors[A].uid != 0`, the question is about one element.\n',"pitfall/not-equal-on-array":'# `!=` on an array that means something else\n\n## What\n\n`!=` on an array in two shapes: `f != ""`, and `f != "a" || f != "b"`.\n\n## Why\n\nOn an array `!=` means that no element is equal. `exec.envs != ""` does not ask whether there are any: it is true of no elements too, and false only where one of them is empty. Joined by `||`, two such conditions are false only where both elements are there.\n\nTo ask whether there is something, use `=~ "*"`, or the length. To have neither of two, use `&&` or `not in`.\n\n## Avoid\n\n```secl\nexec.comm == "id" && (exec.argv != "-q" || exec.argv != "--quiet")\n```\n\n## Prefer\n\n```secl\nexec.comm == "id" && exec.argv not in ["-q", "--quiet"]\n```\n\n## Exceptions\n\n`!=` and `not in` on an array as such are what good rules use: see `pitfall/no-element`.\n',"pitfall/not-on-comparison":'# `!` on the left side of a comparison\n\n## What\n\n`!` or `not` in front of a comparison without parentheses: `!a == b`.\n\n## Why\n\n`!` binds to what stands beside it. On texts and numbers no agent accepts that, so the mistake shows; on a bool it loads and means `(!a) == b`. That happens to be `!(a == b)`, but the eye sees a negation of the whole, and the next condition that is written like it may be on a text.\n\n## Avoid\n\n```secl\nexec.comm == "id" && !exec.is_thread == true\n```\n\n## Prefer\n\n```secl\nexec.comm == "id" && exec.is_thread != true\n```\n\n## Exceptions\n\nNone.\n',"pitfall/open-write-without-flags":`# Rule on writing that fires on reading

## What

A rule on \`open\` whose id speaks of writing or of a change, and that does not look at \`open.flags\`.

## Why

An \`open\` event comes for every file that is opened, and most are opened to be read. A rule on the path alone fires on each of them.

\`open.flags\` says what the file is opened for. \`O_RDONLY\` is 0, so ask for the flags of writing.

## Avoid

\`\`\`yaml
rules:
  - id: shadow_modified
    expression: open.file.path == "/etc/shadow"
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shadow_modified
    expression: open.file.path == "/etc/shadow" && open.flags & (O_CREAT|O_TRUNC|O_RDWR|O_WRONLY) > 0
\`\`\`

## Exceptions

Only the id is looked at, and only for words such as \`write\`, \`modified\` and \`tamper\`. Where a file can only be written, ignore the finding.
`,"pitfall/pattern-on-variable":`# Pattern on a variable

## What

A variable on the left of \`==\`, \`!=\`, \`=~\` or \`!~\`, and a pattern or a regexp on the right.

## Why

There agents compare a variable with the text as it is written, with its \`*\`. \`\${last} =~ "/usr/*"\` is true only where somebody set the variable to \`/usr/*\`. In a list patterns and regexps work.

## Avoid

\`\`\`yaml
rules:
  - id: opened
    expression: open.file.path == "/etc/hosts"
    actions:
      - set: { name: last, field: process.file.path, scope: process }
  - id: changed
    expression: chmod.file.path == "/etc/hosts" && \${process.last} =~ "/usr/*"
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: opened
    expression: open.file.path == "/etc/hosts"
    actions:
      - set: { name: last, field: process.file.path, scope: process }
  - id: changed
    expression: chmod.file.path == "/etc/hosts" && \${process.last} in [~"/usr/*"]
\`\`\`

## Exceptions

Behind \`=~\` a text without \`*\` is itself in any case.
`,"pitfall/plain-scalar-comment":`# Expression that YAML cuts at \` #\`

## What

An expression without quotes in which a blank and a \`#\` stand in front of further conditions.

## Why

Without quotes a text of YAML ends at \` #\`. What follows is a comment of the file, which agents never see, and the rule fires on more than it says.

Use \`|\`, which keeps everything and lets comments end at the end of their line.

## Avoid

\`\`\`yaml
rules:
  - id: shadow_read
    expression: open.file.path == "/etc/shadow" # not the owner && process.uid != 0
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shadow_read
    expression: |
      open.file.path == "/etc/shadow" # not the owner
      && process.uid != 0
\`\`\`

## Exceptions

A comment without conditions, and one that begins with the operator: that was taken out on purpose.
`,"pitfall/question-mark-in-pattern":'# `?` or `[\u2026]` in a pattern\n\n## What\n\nA pattern on a name or a path with a `?`, or with a set of characters such as `[0-9]`.\n\n## Why\n\nThe patterns of a shell know `?` and `[\u2026]`, those of agents only `*`. The other signs stand for themselves, so the pattern waits for a file that has a `?` or a `[` in its name.\n\nWrite a `*`, list the names, or, on names, use a regexp. Paths take no regexps.\n\n## Avoid\n\n```secl\nexec.file.name == ~"python3.?"\n```\n\n## Prefer\n\n```secl\nexec.file.name == r"^python3\\.[0-9]$"\n```\n\n## Exceptions\n\nPatterns on command lines, URLs and other texts, in which `?` is common, are not looked at. Names in brackets such as `[kworker*]` are not reported.\n',"pitfall/regexp-is-list":`# Regexp that is a list

## What

A regexp that names a few texts, from beginning to end: \`r"^(sh|bash)$"\`.

## Why

It says what a list of strings says. Agents look a value up in a list, but try a regexp from its beginning; and a list of strings can let them drop events in the kernel, which no regexp does.

The fix is exact: it changes nothing but the way it is written.

## Avoid

\`\`\`secl
exec.file.name =~ r"^(sh|bash|zsh)$"
\`\`\`

## Prefer

\`\`\`secl
exec.file.name in ["sh", "bash", "zsh"]
\`\`\`

## Exceptions

Without \`^\` and \`$\` a regexp is found anywhere in the value, and no list says that.
`,"pitfall/regexp-is-pattern":'# Regexp that is a pattern\n\n## What\n\nA regexp in which only `^`, `$` and `.*` at its ends are more than plain text.\n\n## Why\n\n`r".*socks.*"` is true wherever `~"*socks*"` is. Agents look at patterns before regexps, since they take less time, and backslashes are not needed. A plain string in place of `r"^sh$"` also lets them drop events in the kernel, which no regexp does.\n\nThe fix is exact: it changes nothing but the way it is written.\n\n## Avoid\n\n```secl\nexec.args =~ r".*socks\\.conf.*"\n```\n\n## Prefer\n\n```secl\nexec.args =~ "*socks.conf*"\n```\n\n## Exceptions\n\n`r"\\.sh$"` has no pattern that says the same, since `*.sh` does not match `a.sh.sh`.\n',"pitfall/repeated-condition":`# Condition that is there twice

## What

Two conditions of one \`&&\` or \`||\` that say the same.

## Why

The second does nothing. Most often it was copied and its field or its value was to be changed, so the rule misses what its author had in mind.

## Avoid

\`\`\`secl
exec.file.name == "nc" && process.uid == 0 && exec.file.name == "nc"
\`\`\`

## Prefer

\`\`\`secl
exec.file.name == "nc" && process.uid == 0
\`\`\`

## Exceptions

The same condition in different alternatives of an \`||\` is not a repetition.
`,"pitfall/repeated-member":`# Text that stands in a list twice

## What

A list of texts with the same member in two places.

## Why

A list is true when one member is equal, so the second of two is never needed. Often it is left from copying, and should have become another name that is now missing.

## Avoid

\`\`\`secl
exec.file.name in ["curl", "wget", "curl"]
\`\`\`

## Prefer

\`\`\`secl
exec.file.name in ["curl", "wget"]
\`\`\`

## Exceptions

None.
`,"pitfall/same-rule":`# Two rules that fire on the same events

## What

Two rules of a rule set whose conditions are true of the same events, however they are written, on an agent that loads both.

## Why

Every such event is reported twice, under two ids, and exceptions made for one of them leave the other. Most often one is a copy that was to be changed. It is reported only where it is proved for every event.

## Avoid

\`\`\`yaml
rules:
  - id: netcat
    expression: exec.file.name == "nc"
  - id: netcat_again
    expression: exec.file.name in ["nc"]
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: netcat
    expression: exec.file.name == "nc"
\`\`\`

## Exceptions

Rules with actions: a pair that detects and acts is kept apart on purpose.
`,"pitfall/star-in-plain-string":'# `*` in a plain string\n\n## What\n\nA plain string with a `*` that reads like a pattern, behind `==` or in a list.\n\n## Why\n\nAgents match with `*` in patterns only: `~"\u2026"`, or what stands behind `=~`. In a plain string it is a character like any other, so the condition waits for a value that really has a `*` in it.\n\nThe fix puts `~` in front. The rule fires on more then: look whether that is what you meant.\n\n## Avoid\n\n```secl\nexec.file.name == "python*"\n```\n\n## Prefer\n\n```secl\nexec.file.name == ~"python*"\n```\n\n## Exceptions\n\nA `*` that stands alone between blanks, as in crontabs and on command lines, is not reported. Nor is what a command takes as an argument of its own, in `argv` or `args_options`: `*.pem`, and any pattern beside `find`, `grep` and the like.\n',"pitfall/star-stops-at-slash":'# `*` that does not cross `/`\n\n## What\n\nA pattern on a path in which `*` is to stand for whole directories, and cannot: `/*bash`, `/tmp*`.\n\n## Why\n\nOn paths a pattern is split at `/`, and `*` stays within its part. `/tmp*` matches `/tmp` and `/tmpfile`, but nothing in `/tmp`; `/*bash` matches `/bash` only. `/**` at the end is everything below.\n\n## Avoid\n\n```secl\nexec.file.path =~ "/tmp*"\n```\n\n## Prefer\n\n```secl\nexec.file.path =~ "/tmp/**"\n```\n\n## Exceptions\n\nWhere one part of a path may well be meant, as in `/home/*/.ssh/*`, nothing is said.\n',"pitfall/trailing-slash":`# \`/\` at the end of a path

## What

A path of Windows that ends in a \`/\`.

## Why

The paths of files and keys have no separator at their end, so such a value equals none of them. On Linux agents refuse it; on Windows the rule loads and never fires.

For what is below a directory, write \`/*\` or \`/**\`.

## Avoid

\`\`\`yaml
rules:
  - id: temp_dropped
    expression: create.file.path == "C:/Temp/"
    filters:
      - os == "windows"
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: temp_dropped
    expression: create.file.path == ~"C:/Temp/**"
    filters:
      - os == "windows"
\`\`\`

## Exceptions

The root of a drive, \`C:/\`, is not reported.
`,"pitfall/unanchored-regexp":'# Regexp that is not as anchored as it looks\n\n## What\n\nA regexp of several alternatives that `^` and `$` hold to one end each, as in `r"^sh|bash$"`, or alternatives that are nothing but names, for the name of a file or a command.\n\n## Why\n\nAgents look for a regexp anywhere in the value. `|` is weaker than `^` and `$`, so `^sh|bash$` is true of `shutdown` and of `rbash`. And `r"nc|ncat"` is true of `rsync`.\n\nA list names the texts and needs no anchors.\n\n## Avoid\n\n```secl\nexec.file.name =~ r"^nc|ncat$"\n```\n\n## Prefer\n\n```secl\nexec.file.name in ["nc", "ncat"]\n```\n\n## Exceptions\n\nAlternatives on command lines and other texts, where parts are looked for on purpose, are not reported without anchors.\n',"pitfall/zero-mask":'# Mask that is 0\n\n## What\n\n`&` with a constant that is 0, such as `O_RDONLY` or `PROT_NONE`.\n\n## Why\n\n`&` keeps the bits that both sides have, and 0 has none. `open.flags & O_RDONLY > 0` is never true, and with `== 0` it always is.\n\nHow a file is opened stands in two bits, `O_ACCMODE`. They are 0 where it is opened for reading only.\n\n## Avoid\n\n```secl\nopen.file.path == "/etc/shadow" && open.flags & O_RDONLY == 0\n```\n\n## Prefer\n\n```secl\nopen.file.path == "/etc/shadow" && open.flags & O_ACCMODE == O_RDONLY\n```\n\n## Exceptions\n\nWhere the mask alone keeps a rule from firing, `pitfall/never-true` says so.\n',"policy/combine-value":`# \`combine\` with a word that agents do not know

## What

\`combine\` on a rule with another word than \`override\`, and on a macro with another word than \`merge\` or \`override\`.

## Why

Agents compare the word letter by letter, capitals included. An unknown one is as good as none: where the id is defined before, this definition is ignored in silence; where it is not, the definition stands alone.

## Avoid

\`\`\`yaml
macros:
  - id: shells
    values: [sh]
  - id: shells
    values: [zsh]
    combine: append
rules:
  - id: shell_started
    expression: exec.file.name in shells
\`\`\`

## Prefer

\`\`\`yaml
macros:
  - id: shells
    values: [sh]
  - id: shells
    values: [zsh]
    combine: merge
rules:
  - id: shell_started
    expression: exec.file.name in shells
\`\`\`

## Exceptions

None.
`,"policy/disable-without-effect":`# \`disabled\` that disables nothing

## What

A second definition of a rule with \`disabled: true\`, where the first is enabled and is not a default rule that a custom policy disables.

## Why

Of two definitions the first counts. A custom policy may disable a rule of \`default.policy\`; between two custom policies, or within one file, the second definition has no such power, and the rule runs on.

## Avoid

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
  - id: shell_started
    disabled: true
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
    disabled: true
\`\`\`

## Exceptions

None.
`,"policy/disabled-leftover":`# Rule that is defined and disabled

## What

A rule of a custom policy with an expression and \`disabled: true\`, which no other definition enables.

## Why

It runs nowhere. If it is a thing of the past, version control remembers it better; if it waits for something, a comment that ignores this finding can say for what, and until when.

## Avoid

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
    disabled: true
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
\`\`\`

## Exceptions

Definitions without an expression, which disable a rule of another policy, and rules of the default policy. The \`set\` actions of a disabled rule still make variables known, so a rule may be kept for that.
`,"policy/macro-named-as-constant":`# Macro that a constant hides

## What

A macro for a number, a text or a condition that has the name of a constant such as \`O_RDWR\`.

## Why

Agents look a name up as a constant first. Where the macro was meant the constant counts, and nothing is reported.

## Avoid

\`\`\`yaml
macros:
  - id: O_CREAT
    expression: O_TRUNC | O_APPEND
rules:
  - id: password_file_written
    expression: open.flags & O_CREAT > 0 && open.file.path == "/etc/passwd"
\`\`\`

## Prefer

\`\`\`yaml
macros:
  - id: WRITING_FLAGS
    expression: O_CREAT | O_TRUNC | O_APPEND
rules:
  - id: password_file_written
    expression: open.flags & WRITING_FLAGS > 0 && open.file.path == "/etc/passwd"
\`\`\`

## Exceptions

A macro for a list stands to the right of \`in\` only, where agents look for macros first.
`,"policy/macro-override":`# Override that leaves a macro as it was

## What

A macro with \`combine: override\` and an \`expression\`, over a macro that has an expression; or with both \`values\` and an \`expression\`, over one that has values.

## Why

An override replaces \`values\` by its own and nothing else. An expression in it is ignored in silence, so the macro of the first definition counts.

## Avoid

\`\`\`yaml
macros:
  - id: by_root
    expression: process.uid == 0
  - id: by_root
    combine: override
    expression: process.euid == 0
rules:
  - id: shell_of_root
    expression: exec.file.name == "sh" && by_root
\`\`\`

## Prefer

\`\`\`yaml
macros:
  - id: by_root
    expression: process.uid == 0
  - id: by_effective_root
    expression: process.euid == 0
rules:
  - id: shell_of_root
    expression: exec.file.name == "sh" && by_effective_root
\`\`\`

## Exceptions

None. An override that empties a list of values has a finding of its own.
`,"policy/macro-unused":`# Macro that nothing uses

## What

A macro of a custom policy that no rule, no action and no other macro of the rule set names.

## Why

It costs little, but it is read, kept up to date and trusted by people. A macro with fields of one event type does harm even so: agents hold every rule to it.

## Avoid

\`\`\`yaml
macros:
  - id: shells
    values: [sh, bash]
rules:
  - id: shell_started
    expression: exec.file.name in ["sh", "bash"]
\`\`\`

## Prefer

\`\`\`yaml
macros:
  - id: shells
    values: [sh, bash]
rules:
  - id: shell_started
    expression: exec.file.name in shells
\`\`\`

## Exceptions

Macros of the default policy are there for all policies of an account, and those of a rule set without rules for others. A macro that is used by a rule for other agents, or by one that is disabled, is used.
`,"policy/override-all":`# \`all\` over a rule that is not of the default policy

## What

\`override_options: {fields: [all]}\` in a definition whose rule is defined in a custom policy.

## Why

Agents look at \`all\` only where the rule comes from \`default.policy\`. Over any other rule the word does nothing, and nobody says so.

## Avoid

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
  - id: shell_started
    combine: override
    override_options: {fields: [all]}
    every: 10m
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
  - id: shell_started
    combine: override
    override_options: {fields: [every]}
    every: 10m
\`\`\`

## Exceptions

None.
`,"policy/override-field":`# Field that an override cannot change

## What

Names under \`override_options.fields\` that agents do not know, names whose value the override does not give, and \`override_options\` in a definition without \`combine: override\`.

## Why

Agents know \`all\`, \`actions\`, \`every\`, \`tags\` and \`product_tags\`, and pass over any other name in silence. \`every\` and \`product_tags\` replace: named without a value, they take away what the rule had. \`tags\` and \`actions\` add: without a value they do nothing.

## Avoid

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
  - id: shell_started
    combine: override
    override_options: {fields: [action]}
    actions:
      - log: {level: info, message: seen}
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
  - id: shell_started
    combine: override
    override_options: {fields: [actions]}
    actions:
      - log: {level: info, message: seen}
\`\`\`

## Exceptions

To take \`every\` from a rule on purpose there is no other way: ignore the finding there.
`,"policy/override-key-ignored":`# Part of an override that agents ignore

## What

Keys in a definition with \`combine: override\` that have no effect: an \`expression\` other than that of the rule, keys that \`override_options.fields\` does not name, and all fields beside \`disabled: true\`.

## Why

An override never changes the expression, not even with \`all\`. Of the rest agents take what \`fields\` name and pass over the other keys in silence; \`silent\`, \`limiter_token\` and \`priority\` come with \`all\` only. An override that disables does nothing else.

## Avoid

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
  - id: shell_started
    combine: override
    override_options: {fields: [every]}
    expression: exec.file.name in ["sh", "bash"]
    every: 10m
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
  - id: shell_started
    combine: override
    override_options: {fields: [every]}
    every: 10m
  - id: other_shell_started
    expression: exec.file.name == "bash"
\`\`\`

## Exceptions

A copy of the rule's own expression is not reported, nor are descriptions. To replace a default rule with another expression, disable it and write a rule with an id of its own.
`,"policy/override-without-fields":`# Override that changes nothing

## What

A definition with \`combine: override\` that names no \`override_options.fields\`, over a rule that is enabled.

## Why

Agents change only what \`fields\` name. Whatever else the definition holds is left aside in silence, and the rule stays as it was.

## Avoid

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
  - id: shell_started
    combine: override
    every: 10m
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
  - id: shell_started
    combine: override
    override_options: {fields: [every]}
    every: 10m
\`\`\`

## Exceptions

With \`disabled: true\` an override disables a default rule, and over a disabled rule it enables it: both take no fields. A default rule that is overridden is reported under the policy of the override, fields or not.
`,"portability/filter-always-met":`# Filter that every target meets

## What

A rule whose \`filters\` are true on every target that its rule set names.

## Why

The filters do nothing there. Either they can go, or a target is missing in \`secl.yaml\` for which they were written. It is information only: a filter is a good habit in a pack that may travel.

## Avoid

\`\`\`yaml
rules:
  - id: netcat
    expression: exec.file.name == "nc"
    filters: ['os == "linux"']
\`\`\`

Target: linux 7.60
Target: linux

## Prefer

\`\`\`yaml
rules:
  - id: netcat
    expression: exec.file.name == "nc"
\`\`\`

Target: linux 7.60
Target: linux

## Exceptions

A rule set with one target, and facts that a target leaves out.
`,"portability/filter-met-nowhere":`# Filter that no target meets

## What

A rule whose \`filters\` are false on every target that its rule set names.

## Why

The rule is filtered on all of them: it runs nowhere and nobody is told. Either a target is missing in \`secl.yaml\`, or the filter says something else than was meant, or the rule can go.

## Avoid

\`\`\`yaml
rules:
  - id: netcat
    expression: exec.file.name == "nc"
    filters: ['os == "windows"']
\`\`\`

Target: linux 7.60
Target: linux

## Prefer

\`\`\`yaml
rules:
  - id: netcat
    expression: exec.file.name == "nc"
    filters: ['os == "linux"']
\`\`\`

Target: linux 7.60
Target: linux

## Exceptions

A rule set with one target, and facts that a target leaves out.
`,"portability/legacy-name":`# Field under its old name

## What

A field that is written under a name of earlier agents.

## Why

Agents translate old names, so the rule works. New fields have no old names, searches for a field miss the rule, and an old name may go one day. Where every agent that the rule admits knows the new name, writing it changes nothing.

## Avoid

\`\`\`secl
exec.filename == "/usr/bin/nc"
\`\`\`

## Prefer

\`\`\`secl
exec.file.path == "/usr/bin/nc"
\`\`\`

## Exceptions

None.
`,"portability/no-agent":`# \`agent_version\` that no agent meets

## What

A rule whose \`agent_version\` is read without a mistake and admits no version at all.

## Why

Blanks and commas between two conditions mean "and": \`>= 7.50, < 7.40\` asks for an agent that is newer and older at once. Agents report such a rule as filtered, which looks like a decision and not like a mistake.

## Avoid

\`\`\`yaml
rules:
  - id: netcat
    expression: exec.file.name == "nc"
    agent_version: '>= 7.50, < 7.40'
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: netcat
    expression: exec.file.name == "nc"
    agent_version: '>= 7.40, < 7.50'
\`\`\`

## Exceptions

Versions that are not released yet count as agents.
`,"portability/os-filter-missing":`# Rule for one platform in a pack for both, without a filter

## What

A rule that loads on the Linux targets of its rule set and is rejected on the Windows ones, or the other way round, and has no \`filters\`.

## Why

\`open\`, \`chmod\` or \`connect\` do not exist on Windows, registry events do not exist on Linux. Without a filter the agent rejects the rule, and the whole policy is reported as partially loaded on every host of that platform. With \`os == "linux"\` it is filtered, which is what was meant.

## Avoid

\`\`\`yaml
rules:
  - id: shadow
    expression: open.file.path == "/etc/shadow"
\`\`\`

Target: linux
Target: windows

## Prefer

\`\`\`yaml
rules:
  - id: shadow
    expression: open.file.path == "/etc/shadow"
    filters:
      - os == "linux"
\`\`\`

Target: linux
Target: windows

## Exceptions

Rule sets whose targets are of one platform. Name the targets in \`secl.yaml\`.
`,"portability/version-claim":`# \`agent_version\` that admits agents which reject the rule

## What

A rule whose \`agent_version\` admits an agent that does not know a field, an event type, a constant or an operator of its expression.

## Why

\`agent_version\` keeps a rule away from agents that cannot run it: those report it as filtered, and nobody is alarmed. An agent that the constraint admits and that does not know a name rejects the rule, and the policy counts as partially loaded there. The versions come from the catalogue of fields by agent version; what is only estimated there is not reported.

## Avoid

\`\`\`yaml
rules:
  - id: ssh_out
    expression: connect.addr.port == 22
    agent_version: '>= 7.50'
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: ssh_out
    expression: connect.addr.port == 22
    agent_version: '>= 7.60'
\`\`\`

## Exceptions

A constraint narrower than the expression needs is nobody's mistake, and is not reported. Neither is one without a lower end, as \`< 7.71\`, for agents from before the names of the rule. Rules on \`fim.write.file\` are left out.
`,"variable/inheritance-blocked":`# Inheritance that another variable blocks

## What

An \`inherited\` variable that rules read, beside another variable of processes which some rule sets alone, on agents before 7.74.

## Why

These agents look at ancestors only for a process that holds no variable at all, and stop at the nearest ancestor that holds any. One other variable, whatever its name, is enough to hide the inherited one from a process and from all below it. Later agents look for each variable by itself.

## Avoid

\`\`\`yaml
rules:
  - id: download_run
    expression: exec.file.path =~ "/tmp/*"
    actions:
      - set: {name: runs_download, value: true, default_value: false, scope: process, inherited: true}
  - id: tool_started
    expression: exec.file.name == "nc"
    actions:
      - set: {name: tool, field: exec.file.path, scope: process}
  - id: secret_read
    expression: open.file.path == "/etc/shadow" && \${process.runs_download} == true && \${process.tool} != ""
\`\`\`

Target: linux 7.68

## Prefer

\`\`\`yaml
rules:
  - id: download_run
    expression: exec.file.path =~ "/tmp/*"
    actions:
      - set: {name: runs_download, value: true, default_value: false, scope: process, inherited: true}
  - id: tool_started
    expression: exec.file.name == "nc"
    actions:
      - set: {name: tools, field: exec.pid, append: true, ttl: 1h}
  - id: secret_read
    expression: open.file.path == "/etc/shadow" && \${process.runs_download} == true && process.pid in \${tools}
\`\`\`

Target: linux 7.68

## Exceptions

Where no process can have both, nothing is lost: ignore the finding there.
`,"variable/inherited-without-effect":`# \`inherited\` that has no effect

## What

A \`set\` with \`inherited: true\` of a process variable that another \`set\` makes with \`inherited: false\`.

## Why

All \`set\` actions with one name and scope make one variable, and of what they say about inheritance the last counts. The children of the process then start anew, and a chain of rules that follows them breaks without a word. That \`inherited\` outside of process variables makes agents drop the action is said by [loading](../../problems/policy/action-dropped.md).

## Avoid

\`\`\`yaml
rules:
  - id: shell
    expression: exec.file.name == "sh"
    actions:
      - set: {name: stage, value: 1, scope: process, inherited: true}
  - id: download
    expression: exec.file.name == "curl" && \${process.stage} == 1
    actions:
      - set: {name: stage, value: 2, scope: process, inherited: false}
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell
    expression: exec.file.name == "sh"
    actions:
      - set: {name: stage, value: 1, scope: process, inherited: true}
  - id: download
    expression: exec.file.name == "curl" && \${process.stage} == 1
    actions:
      - set: {name: stage, value: 2, scope: process, inherited: true}
\`\`\`

## Exceptions

A \`set\` that says nothing about inheritance takes nothing back.
`,"variable/no-ttl-or-size":`# List that grows without a limit of its own

## What

An array that is global or belongs to a container or cgroup, gets its members from events, and has neither \`ttl\` nor \`size\`.

## Why

Without \`size\` an array keeps 100 members and drops the one that was added longest ago; without \`ttl\` a member stays until then. So on a busy host what matters may be gone within seconds, and on a quiet one a path that was seen months ago still counts.

## Avoid

\`\`\`yaml
rules:
  - id: downloaded
    expression: open.flags & O_CREAT > 0 && process.file.name == "curl"
    actions:
      - set: {name: downloads, field: open.file.path, append: true}
  - id: executed
    expression: exec.file.path in \${downloads}
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: downloaded
    expression: open.flags & O_CREAT > 0 && process.file.name == "curl"
    actions:
      - set: {name: downloads, field: open.file.path, append: true, size: 500, ttl: 30m}
  - id: executed
    expression: exec.file.path in \${downloads}
\`\`\`

## Exceptions

Lists of a process end with it. Fixed values are only as many as the rules name.
`,"variable/read-before-set":`# Rule that waits for a variable which only it sets

## What

A rule whose condition is false as long as a variable has its start value, where the variable is set by that rule alone, or by rules that wait in the same way; and actions whose filter waits like that.

## Why

A \`set\` runs when its rule matches. A rule that must see the variable before it can match never begins, and neither do two rules that wait for each other. Agents load them and say nothing.

## Avoid

\`\`\`yaml
rules:
  - id: shell_again
    expression: exec.file.name == "sh" && \${process.shell_seen} == true
    actions:
      - set: {name: shell_seen, value: true, default_value: false, scope: process}
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
    silent: true
    actions:
      - set: {name: shell_seen, value: true, default_value: false, scope: process}
  - id: shell_again
    expression: exec.file.name == "sh" && \${process.shell_seen} == true
\`\`\`

## Exceptions

Variables that the rule set declares as coming from elsewhere, and those whose start value agents choose at random, are taken to be set.
`,"variable/read-never-set":`# Variable that no running rule sets

## What

A variable that a rule reads, where all rules which set it are disabled, rejected, filtered out or never fire on the target.

## Why

Agents register \`set\` actions before they compile rules, those of disabled and of broken rules, too. So the rule that reads the variable loads without a complaint, and sees the start value for ever.

## Avoid

\`\`\`yaml
rules:
  - id: tool_started
    disabled: true
    expression: exec.file.name == "nc"
    actions:
      - set: {name: tool_seen, value: true, default_value: false, scope: process}
  - id: secret_read
    expression: open.file.path == "/etc/shadow" && \${process.tool_seen} == true
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: tool_started
    expression: exec.file.name == "nc"
    actions:
      - set: {name: tool_seen, value: true, default_value: false, scope: process}
  - id: secret_read
    expression: open.file.path == "/etc/shadow" && \${process.tool_seen} == true
\`\`\`

## Exceptions

Variables that the rule set declares as coming from elsewhere.
`,"variable/scope-differs":`# Variable that is read with another scope

## What

A variable that nothing reads, while another of the same name and another scope is read.

## Why

\`\${seen}\`, \`\${process.seen}\` and \`\${container.seen}\` are three variables. Setting one changes nothing in the others, and agents say so only where the one that is read is set nowhere.

## Avoid

\`\`\`yaml
rules:
  - id: tool_started
    expression: exec.file.name == "nc"
    actions:
      - set: {name: seen, value: true, default_value: false, scope: process}
  - id: other_tool_started
    expression: exec.file.name == "socat"
    actions:
      - set: {name: seen, value: true, default_value: false}
  - id: secret_read
    expression: open.file.path == "/etc/shadow" && \${seen} == true
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: tool_started
    expression: exec.file.name == "nc"
    actions:
      - set: {name: seen, value: true, default_value: false, scope: process}
  - id: other_tool_started
    expression: exec.file.name == "socat"
    actions:
      - set: {name: seen, value: true, default_value: false, scope: process}
  - id: secret_read
    expression: open.file.path == "/etc/shadow" && \${process.seen} == true
\`\`\`

## Exceptions

None.
`,"variable/set-never-read":`# Variable that is set and never read

## What

A variable that a \`set\` action makes and that no rule, action or macro of the rule set reads.

## Why

Either the rule that should read it is missing or has another name for it, or the action is left over from a rule that is gone. Agents keep the values all the same.

## Avoid

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
    actions:
      - set: {name: shells, field: exec.file.path, append: true, ttl: 10m}
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
    actions:
      - set: {name: shells, field: exec.file.path, append: true, ttl: 10m}
  - id: shell_removed
    expression: unlink.file.path in \${shells}
\`\`\`

## Exceptions

A variable that something outside of the rule set looks at, such as a detection rule that reads it from the events.
`,"variable/set-without-append":`# \`set\` of an array that looks as if it replaced

## What

A \`set\` without \`append\` of a variable that is an array, where the value is not always the same list.

## Why

Agents add the members to those that the array holds, whether \`append\` is there or not. Nothing is ever taken out but by \`size\`, which drops the member that was added longest ago, and by \`ttl\`. A rule that reads the array sees everything that was ever put in.

## Avoid

\`\`\`yaml
rules:
  - id: curl_started
    expression: exec.file.name == "curl"
    actions:
      - set: {name: curl_args, field: exec.argv, scope: process}
  - id: insecure_connection
    expression: connect.addr.port == 443 && "-k" in \${process.curl_args}
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: curl_started
    expression: exec.file.name == "curl"
    actions:
      - set: {name: curl_args, field: exec.argv, append: true, ttl: 1m, scope: process}
  - id: insecure_connection
    expression: connect.addr.port == 443 && "-k" in \${process.curl_args}
\`\`\`

## Exceptions

With \`append: true\` the action says what it does. One fixed list that is set again changes nothing, and is not reported.
`,"variable/settings-differ":`# One variable with several settings

## What

Several \`set\` actions of one variable whose \`ttl\`, \`size\`, \`inherited\` or, in a scope, \`private\` are not the same.

## Why

All actions with one name and one scope make one variable. It has one time to live, one size, and is inherited or not; agents keep the settings of one action and drop the others in silence, and which one it is depends on the order in which they come upon the rules.

## Avoid

\`\`\`yaml
rules:
  - id: file_downloaded
    expression: open.flags & O_CREAT > 0 && process.file.name == "curl"
    actions:
      - set: {name: downloads, field: open.file.path, append: true, ttl: 30m}
  - id: download_renamed
    expression: rename.file.path in \${downloads}
    actions:
      - set: {name: downloads, field: rename.file.destination.path, append: true, ttl: 5m}
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: file_downloaded
    expression: open.flags & O_CREAT > 0 && process.file.name == "curl"
    actions:
      - set: {name: downloads, field: open.file.path, append: true, ttl: 30m}
  - id: download_renamed
    expression: rename.file.path in \${downloads}
    actions:
      - set: {name: downloads, field: rename.file.destination.path, append: true, ttl: 30m}
\`\`\`

## Exceptions

A global variable whose \`private\` differs is an error of loading.
`,"variable/start-value-is-set-value":`# Variable that starts with the value it is set to

## What

A variable to which every \`set\` gives the value that it starts with.

## Why

It never changes, so a condition on it is always true or always false. Global variables start with their \`default_value\`, those of a process, container or cgroup with zero, \`""\` or false (later agents: with their default, too). A global variable that has no default and so starts with its \`value\` is reported by loading.

## Avoid

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
    actions:
      - set: {name: shell_seen, value: true, default_value: true}
  - id: secret_read
    expression: open.file.path == "/etc/shadow" && \${shell_seen} == true
\`\`\`

## Prefer

\`\`\`yaml
rules:
  - id: shell_started
    expression: exec.file.name == "sh"
    actions:
      - set: {name: shell_seen, value: true, default_value: false}
  - id: secret_read
    expression: open.file.path == "/etc/shadow" && \${shell_seen} == true
\`\`\`

## Exceptions

None.
`};var givesText=/^\{\{-?\s*\(?\s*(?:\.Files\.Get|\$?\.Values\.|tpl|toYaml\b)/,header=/^([ \t]*)(?:- +)?["']?[\w./-]*\.policy["']?[ \t]*:[ \t]*[|>][-+0-9]*[ \t\r]*$/;function templateMistake(text,{start,end}){let action=text.slice(start,end),lineStart=text.lastIndexOf(`
`,start-1)+1,before2=text.slice(lineStart,start),[after=""]=text.slice(end).split(`
`,1);if(!givesText.test(action)||before2.trim()!==""||after.trim()!=="")return;let above=text.slice(0,lineStart).trimEnd().split(`
`).at(-1)??"",indentOfKey=header.exec(above)?.[1]?.length;if(indentOfKey===void 0)return;let[,own,given2]=/\|\s*(n?)indent\s+(\d+)\s*-?\}\}$/.exec(action)??[],columns=Number(given2??0);if(given2===void 0)return/indent/.test(action)?void 0:{message:"no-indent",values:{action,columns:indentOfKey+2}};if(columns<=indentOfKey)return{message:"shallow",values:{columns}};if(own!=="n")return action.startsWith("{{-")?{message:"trimmed",values:{}}:before2===""?void 0:{message:"twice",values:{action,blanks:before2.length}}}var policyBelow=/^[|>][^\n]*\n(?:[ \t\r]*\n)*[ \t]*(rules|macros|version)[ \t]*:/,blockScalarIndentation={id:"carrier/block-scalar-indentation",title:"Policy that loses its lines or their indentation",level:"warning",strict:"error",needs:"file",messages:{folded:"`>` joins the lines of the policy, and nothing of it can be read: write `|`",joined:"without `|` the lines of the policy are joined, and nothing of it can be read",outside:"the policy stands beside its key and not below it, so the key is empty: indent its lines deeper than the key","no-indent":"only the first of the lines that `{action}` gives stands here: let `| nindent {columns}` move all of them",twice:"the first line that `{action}` gives is moved by {blanks} columns more than the others: put it at the start of the line",trimmed:"`{{-` takes the line break behind `|` away: use `nindent` with it",shallow:"{columns} columns are not deeper than the key, so the lines do not belong to it"},check(file,{report}){let{outer}=file;if(outer!==void 0&&hasNothing(file)){let found=styleMistake(outer);if(found!==void 0){let place={document:outer.document,range:found.range},fix={kind:"suggested",title:"write `|`",edits:[{place,text:"|"}]};report(place,found.message,{},found.message==="folded"?{fix}:{})}}for(let{code,place}of file.file.problems){if(code!=="policy/not-static"||!isYaml(file))continue;let found=templateMistake(outer?.text??file.text,place.range);found!==void 0&&report(place,found.message,found.values)}}},isYaml=({carrier})=>carrier==="configmap"||carrier==="helm",hasNothing=({file:{unreadable,rules,macros}})=>unreadable!==void 0||rules.length===0&&macros.length===0;function styleMistake({text,scalar}){let{start,end}=scalar.range;if(scalar.value.trim()===""){let below=policyBelow.exec(text.slice(start)),key2=below?.[1];if(below===null||key2===void 0)return;let at=start+below[0].lastIndexOf(key2);return{message:"outside",range:{start:at,end:at+key2.length}}}if(!(scalar.source.split(`
`).filter(line=>line.trim()!=="").length<2||scalar.style==="literal")){if(scalar.style==="folded")return{message:"folded",range:{start,end:start+1}};if(!scalar.value.trimEnd().includes(`
`))return{message:"joined",range:{start,end}}}}var isTerraform=({carrier})=>carrier==="terraform"||carrier==="terraform-json";var older="datadog_cloud_workload_security_agent_rule",key=/"?enabled"?\s*[=:]\s*$/,enabledWithoutPolicy={id:"carrier/enabled-without-policy",title:"`enabled` without a policy",level:"warning",needs:"file",messages:{alone:"the provider takes `enabled` only beside `policy_id`: name the policy that the rule is in, or leave it out"},check(file,{report}){if(!(!isTerraform(file)||file.group!==""))for(let rule of file.rules){let{disabled}=rule.definition;if(disabled===void 0||isOlder(rule,file))continue;let before2=file.text.slice(0,disabled.range.start),start=before2.length-(key.exec(before2)?.[0].length??0);report(file.place({start,end:disabled.range.end}),"alone",{},{subject:rule.id})}}};function isOlder({definition:{range}},{carrier,text}){return(carrier==="terraform"?text.slice(range.start,range.end):text).includes(`"${older}"`)}var looksRight=/\.(?:ya?ml|policies|policy(?:\.[^./]+)?)$/i,lists=/^(?:rules|macros)(?=[ \t]*:)/m,ignoredExtension={id:"carrier/ignored-extension",title:"Policy in a file that agents pass over",level:"info",strict:"warning",needs:"file",messages:{ignored:"agents read files whose names end in `.policy` and pass over all others in silence: as `{name}` none of this is loaded"},check({carrier,name,text,place},{report}){let[file=name]=name.split("/").slice(-1);if(carrier!=="policy"||file.endsWith(".policy")||!looksRight.test(file))return;let list=lists.exec(text);list!==null&&report(place({start:list.index,end:list.index+list[0].length}),"ignored",{name:file})}};var messages={terraform:"`{key}` is nothing that a rule in Terraform can have: Terraform refuses the file",api:"rules of the API have no `{key}`: the rule reaches agents without it","rule-file":"a rule file holds no `{key}`: the rule reaches agents without it"},keyNotHeld={id:"carrier/key-not-held",title:"Key that the file cannot hold",level:"warning",strict:"error",needs:"file",messages,check({carrier,ignored=[]},{report}){let message=carrier==="terraform-json"?"terraform":carrier;if(messages[message]!==void 0)for(let{key:key2,rule,place}of ignored)report(place,message,{key:key2},{subject:rule})}};var ruleType=/^datadog_(?:csm_threats_(?:multi_policy_)?agent_rule|cloud_workload_security_agent_rule)$/,renamedRuleRecreated={id:"carrier/renamed-rule-recreated",title:"Rule that a plan makes anew",level:"info",needs:"rule-set",messages:{renamed:"Terraform deletes the rule `{before}` and makes `{after}`: for a while neither of them runs",replaced:"Terraform deletes the rule `{before}` and makes it anew: for a while it does not run"},check({files},{report}){let plans=new Map;for(let file of files)file.carrier==="terraform-plan"&&!plans.has(file.home??file.name)&&plans.set(file.home??file.name,file);for(let file of plans.values())for(let{before:before2,after,range}of replacedIn(file))report(file.place(range),before2===after?"replaced":"renamed",{before:before2,after},{subject:after})}};function replacedIn({name,text}){let changes2=under(readJson(name,text).root,"resource_changes");return changes2?.kind!=="sequence"?[]:changes2.items.flatMap(item=>{let actions=under(item,"change","actions"),after=under(item,"change","after","name"),before2=textOf(under(item,"change","before","name"));if(!ruleType.test(textOf(under(item,"type")))||actions?.kind!=="sequence"||after===void 0)return[];let done=actions.items.map(textOf);if(done[0]!=="delete"||done[1]!=="create")return[];let names={before:before2,after:textOf(after)};return[{...names,range:names.before===names.after?actions.range:after.range}]})}function under(node,...keys2){let found=node;for(let key2 of keys2)found=isMapping(found)?entryValue(found,key2):void 0;return found}var isMapping=node=>node?.kind==="mapping",textOf=node=>node?.kind==="scalar"?node.value:"";var setValueNeedsString={id:"carrier/set-value-needs-string",title:"Value that Terraform makes a text of",level:"warning",needs:"rule",messages:{text:'Terraform makes the text `"{value}"` of `{value}`: comparing the variable with anything but a text gets a rule rejected'},check({definition,file,place},{report}){if(isTerraform(file))for(let{set}of definition.actions){let value=set?.value;if(value?.kind!=="scalar"||value.style!=="plain")continue;let at=place(value.range),edits=[{place:at,text:`"${value.value}"`}],fix={kind:"safe",title:`write \`"${value.value}"\``,edits};report(at,"text",{value:value.value},{fix})}}};var string=/^(?:"|<<)/,variable=/(?<!\$)\$\{((?:(?:process|container|cgroup|builtins)\.)?[A-Za-z_]\w*)\}/g,loop=/%\{-?\s*for\b/,terraformUnescaped={id:"carrier/terraform-unescaped",title:"Variable of a rule that Terraform would fill in",level:"error",needs:"file",messages:{unescaped:"Terraform looks for a value of its own called `{name}` and finds none: the variable of a rule is written `$${{name}}`",field:"`%{` begins a directive of Terraform, and `{name}` is none: a field that an agent is to fill in is written `%%{{name}}`"},check(file,{report}){if(!isTerraform(file))return;let unescaped=(message,sign,start,written2)=>{let edit={place:file.place({start,end:start}),text:sign};report(file.place({start,end:start+written2.length}),message,{name:written2.slice(2,-1)},{fix:{kind:"suggested",title:`write \`${sign}${written2}\``,edits:[edit]}})};for(let{code,place}of file.file.problems){let{start,end}=place.range;if(code!=="policy/not-static")continue;let source=file.text.slice(start,end);if(!(!string.test(source)||loop.test(source))){for(let{index,0:written2}of source.matchAll(variable))unescaped("unescaped","$",start+index,written2);for(let{start:index,written:written2}of unescapedFields(source))unescaped("field","%",start+index,written2)}}}};var carrierRules=[blockScalarIndentation,enabledWithoutPolicy,ignoredExtension,keyNotHeld,renamedRuleRecreated,setValueNeedsString,terraformUnescaped];var memo=new WeakMap;function tagsOf(rule){let known6=memo.get(rule)??collect(rule);return memo.set(rule,known6),known6}function collect(rule){let{tags,productTags}=rule.definition;return[...tags.map(tag=>placed(rule,"tags",tag.key,tag.value,tag.range)),...productTags.map(({value,range})=>{let colon=value.indexOf(":"),key2=colon<0?"":value.slice(0,colon);return placed(rule,"product_tags",key2,value.slice(colon+1),range)})]}function isOwnDefinition({id,definition,verdicts}){let{combine,expression}=definition;return id!==""&&verdicts.length>0&&combine===void 0&&(expression?.value??"")!==""}function placed(rule,of,key2,value,range){let place=rule.place(range),{start,end}=place.range,written2=value===""?-1:rule.file.text.slice(start,end).lastIndexOf(value);return{key:key2,value,of,place,part:(from,to)=>written2<0?void 0:{...place,range:{start:start+written2+from,end:start+written2+to}}}}var descriptionMissing={id:"metadata/description-missing",title:"Rule without a description",level:"off",strict:"warning",needs:"rule",messages:{missing:"`{id}` has no `description`"},check(rule,{report}){!isOwnDefinition(rule)||(rule.definition.description?.value.trim()??"")!==""||report(rule.idPlace,"missing",{id:rule.id})}};var duplicateTag={id:"metadata/duplicate-tag",title:"Tag that stands twice",level:"info",strict:"warning",needs:"rule",messages:{twice:"the product tag `{tag}` stands twice",similar:"the tags `{key}` and `{other}` differ in case or in `-` and `_` only",both:"`{key}` is `{value}` here and `{other}` under `tags`"},check(rule,{report}){let seen=new Set,keys2=new Map;for(let tag of tagsOf(rule)){let{key:key2,value,of,place}=tag,known6=keys2.get(bare(key2));if(of==="tags"){known6!==void 0&&known6.key!==key2&&report(place,"similar",{key:key2,other:known6.key}),keys2.set(bare(key2),known6??tag);continue}let whole=`${key2}:${value}`,differs=known6!==void 0&&known6.key===key2&&known6.value!==value;seen.has(whole)?report(place,"twice",{tag:key2===""?value:whole}):differs&&report(place,"both",{key:key2,value,other:known6.value}),seen.add(whole)}}};function bare(key2){return key2.toLowerCase().replaceAll("-","_")}var idStyle={id:"metadata/id-style",title:"Id in another style",level:"off",strict:"warning",needs:"file",messages:{style:"the id `{id}` does not match `{pattern}`",broken:"the option `pattern` is not a regular expression: `{pattern}`"},options:{pattern:{kind:"text",default:"^[a-z][a-z0-9]*(_[a-z0-9]+)*$",about:"What the ids of rules match."}},check({rules},{report,text}){let pattern=text("pattern"),style=compiled(pattern);for(let{id,idPlace,definition}of rules){if(style===void 0){report(idPlace,"broken",{pattern});return}definition.combine===void 0&&/^\w+$/.test(id)&&!style.test(id)&&report(idPlace,"style",{id,pattern},{subject:id})}}};function compiled(pattern){try{return new RegExp(pattern)}catch{return}}var kinds=["tactic","technique","subtechnique"],form=/^(TA\d{4}|T\d{4}(?:\.\d{3})?)(?:-(.*))?$/,memo2=new WeakMap;function attackTags(rule){let known6=memo2.get(rule)??collect2(rule);return memo2.set(rule,known6),known6}function collect2(rule){return tagsOf(rule).flatMap(tag=>{let key2=kinds.find(kind=>kind===tag.key);if(key2===void 0)return[];let[,id,slug=""]=form.exec(tag.value)??[];return[{...tag,key:key2,id,slug}]})}function nameOf(id,table=attack()){return id.startsWith("TA")?table.tactics.get(id):table.techniques.get(id)?.name}function parentOf(id){let[parent,sub]=id.split(".");return sub===void 0?void 0:parent}function slugOf(name){return name.toLowerCase().replace(/\//g," or ").replace(/[^a-z0-9]+/g,"-").replace(/^(?:or-|-)+|-+$/g,"")}function rewritten(tag,id,slug,title){let place=tag.part(0,tag.value.length),text=slug===""?id:`${id}-${slug}`;return place===void 0?void 0:{kind:"suggested",title,edits:[{place,text}]}}var mitreFormat={id:"metadata/mitre-format",title:"MITRE tag that is written in another way",level:"info",strict:"warning",needs:"rule",messages:{kind:"`{value}` is {what}: its key is `{right}`",form:"`{value}` is not of the form `{example}`"},check(rule,{report}){for(let tag of attackTags(rule)){let{value,id,key:key2,slug}=tag,place=tag.part(0,value.length)??tag.place,right=id===void 0?key2:rightKey(id,key2);right!==key2?report(place,"kind",{value,what:described[right],right}):(id===void 0||!/^[a-z0-9-]*$/.test(slug)||value.endsWith("-"))&&report(place,"form",{value,example:examples[key2]})}}};function rightKey(id,key2){return id.startsWith("TA")?"tactic":id.includes(".")&&key2!=="tactic"?key2:id.includes(".")?"subtechnique":"technique"}var described={tactic:"a tactic",technique:"a technique",subtechnique:"a part of a technique"},examples={tactic:"TA0002-execution",technique:"T1059-command-and-scripting-interpreter",subtechnique:"T1059.004-unix-shell"};var mitreMissing={id:"metadata/mitre-missing",title:"Rule that is not mapped to MITRE ATT&CK",level:"off",needs:"rule",messages:{missing:"`{id}` names no {what} of MITRE ATT&CK"},options:{silent:{kind:"flag",default:!1,about:"Whether rules that are `silent`, and so send nothing, have to be mapped as well."}},check(rule,{report,flag}){let{definition,id,idPlace}=rule;if(!isOwnDefinition(rule)||definition.silent?.value===!0&&!flag("silent"))return;let keys2=new Set(attackTags(rule).map(({key:key2})=>key2)),tactic=keys2.has("tactic"),technique=keys2.has("technique")||keys2.has("subtechnique");if(tactic&&technique)return;report(idPlace,"missing",{id,what:tactic?"technique":technique?"tactic":"tactic and no technique"})}};var mitreRetired={id:"metadata/mitre-retired",title:"MITRE technique that was retired",level:"warning",needs:"rule",messages:{retired:"ATT&CK has retired `{id}`: it is `{now}`{name} now"},check(rule,{report}){for(let tag of attackTags(rule)){let now=tag.id===void 0?void 0:attack().replacement(tag.id);if(tag.id===void 0||now===void 0)continue;let name=nameOf(now),slug=tag.slug===""||name===void 0?"":slugOf(name);report(tag.part(0,tag.id.length)??tag.place,"retired",{id:tag.id,now,name:name===void 0?"":` (${name})`},{fix:rewritten(tag,now,slug,`write \`${now}\``)})}}};var mitreSlug={id:"metadata/mitre-slug",title:"MITRE id and name that do not belong together",level:"warning",needs:"rule",messages:{other:'`{id}` is "{name}": `{slug}` is the name of `{other}`',name:'`{id}` is "{name}", not `{slug}`'},check(rule,{report}){for(let tag of attackTags(rule)){let{id,slug}=tag,name=id===void 0?void 0:nameOf(id);if(id===void 0||name===void 0||slug===""||isNamed(id,name,slug))continue;let other=ownerOf(slug,tag);if(other!==void 0){let fix=rewritten(tag,other,slug,`write \`${other}\``);report(tag.part(0,id.length)??tag.place,"other",{id,name,slug,other},{fix})}else if(!sharesWord(id,name,slug)){let fix=rewritten(tag,id,slugOf(name),`write \`${slugOf(name)}\``),place=tag.part(id.length+1,tag.value.length)??tag.place;report(place,"name",{id,name,slug},{fix})}}}};function words(text){return slugOf(text).split("-").filter(word=>!["and","or","of","the","to","for","with",""].includes(word))}function isNamed(id,name,slug){if(slug===slugOf(name))return!0;let said2=words(slug).join(" "),parent=parentOf(id),above=parent===void 0?"":nameOf(parent)??"";return[words(name).join(" "),words(`${above} ${name}`).join(" ")].some(each=>each.startsWith(said2)||said2.startsWith(each))}function sharesWord(id,name,slug){let parent=parentOf(id),known6=new Set([...words(name),...words(parent===void 0?"":nameOf(parent)??"")]);return words(slug).some(word=>known6.has(word))}function ownerOf(slug,{id=""}){owners??=byName();let tactic=id.startsWith("TA"),named3=(owners.get(words(slug).join(" "))??[]).filter(each=>each.startsWith("TA")===tactic),[family=""]=id.split(".");return named3.find(each=>each.startsWith(family))??(named3.length===1?named3[0]:void 0)}var owners;function byName(){let{tactics,techniques}=attack(),table=[...tactics,...[...techniques.values()].map(({id,name})=>[id,name])],found=new Map;for(let[id,name]of table){let key2=words(name).join(" ");found.set(key2,[...found.get(key2)??[],id])}return found}var mitreSubtechnique={id:"metadata/mitre-subtechnique",title:"Part of a technique that the rule does not name",level:"warning",needs:"rule",messages:{parent:"`{id}` is a part of `{parent}`, and the rule names {given}"},check(rule,{report}){let tags=attackTags(rule),given2=tags.flatMap(({key:key2,id})=>key2==="technique"&&id!==void 0?[id]:[]);if(given2.length!==0)for(let{key:key2,id,part,place}of tags){let parent=id===void 0?void 0:parentOf(id);if(key2!=="subtechnique"||id===void 0||parent===void 0||given2.some(each=>each===parent||each===id))continue;let names=given2.map(each=>`\`${each}\``).join(" and ");report(part(0,id.length)??place,"parent",{id,parent,given:names})}}};var mitreTactic={id:"metadata/mitre-tactic",title:"Technique of another tactic",level:"info",needs:"rule",messages:{tactic:"ATT&CK lists {technique} under {known}, not under {given}"},check(rule,{report}){let tags=attackTags(rule),tactics=tags.filter(({key:key2})=>key2==="tactic"),given2=tactics.flatMap(({id})=>id??[]),meant=tactics.map(({slug})=>slug);if(!(given2.length===0||given2.some(id=>nameOf(id)===void 0)))for(let tag of tags){if(tag.key==="tactic"||tag.id===void 0)continue;let known6=tacticsOf(tag.id);known6.length===0||known6.some(id=>given2.includes(id)||meant.includes(slugOf(nameOf(id)??"")))||report(tag.part(0,tag.id.length)??tag.place,"tactic",{technique:named(tag.id),known:known6.map(named).join(" and "),given:given2.map(named).join(" or ")})}}};function tacticsOf(id){let{techniques}=attack(),own=techniques.get(id)?.tactics??[],whole=techniques.get(parentOf(id)??"")?.tactics??[];return[...new Set([...own,...whole])]}function named(id){return`\`${id}\` (${nameOf(id)??""})`}var mitreUnknown={id:"metadata/mitre-unknown",title:"MITRE id that is not known here",level:"info",needs:"rule",messages:{unknown:"`{id}` is not in the table of ATT&CK ids that is used here ({source})"},check(rule,{report}){let{source,replacement}=attack();for(let{id,part,place}of attackTags(rule))id===void 0||nameOf(id)!==void 0||replacement(id)!==void 0||report(part(0,id.length)??place,"unknown",{id,source})}};var tagMissing={id:"metadata/tag-missing",title:"Rule without a required tag",level:"off",strict:"warning",needs:"rule",messages:{missing:"`{id}` has no tag `{key}`"},options:{required:{kind:"list",default:["severity"],about:"Keys that every rule has under `tags`, or as `key:value` under `product_tags`."}},check(rule,{report,list}){if(!isOwnDefinition(rule))return;let keys2=new Set(tagsOf(rule).map(({key:key2})=>key2));for(let key2 of list("required"))keys2.has(key2)||report(rule.idPlace,"missing",{id:rule.id,key:key2})}};var tagValue={id:"metadata/tag-value",title:"Tag with a value that is not allowed",level:"off",strict:"warning",needs:"rule",messages:{value:"`{value}` is not a value of the tag `{key}` ({allowed})"},options:{allowed:{kind:"list",default:["severity: info low medium high critical"],about:"What a tag may say, each as `key: value value \u2026`."}},check(rule,{report,list}){let allowed=new Map(list("allowed").map(line=>allowedIn(line)));for(let{key:key2,value,part,place:whole}of tagsOf(rule)){let values=allowed.get(key2);if(values===void 0||values.includes(value))continue;let place=part(0,value.length),near=values.find(each=>each===value.toLowerCase())??nearestName(value,values,2),fix=place===void 0||near===void 0?void 0:{kind:"suggested",title:`write \`${near}\``,edits:[{place,text:near}]};report(place??whole,"value",{value,key:key2,allowed:values.join(", ")},{fix})}}};function allowedIn(line){let[key2="",...rest]=line.split(":");return[key2.trim(),rest.join(":").split(/\s+/).filter(Boolean)]}var metadataRules=[descriptionMissing,duplicateTag,idStyle,mitreFormat,mitreMissing,mitreRetired,mitreSlug,mitreSubtechnique,mitreTactic,mitreUnknown,tagMissing,tagValue];function narrows(leaf){switch(leaf.kind){case"constant":return!1;case"truth":return!0;case"test":return[...readsOf(leaf)].some(({kind})=>kind==="variable")?!0:leaf.test==="int"?leaf.operator!=="!="&&!isAboveZero(leaf):!leaf.negated||isSeldomSet(leaf)}}function isAboveZero(leaf){if(leaf.kind!=="test"||leaf.test!=="int"||leaf.operator!==">")return!1;let{left,right}=leaf;return left.kind==="field"&&right.kind==="literal"&&right.value===0}function isSeldomSet(leaf){if(leaf.kind!=="test"||leaf.test!=="match"||leaf.matchers.some(({value})=>value!==""))return!1;let{left}=leaf;return left.kind==="field"&&!/\.(path|name|comm|user|group)$/.test(left.field.name)}var ancestorsFirst={id:"performance/ancestors-first",title:"Ancestors walked in every event of a busy type",level:"info",strict:"warning",needs:"rule",messages:{first:"the ancestors are walked in almost every `{type}` event: no condition that is cheaper picks out some of them before `{condition}`"},options:{event_types:{kind:"list",default:["open","connect","accept","bind","dns","mmap","mprotect","signal","stat"],about:"Event types that come often."}},check({expression,loaded},{report,list}){let condition=loaded[0]?.checked.condition;if(expression===void 0||condition===void 0)return;let{eventType,at,source}=expression;if(!list("event_types").includes(eventType)||required(condition).some(part=>picksCheaply(part)))return;let walking=expression.leaves.find(leaf=>walksAncestors(leaf));if(walking===void 0)return;let{span}=walking.node;report(at(span),"first",{type:eventType,condition:source(span).replace(/\s+/g," ")})}};function required(condition){switch(condition.kind){case"macro":return required(condition.inner);case"logical":return condition.operators.includes("||")?condition.operands.slice(0,condition.operators.indexOf("||")):condition.operands.flatMap(required);default:return[condition]}}function picksCheaply(condition){return[...leaves(condition)].every(leaf=>narrows(leaf)&&!walksAncestors(leaf))}function walksAncestors(leaf){return[...readsOf(leaf)].some(read=>read.kind==="field"&&read.field.iterator!==null)}var known=new WeakMap;function redundanciesOf(expression){let memo5=known.get(expression);if(memo5!==void 0)return memo5;let proposition=asProposition(expression),found=proposition===void 0?[]:redundantParts(proposition);return known.set(expression,found),found}function asProposition({typed,eventType,owner}){if(!isCondition(typed))return;let iterator=owner.kind==="rule"?owner.loaded[0]?.checked.iterator:void 0;return{condition:typed,eventType,iterator}}function quoted(expression,span){let text=expression.source(span).replace(/\s+/g," ").trim();return text.length<=60?text:`${text.slice(0,40)} \u2026 ${text.slice(-16)}`}function reasons(expression,{because}){return{texts:because.map(({span})=>`\`${quoted(expression,span)}\``),related:because.map(({span})=>({message:"because of this condition",place:expression.at(span)}))}}function isNeverTrue(expression){let proposition=expression.of==="rule"?asProposition(expression):void 0;return proposition!==void 0&&satisfiable(proposition)==="no"}function culpritOf(expression){return redundanciesOf(expression).find(({kind})=>kind==="always-false")}function neverTrueBecause(expression){let culprit=isNeverTrue(expression)?culpritOf(expression):void 0;return culprit===void 0||culprit.because.length>0?[]:culprit.part.conditions}var anything={id:"performance/anything",title:"Rule without a condition on who or what",level:"info",strict:"warning",needs:"rule",messages:{anything:"every condition of this rule only leaves something out: it fires for almost every `{type}` event"},options:{event_types:{kind:"list",default:["exec","exit","fork","open","connect","accept","bind","dns","unlink","rename","chmod","chown","mkdir","rmdir","link","utimes","mmap","mprotect","signal"],about:"Event types that come often."}},check({expression,loaded},{report,list}){let condition=loaded[0]?.checked.condition;if(expression===void 0||condition===void 0)return;let{at,parsed,eventType}=expression;list("event_types").includes(eventType)&&([...leaves(condition)].some(leaf=>narrows(leaf))||isNeverTrue(expression)||report(at({start:0,end:parsed.tree.text.length}),"anything",{type:eventType}))}};var noApprover={id:"performance/no-approver",title:"Rule that turns kernel filtering off",level:"info",needs:"rule-set",messages:{one:"agents must look at every `{type}` event because of this rule: a condition on {fields} would let the kernel drop the others",several:"agents must look at every `{type}` event because of this rule and {more} more: in each of them a condition with fixed values on {fields} would let the kernel drop the others",open:"agents must look at every `{type}` event because of this rule: the kernel cannot compare `{field}` with `{value}`, only with what is fixed at the end"},*check(set,{report}){for(let[type,[first,...rest]]of yield*rulesWithout(set)){if(first===void 0)continue;let{rule,fields,open}=first;report(rule.idPlace,rest.length>0?"several":open===void 0?"one":"open",{type,fields,more:rest.length,...open},{subject:rule.id,related:rest.map(({rule:other})=>({message:`so does \`${other.id}\``,place:other.idPlace}))})}}};function*rulesWithout({rules}){let found=new Map;for(let rule of rules){yield;for(let{eventType,checked}of rule.loaded){let{condition}=checked;if(condition===void 0||rule.view===void 0)continue;let filtering=approvers(condition,eventType,rule.view.set.facts);if(filtering.kind!=="not-approved"||filtering.others.some(({why})=>why.kind==="never-true"))continue;let own=filtering.others.filter(({field})=>field.event!==null);own.length!==0&&found.set(eventType,[...found.get(eventType)??[],{rule,fields:named2(own),open:openPattern(own)}])}}return found}function named2(others){let names=others.map(({field})=>`\`${field.name}\``);return names.length<2?names.join(""):`${names.slice(0,-1).join(", ")} or ${names[names.length-1]}`}function openPattern(others){for(let{field,why}of others){let[value]=why.kind==="not-in-kernel"?why.values:[];if(!(value?.kind!=="text"||value.matcher.kind==="regexp"))return{field:field.name,value:value.matcher.value}}}function ofTheLast(make){let last;return thing=>{if(last?.thing.deref()===thing)return last.made;let made=make(thing);return last={thing:new WeakRef(thing),made},made}}var ownTexts=ofTheLast(textsIn);function textsIn({leaves:leaves2,typed}){let found=leaves2.flatMap(leaf=>leaf.kind==="test"&&leaf.test==="match"?literalsOf(leaf.right).flatMap((literal,index)=>ownText(literal,leaf,leaf.matchers[index])):[]);return isCondition(typed)?found:[...found,...literalsOf(typed).flatMap(literal=>ownText(literal,void 0,void 0))]}function literalsOf(operand){return operand.kind==="literal"?[operand]:operand.kind==="values"?operand.members:[]}function ownText(literal,test,matcher){let{node,value}=literal;if(typeof value!="string")return[];if(node.kind!=="string"&&node.kind!=="pattern"&&node.kind!=="regexp")return[];let left=test===void 0?void 0:unwrap(test.left),begin=node.span.start+(node.kind==="string"?1:2);return[{literal,value,test,matcher,field:left?.kind==="field"?left.field:void 0,listed:test===void 0||test.right.kind==="values",whole:node.span,within:(start,end)=>({start:begin+start,end:begin+end})}]}function isPattern({literal,matcher}){return matcher!==void 0?matcher.kind==="pattern"||matcher.kind==="glob":literal.form==="pattern"}function isNameOrPath(field){return/\.(path|name|comm)$/.test(field.name)&&!field.name.startsWith("dns.")}function isLinuxGlob({matcher}){return matcher?.kind==="glob"&&!matcher.windowsPath}function byTest(texts){let found=new Map;for(let text of texts){let known6=found.get(text.test);known6===void 0?found.set(text.test,[text]):known6.push(text)}return found}var patternWithoutStar={id:"performance/pattern-without-star",title:"Pattern that is a plain string",level:"info",needs:"expression",messages:{plain:'`{text}` has no `*`, so it matches what `"{value}"` equals: agents compare strings in less time'},check(expression,{report}){for(let{literal,value,whole,field}of ownTexts(expression))literal.node.kind!=="pattern"||value===""||value.includes("*")||field===void 0||report(expression.at(whole),"plain",{text:expression.source(whole),value},{fix:expression.fix("safe","write a string",[{span:{start:whole.start,end:whole.start+1},text:""}])})}};var repeatedList={id:"performance/repeated-list",title:"Long list that stands in several rules",level:"info",needs:"rule-set",messages:{repeated:"the same list of {members} stands in {count} places: as a macro it is written, and changed, once"},options:{members:{kind:"number",default:8,about:"How many members make a list long."}},check(set,{report,number}){for(let[first,...rest]of usesByText(set,number("members"))){if(first===void 0||rest.length===0)continue;let{expression,list}=first;report(expression.at(list.span),"repeated",{members:list.members.length,count:rest.length+1},{subject:expression.owner.id,related:rest.map(use=>({message:`again in \`${use.expression.owner.id}\``,place:use.expression.at(use.list.span)}))})}}};function usesByText({rules},members){let uses=new Map;for(let expression of rules.flatMap(rule=>rule.expressions))for(let node of expression.nodesOf("list")){if(node.members.length<members)continue;let key2=node.members.map(({span})=>expression.source(span)).join(","),same=uses.get(key2);same===void 0?uses.set(key2,[{expression,list:node}]):same.push({expression,list:node})}return uses.values()}var performanceRules=[noApprover,ancestorsFirst,anything,repeatedList,patternWithoutStar];var allinIsIn={id:"pitfall/allin-is-in",title:"`allin` that is `in`",level:"warning",needs:"expression",messages:{same:'`allin` means "all" only where the left side is an array of IP addresses: here it is `in`'},check({leaves:leaves2,at,fix},{report}){for(let leaf of leaves2){if(leaf.kind!=="test"||leaf.node.kind!=="membership")continue;let{operator}=leaf.node;if(operator.name!=="allin"||leaf.test==="ip"&&leaf.all)continue;let mend=fix("safe","write `in`",[{span:operator.span,text:"in"}]);report(at(operator.span),"same",{},{fix:mend})}}};function emptiness(text){let{value,literal,field}=text;return value===""&&isPattern(text)?"nothing":field===void 0||field.array?void 0:(literal.form==="regexp"?/^\^?(\.\*)?\$?$/.test(value):isPattern(text)&&value==="*")&&value!=="^$"?"everything":void 0}function isIntTest(leaf){return leaf.kind==="test"&&leaf.test==="int"}function parts(operand){return operand.kind==="arithmetic"?[operand,...operand.operands.flatMap(parts)]:operand.kind==="values"?[operand,...operand.members]:[operand]}function fieldsOf({left,right}){return[...parts(left),...parts(right)].map(unwrap).filter(part=>part.kind==="field")}function intParts(leaf){return leaf.kind!=="test"?[]:[leaf.left,leaf.right].flatMap(side=>isCondition(side)?[]:parts(side))}var noNumbers=new Set(["match","same-string","ip"]);function zeroMasks(leaf){return leaf.kind!=="test"||noNumbers.has(leaf.test)?[]:intParts(leaf).flatMap(bits=>{let mask=maskOf(bits);return mask===void 0?[]:[{mask,bits}]})}function hasZeroMask({leaves:leaves2},{conditions}){let[only,...others]=conditions;return others.length===0&&leaves2.some(leaf=>leaf===only&&zeroMasks(leaf).length>0)}function maskOf(operand){if(operand.kind!=="arithmetic"||operand.operation.name!=="bits"||operand.operation.operators.some(name=>name!=="&"))return;let isFixed=each=>unwrap(each).kind==="literal";if(!operand.operands.every(isFixed))return operand.operands.find(each=>{let inner=unwrap(each);return inner.kind==="literal"&&inner.value===0})}function readOnly({source,facts,fix},leaf,mask){if(!isIntTest(leaf))return;let{left,right,operator,node}=leaf,asked=right.kind==="literal"&&right.value===0&&(operator===">"||operator==="!="),plain=left.kind==="arithmetic"&&left.operands.length===2&&left.operands[0]?.kind==="field";if(mask!=="O_RDONLY"||!asked||!plain||facts.constant("O_ACCMODE")===void 0)return;let text=`${source(left.operands[0]?.node.span??node.span)} & O_ACCMODE == O_RDONLY`;return fix("suggested","look at the bits that say how it is opened",[{span:node.span,text}])}var alwaysTrue={id:"pitfall/always-true",title:"Condition that is always true",level:"warning",needs:"expression",messages:{clash:"`{part}` is always true here because of {others}: it lets everything through",alone:"`{part}` is always true: it lets everything through"},check(expression,{report}){for(let each of redundanciesOf(expression)){if(each.kind!=="always-true"||isToldElsewhere(expression,each))continue;let{texts,related}=reasons(expression,each),values={part:quoted(expression,each.part.span),others:texts.join(" and ")};report(expression.at(each.part.span),texts.length>0?"clash":"alone",values,{related})}}};function isToldElsewhere(expression,{part,because}){let[only]=part.conditions;return because.length===0&&part.conditions.length===1&&(ownTexts(expression).some(text=>text.test===only&&emptiness(text)==="everything")||hasZeroMask(expression,part))}function arrayTest(leaf){if(!(leaf.kind!=="test"||leaf.test==="ip"&&leaf.all))return askedOf(leaf,leaf.left)??askedOf(leaf,leaf.right)}function askedOf(leaf,side){if(isCondition(side))return;let operand=unwrap(side),{node}=side;if(operand.kind==="variable"&&operand.array)return{leaf,name:`\${${operand.name}}`,iterator:null,node};if(operand.kind!=="field"||!operand.array)return;let{name,iterator,list}=operand.field;return operand.register===null?{leaf,name,iterator,node}:list?{leaf,name,iterator:null,node}:void 0}function logicals(condition){let found=[];return collect3(condition,found),found}function collect3(condition,found){switch(condition.kind){case"logical":found.push(condition);for(let operand of condition.operands)collect3(operand,found);return;case"not":collect3(condition.operand,found);return;case"test":isCondition(condition.left)&&collect3(condition.left,found),isCondition(condition.right)&&collect3(condition.right,found);return;case"macro":case"constant":case"truth":}}function conjuncts({operands,operators}){let first=operators.indexOf("||");return first<0?operands:operands.slice(0,first)}var ancestorsWithoutIterator={id:"pitfall/ancestors-without-iterator",title:"Conditions that different ancestors may meet",level:"info",needs:"expression",messages:{several:"one element of `{iterator}` may meet `{first}` and another one `{second}`: write `{iterator}[A]` for the same one"},check(expression,{report}){let{typed,leaves:leaves2,at,source}=expression;if(!(!isCondition(typed)||!leaves2.some(leaf=>(arrayTest(leaf)?.iterator??null)!==null)))for(let logical of logicals(typed)){let asking=conjuncts(logical).flatMap(each=>each.kind==="test"?arrayTest(each)??[]:[]).filter(({leaf,node})=>!leaf.negated&&node.kind==="ident");for(let iterator of new Set(asking.flatMap(each=>each.iterator??[]))){let own=asking.filter(each=>each.iterator===iterator),[first]=own,second=own.find(({name})=>name!==first?.name);if(first===void 0||second===void 0)continue;let values={iterator,first:source(first.leaf.node.span),second:source(second.leaf.node.span)},related=[{message:"the other condition",place:at(first.leaf.node.span)}],fix=withVariable(expression,own,iterator);report(at(second.leaf.node.span),"several",values,{related,fix})}}}};function withVariable({nodesOf:nodesOf2,fix},tests,iterator){if(nodesOf2("ident").some(({name})=>name.includes("[")))return;let edits=tests.flatMap(({node})=>{if(node.kind!=="ident"||!node.name.startsWith(`${iterator}.`))return[];let at=node.span.start+iterator.length;return[{span:{start:at,end:at},text:"[A]"}]});return edits.length<tests.length?void 0:fix("suggested","ask for one and the same element",edits)}var argsNotArgv={id:"pitfall/args-not-argv",title:"`args` where `argv` is meant",level:"info",needs:"expression",messages:{all:"`{field}` holds all arguments in one text, so `{value}` must be the only one: `{argv}` is the array of them"},check(expression,{report}){for(let[test,texts]of byTest(ownTexts(expression))){let left=test===void 0?void 0:unwrap(test.left);if(test===void 0||left?.kind!=="field"||!/(^|\.)args$/.test(left.field.name))continue;let words2=texts.filter(({literal,matcher,value})=>literal.form==="plain"&&matcher?.kind==="scalar"&&/^[^\s*]+$/.test(value)),[first]=words2;if(first===void 0||!isAboutArguments(words2,texts))continue;let argv=left.field.name.replace(/args$/,"argv");if(expression.facts.field(argv)===void 0)continue;let values={field:left.field.name,argv,value:first.value},fix=words2.length===texts.length?asArgv(expression,test,argv):void 0;report(expression.at(test.left.node.span),"all",values,{fix})}}};function isAboutArguments(words2,all){return words2.some(({value})=>/^--?\w/.test(value))||words2.length>2&&words2.length===all.length}function asArgv({source,fix},test,argv){let{node}=test.left;if(node.kind!=="ident"||!source(node.span).endsWith("args"))return;let{end}=node.span;return fix("suggested",`compare \`${argv}\``,[{span:{start:end-1,end},text:"v"}])}var backslashNotEscape={id:"pitfall/backslash-not-escape",title:"Backslash that escapes nothing",level:"warning",needs:"expression",messages:{doubled:"both backslashes stay in the value, and no path has two of them here: nothing is escaped",stays:"the backslash stays in the value: `{pair}` is two characters, and nothing is escaped"},check(expression,{report}){if(expression.facts.platform==="windows")return checkPaths(expression,report);for(let{literal,value,within}of ownTexts(expression))if(!(literal.form==="regexp"||!value.includes("\\")))for(let{index,0:pair}of value.matchAll(/\\[^\w\s]/g)){let sign=pair.slice(1);report(expression.at(within(index,index+2)),"stays",{pair},{fix:sign==='"'||sign==="\\"?void 0:expression.fix("suggested","leave out the backslash",[{span:within(index,index+1),text:""}])})}}};function checkPaths(expression,report){for(let{field,literal,value,within}of ownTexts(expression))if(!(literal.form==="regexp"||field?.name.endsWith("path")!==!0))for(let{index}of value.matchAll(/(?<=[^\\])\\\\(?!\\)/g)){let fix=expression.fix("suggested","write one backslash",[{span:within(index,index+1),text:""}]);report(expression.at(within(index,index+2)),"doubled",{},{fix})}}var caseOnInsensitiveField={id:"pitfall/case-on-insensitive-field",title:"Upper and lower case where neither counts",level:"info",needs:"expression",messages:{twice:"`{field}` ignores case: `{value}` is in the list already, as `{before}`",flag:"`{field}` ignores case: `(?i)` adds nothing"},check(expression,{report}){let{source,at,fix}=expression,seen=new Map,previous;for(let text of ownTexts(expression)){let{test,matcher,field,value,whole}=text;test!==previous?.test&&seen.clear();let last=previous;if(previous=text,matcher?.ignoreCase!==!0||field===void 0)continue;if(matcher.kind==="regexp"){if(!/^\(\?i\)./.test(value))continue;let flag=text.within(0,4),mend2={fix:fix("safe","leave out `(?i)`",[{span:flag,text:""}])};report(at(flag),"flag",{field:field.name},mend2);continue}let key2=`${matcher.kind} ${value.toLowerCase()}`,before2=seen.get(key2);if(seen.set(key2,before2??text),before2===void 0||before2.value===value)continue;let gap=last===void 0?void 0:{start:last.whole.end,end:whole.start},mend=gap!==void 0&&/^\s*,\s*$/.test(source(gap))?fix("safe","leave it out",[{span:{start:gap.start,end:whole.end},text:""}]):void 0;report(at(whole),"twice",{field:field.name,value,before:before2.value},{fix:mend})}}};var longest=15,commTooLong={id:"pitfall/comm-too-long",title:"`comm` longer than 15 characters",level:"warning",needs:"expression",messages:{long:"`{field}` holds at most 15 bytes, so `{value}`, which needs {length}, matches nothing"},check(expression,{report}){if(expression.facts.platform!=="windows")for(let text of ownTexts(expression)){let{field,value,literal}=text;if(field===void 0||!/(^|\.)comm$/.test(field.name)||literal.form==="regexp")continue;let length=byteLength(isPattern(text)?value.replaceAll("*",""):value);if(length<=longest)continue;let end=canBeCut(text)?[{span:text.within(longest,value.length),text:""}]:[];report(expression.at(text.whole),"long",{field:field.name,value,length},{fix:end.length===0?void 0:expression.fix("suggested","keep 15 characters",end)})}}};function canBeCut({value}){return/^[\x20-\x7e]+$/.test(value)&&!value.includes("*")}var commentSwallows={id:"pitfall/comment-swallows",title:"Comment that swallows the rest of the rule",level:"error",needs:"expression",messages:{lost:"these lines are folded into one, so the comment goes on to its end: `{lost}` is not part of the rule"},check(expression,{report}){let{parsed,owner,at}=expression;for(let{span}of parsed.tree.comments){let place=at(span),{start,end}=place.range,[,...lines]=owner.file.text.slice(start,end).split(/\r?\n/),lost=lines.map(line=>line.trim()).filter(line=>line!==""&&!/^(?:#|\/\/)/.test(line)),[first]=lost;if(first===void 0)continue;let text=lost.length>1?`${first} \u2026`:first;report(place,"lost",{lost:text},{fix:asLiteral(expression)})}}};function asLiteral({text:{file,offset,value}}){let{style,range}=value.scalar;if(style!=="folded")return;let start=range.start+offset;return{kind:"suggested",title:"keep the lines: `|`",edits:[{place:{document:file.name,range:{start,end:start+1}},text:"|"}]}}function lostConditions(comment,facts){let words2=comment.slice(0,longest2).replace(/^(?:#|\/\/)/,""),[,before2="",rest,name]=/^(.*?)((?:&&|\|\||\b(?:and|or)\b)\s*(?:!|not\b)?[\s(]*([a-z]\w*(?:\.\w+)+)\s*(?:[=!<>&]|in\b|not\b|allin\b).*)$/.exec(words2)??[];if(!(rest===void 0||name===void 0||facts.field(name)===void 0))return before2.trim()===""||/[=<>~]|\bin\s*\[/.test(before2)?void 0:rest.trim()}var longest2=500;var commentToTheEnd={id:"pitfall/comment-to-the-end",title:"Comment in the middle of a line",level:"warning",needs:"expression",messages:{lost:"the comment goes to the end of the line: `{lost}` is not part of the rule"},check({parsed,facts,owner,at},{report}){let{text,comments}=parsed.tree,[comment]=comments;if(comment===void 0||text.trimEnd().includes(`
`))return;let place=at(comment.span);if(owner.file.text.slice(place.range.start,place.range.end).includes(`
`))return;let lost=lostConditions(comment.text,facts);lost!==void 0&&report(place,"lost",{lost})}};var alike=[["File mode constants","Inode mode constants"],["Protection constants","Virtual Memory flags"],["L4 protocols","SetSockopt Levels"]],constantOfOtherGroup={id:"pitfall/constant-of-other-group",title:"Constant of another field",level:"warning",needs:"expression",messages:{other:"`{constant}` is one of {own}, and `{field}` holds {wanted}: agents compare the bare numbers"},check({leaves:leaves2,facts,catalogue:catalogue2,source,at},{report}){for(let leaf of leaves2){if(!isIntTest(leaf))continue;let fields=fieldsOf(leaf),[field]=fields,group2=field?.field.constants;if(!(field===void 0||group2===null||group2===void 0)&&!fields.some(each=>each.field.constants!==group2))for(let{node}of[...parts(leaf.left),...parts(leaf.right)]){if(node.kind!=="ident")continue;let constant=facts.constant(source(node.span)),[own]=constant?.groups??[];constant===void 0||own===void 0||belongs(constant.groups,group2)||report(at(node.span),"other",{constant:constant.name,own:catalogue2.describeConstantGroup(own),field:field.field.name,wanted:catalogue2.describeConstantGroup(group2)})}}}};function belongs(groups2,wanted){return groups2.some(group2=>group2===wanted||alike.some(each=>each.includes(group2)&&each.includes(wanted)))}var known2=new WeakMap;function*coveredRules(set){let memo5=known2.get(set);if(memo5!==void 0)return memo5;let asked=set.rules.flatMap(rule=>{let proposition=propositionOf(rule);return proposition===void 0?[]:[{rule,proposition}]}),found=(yield*coveredPairsInSteps(asked.map(({proposition})=>proposition))).flatMap(({narrower,wider,equal})=>{let[small,large]=[asked[narrower]?.rule,asked[wider]?.rule];return small===void 0||large===void 0||small.id===large.id?[]:meet(small,large)?[{narrower:small,wider:large,equal}]:[]});return known2.set(set,found),found}function propositionOf({expression,loaded}){return expression===void 0||loaded.length!==1?void 0:asProposition(expression)}function meet(a,b){let loads=({verdicts})=>verdicts.flatMap(({target,verdict})=>verdict.state.status==="loaded"?[target.name]:[]),others=loads(b);return loads(a).some(target=>others.includes(target))}var coveredRule={id:"pitfall/covered-rule",title:"Rule that fires only where another one does",level:"info",needs:"rule-set",messages:{covered:"whenever `{narrower}` fires, `{wider}` fires as well",many:"whenever one of {count} other rules fires, `{wider}` fires as well: {narrower} and others"},*check(set,{report}){for(let[wider,covered]of byWider(yield*coveredRules(set))){let[first]=covered;if(first!==void 0&&covered.length>=many){let values={wider:wider.id,narrower:`\`${first.id}\``,count:covered.length},related=covered.map(({idPlace})=>({message:"a narrower rule",place:idPlace}));report(wider.idPlace,"many",values,{subject:wider.id,related:related.slice(0,many)});continue}for(let narrower of covered){let related=[{message:"the wider rule",place:wider.idPlace}];report(narrower.idPlace,"covered",{narrower:narrower.id,wider:wider.id},{subject:narrower.id,related})}}}},many=4;function byWider(pairs2){let found=new Map;for(let{narrower,wider,equal}of pairs2){if(equal)continue;let known6=found.get(wider);known6===void 0?found.set(wider,[narrower]):known6.push(narrower)}return found}var deadCondition={id:"pitfall/dead-condition",title:"Condition that is never true where it stands",level:"warning",needs:"expression",messages:{clash:"`{part}` is never true here because of {others}: that part of the condition does nothing",alone:"`{part}` is never true: that part of the condition does nothing"},check(expression,{report}){let dead=redundanciesOf(expression).filter(({kind})=>kind==="always-false"),proposition=dead.length===0?void 0:asProposition(expression);if(!(proposition===void 0||satisfiable(proposition)==="no"))for(let each of dead){if(hasZeroMask(expression,each.part))continue;let{texts,related}=reasons(expression,each),values={part:quoted(expression,each.part.span),others:texts.join(" and ")};report(expression.at(each.part.span),texts.length>0?"clash":"alone",values,{related})}}};var groups=new Set(["File mode constants","Inode mode constants"]),modes=/^(?:[1-7]?(?:777|775|770|755|750|744|711|700|666|664|660|644|640|600|555|444|440|400|222|111)|[124-7]000)$/,decimalMode={id:"pitfall/decimal-mode",title:"Mode without a leading 0",level:"warning",needs:"expression",messages:{decimal:"`{text}` is decimal, which is 0{octal} as a mode: octal numbers begin with a 0"},check({leaves:leaves2,at,fix},{report}){for(let leaf of leaves2){if(!isIntTest(leaf))continue;let fields=fieldsOf(leaf);if(!(fields.length===0||!fields.every(({field})=>groups.has(field.constants??""))))for(let{node}of[...parts(leaf.left),...parts(leaf.right)]){if(node.kind!=="int"||!modes.test(node.text))continue;let{start}=node.span,values={text:node.text,octal:node.value.toString(8)},mend=fix("suggested",`write 0${node.text}`,[{span:{start,end:start},text:"0"}]);report(at(node.span),"decimal",values,{fix:mend})}}}};var turned={"<":">","<=":">=",">":"<",">=":"<="},durationOnLeft={id:"pitfall/duration-on-left",title:"Duration on the left side",level:"warning",needs:"expression",messages:{value:"with the duration on the left agents compare `{field}` itself, a time since 1970, and not how long ago it was"},check({leaves:leaves2,source,at,fix},{report}){for(let leaf of leaves2){if(leaf.kind!=="test"||leaf.test!=="int"||isCondition(leaf.left))continue;let{left,right,node}=leaf,read=unwrap(right);if(!isDuration(left)||read.kind!=="field"||!/_at$/.test(read.field.name))continue;let field=source(right.node.span),operator=turned[leaf.operator],text=`${field} ${operator} ${source(left.node.span)}`,mend=operator===void 0?void 0:fix("suggested","turn it round",[{span:node.span,text}]);report(at(node.span),"value",{field},{fix:mend})}}};function isDuration(operand){return operand.kind==="literal"&&operand.form==="duration"}var emptyPattern={id:"pitfall/empty-pattern",title:"Pattern with nothing to match",level:"warning",needs:"expression",messages:{everything:"`{text}` matches every value, the empty one too",nothing:"`{text}` matches the empty value only"},check(expression,{report}){for(let text of ownTexts(expression)){let message=emptiness(text);message===void 0||isNeverTrue2(expression,text)||report(expression.at(text.whole),message,{text:expression.source(text.whole)})}}};function isNeverTrue2(expression,{test}){return redundanciesOf(expression).some(({kind,part,because})=>kind==="always-false"&&because.length===0&&test!==void 0&&part.conditions.includes(test))}var flags=new Set(["Open flags","MMap flags","Clone flags","Kernel Capability constants"]),equalsOnFlags={id:"pitfall/equals-on-flags",title:"`==` on bit flags",level:"warning",needs:"expression",messages:{whole:"`{field}` holds many flags in one number: this asks whether {constants} is all that is set"},check(expression,{report}){for(let leaf of expression.leaves){if(!isIntTest(leaf)||leaf.operator!=="=="&&leaf.operator!=="!=")continue;let{left,right}=leaf;if(left.kind!=="field"||left.array||!flags.has(left.field.constants??""))continue;let names=namesOf(right).map(node=>expression.source(node.span));if(names.length===0)continue;let constants=names.map(name=>`\`${name}\``).join(" or "),fix=byBits(expression,leaf,names);report(expression.at(leaf.node.span),"whole",{field:left.field.name,constants},{fix})}}};function namesOf(right){let nodes=(right.kind==="values"?right.members:right.kind==="literal"?[right]:[]).map(({node})=>node);return nodes.every(({kind})=>kind==="ident")?nodes:[]}function byBits({source,facts,fix},leaf,names){let field=source(leaf.left.node.span),negated=leaf.negated||leaf.operator==="!=",[first=""]=names,value=facts.constant(first)?.value,mask=names.length===1?first:`(${names.join(" | ")})`;if(value===0){if(names.length>1||facts.constant("O_ACCMODE")===void 0||first!=="O_RDONLY")return;let text2=`${field} & O_ACCMODE ${negated?"!=":"=="} O_RDONLY`;return fix("suggested","look at the bits that say how it is opened",[{span:leaf.node.span,text:text2}])}let text=`${field} & ${mask} ${negated?"==":"!="} 0`;return fix("suggested","look at these bits only",[{span:leaf.node.span,text}])}var group="Error constants",returnsZero=new Set("bind chdir chmod chown connect link load_module mkdir mount mprotect removexattr rename rmdir setxattr signal unlink unload_module utimes".split(" ")),errnoSign={id:"pitfall/errno-sign",title:"Sign of an errno",level:"warning",needs:"expression",messages:{twice:"`{constant}` is {value} already: with a minus it is an error that no call returns",positive:"`{field}` is negative where the call fails: {value} is no error, and `{name}` is {negative}"},check({leaves:leaves2,catalogue:catalogue2,source,at,fix},{report}){for(let leaf of leaves2){if(!isIntTest(leaf))continue;let field=fieldsOf(leaf).find(each=>each.field.constants===group)?.field;if(field!==void 0)for(let part of[...parts(leaf.left),...parts(leaf.right)]){let constant=negatedConstant(part),{span}=part.node;if(constant!==void 0){let{start}=constant.node.span,edits=[{span:{start:span.start,end:start},text:""}],values={constant:source(constant.node.span),value:String(numberOf(constant))};report(at(span),"twice",values,{fix:fix("suggested","leave out the minus",edits)})}let name=isEqual(leaf)&&returnsZero.has(field.event??"")?positive(part,catalogue2):void 0;if(name===void 0)continue;let value=source(span),mend=fix("suggested",`write \`${name}\``,[{span,text:`-${value}`}]);report(at(span),"positive",{field:field.name,value,name,negative:`-${value}`},{fix:mend})}}}};function isEqual({operator}){return operator==="=="||operator==="!="}function negatedConstant(operand){if(operand.kind!=="arithmetic"||operand.operation.name!=="negate")return;let[inner]=operand.operands;return inner!==void 0&&inner.node.kind==="ident"&&Number(numberOf(inner))<0?inner:void 0}function numberOf(operand){let inner=unwrap(operand),value=inner.kind==="literal"?inner.value:void 0;return typeof value=="number"||typeof value=="bigint"?value:void 0}function positive({node,...operand},{constants}){if(node.kind!=="int"||!/^[1-9]/.test(node.text))return;let value="value"in operand?Number(operand.value):0;return constants.find(each=>each.groups.includes(group)&&each.value===-value)?.name}function byFileName({facts,source,fix},{test,listed,whole,literal},name){let left=test?.left;if(listed||left?.kind!=="field"||left.node.kind!=="ident"||name.includes("/"))return;let written2=source(left.node.span);if(!written2.endsWith(".path"))return;let field=written2.replace(/path$/,"name");if(facts.field(field.replace(/\[\w+\]/,""))===void 0)return;let sign=name.includes("*")&&literal.form==="pattern"?"~":"";return fix("suggested",`compare \`${field}\``,[{span:left.node.span,text:field},{span:whole,text:`${sign}"${name}"`}])}var extensionPatternOnPath={id:"pitfall/extension-pattern-on-path",title:"Pattern for a name on a path",level:"warning",needs:"expression",messages:{none:"`{value}` matches no path: `*` does not cross a `/`, and every path has one"},check(expression,{report}){for(let text of ownTexts(expression)){let{value}=text;!isLinuxGlob(text)||!/^\*[^*/]/.test(value)||value.includes("/")||report(expression.at(text.whole),"none",{value},{fix:byFileName(expression,text,value)})}}};var firstMatchLeavesRest={id:"pitfall/first-match-leaves-rest",title:"Pattern whose end may come too early",level:"info",needs:"expression",messages:{rest:"`{value}` does not match `{example}`: the first `{end}` is taken, and text behind it is no match"},check(expression,{report}){for(let text of ownTexts(expression)){if(text.matcher?.kind!=="pattern")continue;let{value}=text.matcher,end=value.slice(value.lastIndexOf("*")+1);if(!value.includes("*")||end===""||end.length>shortest)continue;let example=`${value.replace(/^\*/,"a").replaceAll("*","")}${end}`;report(expression.at(text.whole),"rest",{value,example,end},{fix:asRegexp(expression,text,end)})}}},shortest=3;function asRegexp({fix},{matcher,field,whole},end){if(matcher?.value!==`*${end}`||field===void 0||field.name.endsWith(".path"))return;let escaped=end.replace(/[\\^$.|?+()[\]{}]/g,"\\$&");return fix("suggested","write a regexp for the end",[{span:whole,text:`r"${escaped}$"`}])}var impliedCondition={id:"pitfall/implied-condition",title:"Condition that others imply",level:"info",needs:"expression",messages:{and:"`{part}` adds nothing: {others} asks for more already",or:"`{part}` adds nothing: wherever it is true, {others} is true as well"},check(expression,{report}){for(let each of redundanciesOf(expression)){if(each.kind!=="implied")continue;let{texts,related}=reasons(expression,each),values={part:quoted(expression,each.part.span),others:texts.join(" with ")};report(expression.at(each.part.span),each.operator==="||"?"or":"and",values,{related})}}};var indexZero={id:"pitfall/index-zero",title:"`[0]` taken for an index",level:"warning",needs:"expression",messages:{variable:"`[{number}]` is no index: it stands for any element, as `[A]` does, and the same one wherever it is used"},check(expression,{report}){let{parsed,nodesOf:nodesOf2,at}=expression;if(!/\[\d+\]\./.test(parsed.tree.text))return;let numbered=nodesOf2("ident").flatMap(node=>{let[,number,rest]=/\[(\d+)\]\.(.+)$/.exec(node.name)??[];return number!==void 0&&rest!==void 0?[{node,number,rest}]:[]}),fix=asParent(expression,numbered);for(let{node,number}of numbered){let start=node.span.start+node.name.indexOf("["),span={start,end:start+number.length+2};report(at(span),"variable",{number},{fix})}}};function asParent({facts,fix},numbered){let edits=numbered.flatMap(({node,number,rest})=>{let parent=node.name.replace(".ancestors[0].",".parent.");return number==="0"&&parent.endsWith(`.parent.${rest}`)&&facts.field(parent)!==void 0?[{span:node.span,text:parent}]:[]});if(!(edits.length===0||edits.length<numbered.length))return fix("suggested","ask the parent",edits)}var leadingStarOnPath={id:"pitfall/leading-star-on-path",title:"`*` at the start of a path",level:"warning",needs:"expression",messages:{one:"`{value}` matches one directory down only, as `/usr{rest}` and not `/usr/local{rest}`: `*` does not cross a `/`",none:"`{value}` matches no path: `*` does not cross a `/`, and every path begins with one"},check(expression,{report}){for(let text of ownTexts(expression)){let{value}=text;if(!value.startsWith("*")||!isLinuxGlob(text))continue;let[,first,rest]=/^(\*[^*/]*)(\/.*)$/.exec(value)??[];if(first===void 0||rest===void 0)continue;let fix=first==="*"&&!rest.endsWith("/**")?byFileName(expression,text,rest.slice(1)):void 0;report(expression.at(text.whole),first==="*"?"one":"none",{value,rest},{fix})}}};var lineBreakInString={id:"pitfall/line-break-in-string",title:"Line break in a string",level:"warning",needs:"expression",messages:{holds:"the string goes over a line break, which is part of its value: what it is compared with has none"},check(expression,{report}){for(let{value,field,whole}of ownTexts(expression))field!==void 0&&/(args?|argv|args_\w+|argv0|env[ps]|tags)$/.test(field.name)||/[\n\r]/.test(value)&&report(expression.at(whole),"holds")}};function looksLikePattern(value){return/^([A-Za-z]:|\\Device)\\(.*\\)?\*/.test(value)?!0:/[\w./-]\*|\*[\w./-]/.test(value)&&!/(^|\s)\*\s/.test(value)}var macroValuesWildcards={id:"pitfall/macro-values-wildcards",title:"`*` in the `values` of a macro",level:"warning",needs:"macro",messages:{literal:"`values` are plain strings, so the `*` of `{value}` matches nothing else: patterns stand in an `expression`",sign:"`values` are plain strings, so the signs of `{value}` are part of it: patterns stand in an `expression`"},check({definition:{values=[]},place},{report}){for(let{value,range}of values)/^[~r]".*"$/.test(value)?report(place(range),"sign",{value}):looksLikePattern(value)&&report(place(range),"literal",{value})}};var merged=/^\/(?:bin|sbin|lib|lib32|lib64)\//,mergedUsr={id:"pitfall/merged-usr",title:"`/bin` where it is `/usr/bin`",level:"info",needs:"expression",messages:{one:"on hosts where `{directory}` is a symlink to `/usr{directory}` the path is `/usr{value}`: name both",more:"on hosts where `{directory}` is a symlink to `/usr{directory}` the path is `/usr{value}`: name both, also of {count} more here"},check(expression,{report}){if(expression.facts.platform==="windows")return;let texts=ownTexts(expression),known6=new Set(texts.map(({value})=>value));for(let some of byTest(texts.filter(isResolvedPath)).values()){let trees=[...known6].filter(value2=>value2.endsWith("/**")).map(value2=>value2.slice(0,-2)),isNamed2=path=>known6.has(path)||trees.some(tree=>path.startsWith(tree)),alone=some.filter(({value:value2})=>merged.test(value2)&&!isNamed2(`/usr${value2}`)),[first]=alone;if(first===void 0)continue;let{value}=first,values={value,directory:value.split("/",2).join("/"),count:alone.length-1};report(expression.at(first.whole),alone.length>1?"more":"one",values)}}};function isResolvedPath({field,test,literal}){return literal.form==="regexp"?!1:test===void 0||field?.name.endsWith(".path")===!0&&!field.name.endsWith(".syscall.path")}var mixedOperators={id:"pitfall/mixed-operators",title:"`&&` and `||` without parentheses",level:"warning",needs:"expression",messages:{mixed:"`&&` and `||` are equally strong and group from the right: agents read this as `{grouped}`"},check({nodesOf:nodesOf2,source,at,fix},{report}){for(let node of nodesOf2("chain")){if(!surprises(node))continue;let inner=rightGroups(node);report(at(node.span),"mixed",{grouped:short(grouped(node,source))},{fix:fix("safe","add the parentheses that agents see",[...inner.map(({start})=>({span:{start,end:start},text:"("})),{span:{start:node.span.end,end:node.span.end},text:")".repeat(inner.length)}])})}}};function surprises({operators}){let firstAnd=operators.findIndex(({name})=>name==="&&");return firstAnd>=0&&operators.some(({name},index)=>index>firstAnd&&name==="||")}function rightGroups({operands,operators}){return operators.flatMap((operator,index)=>{let next=operators[index+1],operand=operands[index+1];return next!==void 0&&next.name!==operator.name&&operand!==void 0?[operand.span]:[]})}function grouped({operands,operators},source){let start=operands[0]?.span.start??0,text=source({start,end:operands[operands.length-1]?.span.end??start}),groups2=rightGroups({operands,operators});for(let group2 of[...groups2].reverse())text=`${text.slice(0,group2.start-start)}(${text.slice(group2.start-start)})`;return text}function short(text){let line=text.replace(/\s+/g," ").trim();return line.length<=120?line:`${line.slice(0,70)} \u2026 ${line.slice(-40)}`}var neverTrue={id:"pitfall/never-true",title:"Rule that no event makes true",level:"error",needs:"expression",messages:{clash:"this rule never fires: `{part}` is never true together with {others}",part:"this rule never fires: `{part}` is never true",mask:"this rule never fires: `{mask}` is 0, so `{part}` is never true",whole:"this rule never fires: its conditions exclude each other"},check(expression,{report}){if(!isNeverTrue(expression))return;let{at,parsed,source}=expression,culprit=culpritOf(expression);if(culprit===void 0){report(at({start:0,end:parsed.tree.text.length}),"whole");return}let{texts,related}=reasons(expression,culprit),{span}=culprit.part,part=quoted(expression,span),zero=maskBehind(expression);if(zero!==void 0){let mask=source(zero.mask.node.span);report(at(span),"mask",{part,mask},{fix:readOnly(expression,zero.leaf,mask)});return}let values={part,others:texts.join(" and ")};report(at(span),texts.length>0?"clash":"part",values,{related})}};function maskBehind(expression){let because=neverTrueBecause(expression);for(let leaf of expression.leaves){let[zero]=because.includes(leaf)?zeroMasks(leaf):[];if(zero!==void 0)return{...zero,leaf}}}var noElement={id:"pitfall/no-element",title:"`!=` on an array",level:"off",needs:"expression",messages:{none:"true when no element of `{name}` is equal to it, and so also when there is none"},check({leaves:leaves2,at},{report}){for(let leaf of leaves2){let test=arrayTest(leaf);test?.leaf.negated===!0&&report(at(leaf.node.span),"none",{name:test.name})}}};var notEqualOnArray={id:"pitfall/not-equal-on-array",title:"`!=` on an array that means something else",level:"warning",needs:"expression",messages:{either:"`{first} || {second}` is false only where both are in `{name}`: to have neither, join them by `&&`",empty:"this asks whether no element of `{name}` is empty, which is also true of no elements"},check(expression,{report}){let{leaves:leaves2,typed,at,source}=expression;for(let leaf of leaves2){let test=arrayTest(leaf);test!==void 0&&isNotEmpty(test)&&report(at(leaf.node.span),"empty",{name:test.name})}if(isCondition(typed)){for(let logical of logicals(typed))if(!logical.operators.some(name=>name!=="||"))for(let[before2,test]of pairs(logical)){let[first,second]=[source(before2.leaf.node.span),source(test.leaf.node.span)],fix=byAnd(expression,logical);report(at(test.leaf.node.span),"either",{first,second,name:test.name},{fix})}}}};function isNotEmpty({leaf}){if(!leaf.negated||leaf.node.kind!=="comparison"||isCondition(leaf.right))return!1;let right=unwrap(leaf.right);return right.kind==="literal"&&right.value===""}function pairs({operands}){let tests=operands.map(operand=>{let test=operand.kind==="test"?arrayTest(operand):void 0;return test?.leaf.negated===!0&&test.leaf.node.kind==="comparison"?test:void 0});return tests.flatMap((test,index)=>{let before2=tests[index-1];return test!==void 0&&before2!==void 0&&before2.name===test.name?[[before2,test]]:[]})}function byAnd({fix},{node}){if(node.kind!=="chain"||node.operators.length!==1)return;let edits=node.operators.map(({span,text})=>({span,text:text==="or"?"and":"&&"}));return fix("suggested","join them by `&&`",edits)}var notOnComparison={id:"pitfall/not-on-comparison",title:"`!` on the left side of a comparison",level:"info",needs:"expression",messages:{left:"`{not}` belongs to `{operand}` alone, not to the comparison: agents read `({not}{operand}) {operator} \u2026`"},check(expression,{report}){let{nodesOf:nodesOf2,at,source}=expression;for(let node of[...nodesOf2("comparison"),...nodesOf2("membership")]){let left=node.kind==="comparison"?node.operands[0]:node.left,[operator]=node.kind==="comparison"?node.operators:[node.operator];if(left?.kind!=="unary"||operator===void 0)continue;let[not]=left.operators;if(not===void 0||left.operators.some(({name})=>name!=="!"))continue;let operand=source(left.operand.span),values={not:not.text==="!"?"!":`${not.text} `,operand,operator:operator.text};report(at(not.span),"left",values,{fix:turned2(expression,node,left)})}}};function turned2({fix},node,{operators,operand,span}){if(operators.length!==1||node.kind!=="comparison"||node.operands.length!==2)return;let[operator]=node.operators,opposite=operator?.name==="=="?"!=":operator?.name==="!="?"==":void 0;if(!(operator===void 0||opposite===void 0))return fix("safe",`write \`${opposite}\``,[{span:{start:span.start,end:operand.span.start},text:""},{span:operator.span,text:opposite}])}var openWriteWithoutFlags={id:"pitfall/open-write-without-flags",title:"Rule on writing that fires on reading",level:"warning",needs:"rule",messages:{reads:"`{word}` in the id says that something is written, but without a condition on `open.flags` the rule also fires when a file is read"},check({id,idPlace,expression},{report}){if(expression?.eventType!=="open"||!isCondition(expression.typed))return;let[,word]=said.exec(id)??[];if(word!==void 0){for(let leaf of leaves(expression.typed))for(let read of readsOf(leaf))if(read.kind==="field"&&read.field.name==="open.flags")return;report(idPlace,"reads",{word})}}},said=/(?:^|_)(written|writes?|writing|overwritten|modif(?:y|ied|ication)|tamper(?:ed|ing)?|changed?|appended)(?:_|$)/i;var patternOnVariable={id:"pitfall/pattern-on-variable",title:"Pattern on a variable",level:"warning",needs:"expression",messages:{literal:"a variable is compared literally here, so `{variable}` must be the text `{value}` itself: in a list, `in [{text}]`, it matches"},check({leaves:leaves2,source,at,fix},{report}){for(let leaf of leaves2){if(leaf.kind!=="test"||leaf.test!=="same-string"||leaf.node.kind!=="comparison")continue;let{left,right,node,negated}=leaf,[operator]=node.operators;if(isCondition(left)||unwrap(left).kind!=="variable"||right.kind!=="literal"||operator===void 0||node.operators.length>1||!matches(right,operator.name))continue;let text=right.form==="plain"?`~${source(right.node.span)}`:source(right.node.span),mend=fix("suggested","compare it with a list",[{span:operator.span,text:negated?"not in":"in"},{span:right.node.span,text:`[${text}]`}]),values={variable:source(left.node.span),value:String(right.value),text};report(at(right.node.span),"literal",values,{fix:mend})}}};function matches({form:form3,value},operator){return form3==="regexp"?!0:(form3==="pattern"||operator==="=~"||operator==="!~")&&String(value).includes("*")}var plainScalarComment={id:"pitfall/plain-scalar-comment",title:"Expression that YAML cuts at ` #`",level:"warning",needs:"expression",messages:{cut:"YAML takes this for a comment of its own: `{lost}` is not part of the rule"},check({text:{value,offset,file},facts},{report}){let{style,range,read,alias}=value.scalar;if(style!=="plain"||alias!==void 0)return;let[,gap="",comment=""]=/^([ \t]+)(#[^\r\n]*)/.exec(read.text.slice(read.end,read.end+farthest))??[],lost=lostConditions(comment,facts);if(lost===void 0)return;let start=range.end+offset+gap.length;report({document:file.name,range:{start,end:start+comment.length}},"cut",{lost})}},farthest=1e4;var questionMarkInPattern={id:"pitfall/question-mark-in-pattern",title:"`?` or `[\u2026]` in a pattern",level:"warning",needs:"expression",messages:{question:"`?` is a plain character in patterns, not any one character: only `*` matches others",set:"`{set}` is plain text in patterns, not one of several characters: only `*` matches others"},check(expression,{report}){for(let text of ownTexts(expression)){let{field,value}=text;if(!(!isPattern(text)||field===void 0)&&!(!isNameOrPath(field)&&!isOption(field,value)))for(let{index,0:found}of value.matchAll(/\?|\[[!^]?\w-\w[^[\]]*\]|\[[!^][^[\]]+\]/g)){if(found==="?"&&/[\\?]/.test(value.charAt(index-1)))continue;let place=expression.at(text.within(index,index+found.length));report(place,found==="?"?"question":"set",{set:found})}}}};function isOption({name},value){return name.endsWith(".argv")&&value.startsWith("-")&&!value.includes("/")}function fixedText(source){if(/^(?:[^\\^$.|?*+()[\]{}"]|\\[./\-_:@%=,;<>#!&'` ])+$/.test(source))return source.replace(/\\(.)/g,"$1")}function fixedAlternatives(source){let[,inner=source]=/^\((?:\?:)?([^()]*)\)$/.exec(source)??[],parts2=inner.split("|");if(parts2.length<2)return;let texts=parts2.flatMap(part=>fixedText(part)??[]);return texts.length===parts2.length?texts:void 0}function isPlainlyMatched({literal,field}){return literal.form==="regexp"&&field!==void 0&&!globs.includes(field.comparison)}var globs=["windowsPath","symlinkPath","glob"];function withoutRegexp(source){let[,start,middle="",end]=/^(\^|\.\*)?(.*?)(\$|\.\*)?$/.exec(source)??[],text=fixedText(middle);if(!(text===void 0||end==="$"&&start!=="^"))return end==="$"?{kind:"scalar",value:text}:{kind:"pattern",value:start==="^"?`${text}*`:`*${text}*`}}var regexpIsList={id:"pitfall/regexp-is-list",title:"Regexp that is a list",level:"info",needs:"expression",messages:{same:"`{regexp}` says what a list of {count} strings says: agents compare that in less time"},check(expression,{report}){for(let text of ownTexts(expression)){if(!isPlainlyMatched(text))continue;let[,inner=""]=/^\^(\(.*\))\$$/.exec(text.value)??[],texts=fixedAlternatives(inner);texts!==void 0&&report(expression.at(text.whole),"same",{regexp:expression.source(text.whole),count:texts.length},{fix:asList(expression,text,texts)})}}};function asList({fix},{test,listed,whole},texts){let title="write a list of strings",members=texts.map(each=>`"${each}"`).join(", ");if(listed)return fix("safe",title,[{span:whole,text:members}]);if(test?.node.kind!=="comparison")return;let{operands,operators}=test.node,[left,right]=operands,[operator]=operators;if(!(operands.length!==2||right?.span!==whole||left===void 0||operator===void 0))return fix("safe",title,[{span:operator.span,text:test.negated?"not in":"in"},{span:whole,text:`[${members}]`}])}var regexpIsPattern={id:"pitfall/regexp-is-pattern",title:"Regexp that is a pattern",level:"info",needs:"expression",messages:{same:"`{regexp}` says what `{simple}` says: agents compare that in less time, and more people read it"},check(expression,{report}){for(let text of ownTexts(expression)){let simple=simpler(text);if(simple===void 0)continue;let fix=expression.fix("safe",`write \`${simple}\``,[{span:text.whole,text:simple}]);report(expression.at(text.whole),"same",{regexp:expression.source(text.whole),simple},{fix})}}};function simpler(text){let same=isPlainlyMatched(text)?withoutRegexp(text.value):void 0;return same===void 0?void 0:`${same.kind==="pattern"?"~":""}"${same.value}"`}var repeatedCondition={id:"pitfall/repeated-condition",title:"Condition that is there twice",level:"warning",needs:"expression",messages:{repeated:"`{part}` says the same as {others}: one of them was meant to be another"},check(expression,{report}){for(let each of redundanciesOf(expression)){if(each.kind!=="repeated")continue;let{texts,related}=reasons(expression,each),values={part:quoted(expression,each.part.span),others:texts.join(" and ")};report(expression.at(each.part.span),"repeated",values,{related})}}};var repeatedMember={id:"pitfall/repeated-member",title:"Text that stands in a list twice",level:"info",needs:"expression",messages:{twice:"`{member}` is in the list already: it was meant to be another, or adds nothing"},check(expression,{report}){let{source,at,fix}=expression,seen=new Map,last;for(let text of ownTexts(expression)){if(!text.listed)continue;let{whole}=text;text.test!==last?.test&&seen.clear();let gap=last===void 0?void 0:{start:last.whole.end,end:whole.start};last=text;let member=source(whole),before2=seen.get(member);if(seen.set(member,before2??text),before2===void 0)continue;let mend=gap!==void 0&&/^\s*,\s*$/.test(source(gap))?fix("safe","leave it out",[{span:{start:gap.start,end:whole.end},text:""}]):void 0,related=[{message:"it stands here, too",place:at(before2.whole)}];report(at(whole),"twice",{member},{fix:mend,related})}}};var sameRule={id:"pitfall/same-rule",title:"Two rules that fire on the same events",level:"warning",needs:"rule-set",messages:{same:"`{narrower}` fires on the same events as `{wider}`: each of them is reported twice"},*check(set,{report}){let told=new Set;for(let{narrower,wider,equal}of yield*coveredRules(set))told.has(narrower)||!equal||narrower.definition.actions.length>0||wider.definition.actions.length>0||(told.add(narrower),report(narrower.idPlace,"same",{narrower:narrower.id,wider:wider.id},{subject:narrower.id,related:[{message:"the other rule",place:wider.idPlace}]}))}};var starInPlainString={id:"pitfall/star-in-plain-string",title:"`*` in a plain string",level:"warning",needs:"expression",messages:{plain:'`*` is a plain character in `"{value}"`: only patterns, `~"\u2026"`, match with it'},check(expression,{report}){let texts=ownTexts(expression),globs2=texts.some(({value})=>takesGlobs.has(value.replace(/^.*\//,"")));for(let text of texts){if(!isPlain(text)||!looksLikePattern(text.value)||isArgument(text,globs2))continue;let{start}=text.whole;report(expression.at(text.whole),"plain",{value:text.value},{fix:canBePattern(text)?expression.fix("suggested","make it a pattern",[{span:{start,end:start},text:"~"}]):void 0})}}};function isPlain({literal,matcher}){return literal.form==="plain"&&(matcher===void 0||matcher.kind==="scalar")}var takesGlobs=new Set("find fd fdfind grep egrep fgrep zgrep rg ag ack locate mlocate plocate rsync tar zip unzip".split(" "));function isArgument({field,value},globs2){return field?.array!==!0||!/\.(argv|args_options|args_flags)$/.test(field.name)?!1:globs2||/^(-[^*]*=|[a-z-]+=)?\*\.\w+$/.test(value)}function canBePattern({value,field}){return field===void 0||!field.name.endsWith(".path")?!value.includes("**"):value.startsWith("/")&&!value.replace(/\/\*\*$/,"").includes("**")}var topLevel="bin|boot|dev|etc|home|lib|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var",directory=new RegExp(`^/(?:${topLevel})\\*$`),starStopsAtSlash={id:"pitfall/star-stops-at-slash",title:"`*` that does not cross `/`",level:"warning",needs:"expression",messages:{root:"`{value}` matches only what lies in `/` itself: `*` does not cross a `/`",below:"`{value}` matches nothing below `{directory}`: `*` does not cross a `/`, and `{directory}/**` does"},check(expression,{report}){for(let text of ownTexts(expression)){let{value,whole}=text;if(isLinuxGlob(text)){if(/^\/\*[^*/]+$/.test(value))report(expression.at(whole),"root",{value});else if(directory.test(value)){let end=value.length,fix=expression.fix("suggested","match everything below",[{span:text.within(end-1,end),text:"/**"}]);report(expression.at(whole),"below",{value,directory:value.slice(0,-1)},{fix})}}}}};var trailingSlash={id:"pitfall/trailing-slash",title:"`/` at the end of a path",level:"warning",needs:"expression",messages:{end:"`{value}` ends in a `/`, and no path of `{field}` does"},check(expression,{report}){for(let{value,matcher,field,whole,within}of ownTexts(expression)){if(field?.comparison!=="windowsPath"||matcher===void 0||matcher.kind==="regexp"||!/[^/\\:]\/$/.test(value))continue;let span=within(value.length-1,value.length),fix=expression.fix("suggested","leave out the `/`",[{span,text:""}]);report(expression.at(whole),"end",{value,field:field.name},{fix})}}};var unanchoredRegexp={id:"pitfall/unanchored-regexp",title:"Regexp that is not as anchored as it looks",level:"warning",needs:"expression",messages:{half:"`^` and `$` hold one alternative each: `{first}` at the beginning or `{last}` at the end is enough",names:"`{regexp}` is found anywhere in a name, as in `x{first}y`: `^(\u2026)$` holds it to the whole name"},check(expression,{report}){for(let text of ownTexts(expression)){if(text.literal.form!=="regexp")continue;let ends=halfAnchored(text.value),alternatives=isName(text)?fixedAlternatives(text.value):void 0,place=expression.at(text.whole);if(ends!==void 0){let inner=text.value.slice(1,-1);report(place,"half",ends,{fix:held(expression,text,inner)})}else if(alternatives!==void 0){let regexp=expression.source(text.whole),inner=text.value.replace(/^\((?:\?:)?(.*)\)$/,"$1"),values={regexp,first:alternatives[0]??""};report(place,"names",values,{fix:held(expression,text,inner)})}}}};function halfAnchored(value){if(!/^\^[^()[\]\\]*[^()[\]\\$]\$$/.test(value)||/[\^$]/.test(value.slice(1,-1)))return;let parts2=value.split("|"),[first="",last=""]=[parts2[0],parts2[parts2.length-1]];return parts2.length<2?void 0:{first:first.slice(1),last:last.slice(0,-1)}}function held({fix},{within,value},inner){let edit={span:within(0,value.length),text:`^(${inner})$`};return fix("suggested","hold all alternatives to both ends",[edit])}function isName({field,value}){return field!==void 0&&/(^|\.)(comm|file\.name)$/.test(field.name)&&/^[\w|()?:+-]+$/.test(value)}var zeroMask={id:"pitfall/zero-mask",title:"Mask that is 0",level:"warning",needs:"expression",messages:{zero:"`{mask}` is 0, so `{bits}` is always 0"},check(expression,{report}){let{leaves:leaves2,source,at}=expression;for(let leaf of leaves2)for(let{mask,bits}of zeroMasks(leaf)){if(neverTrueBecause(expression).includes(leaf))continue;let values={mask:source(mask.node.span),bits:source(bits.node.span)};report(at(mask.node.span),"zero",values,{fix:readOnly(expression,leaf,values.mask)})}}};var pitfallRules=[mixedOperators,neverTrue,deadCondition,alwaysTrue,repeatedCondition,repeatedMember,impliedCondition,sameRule,coveredRule,backslashNotEscape,extensionPatternOnPath,leadingStarOnPath,questionMarkInPattern,starInPlainString,starStopsAtSlash,commTooLong,emptyPattern,firstMatchLeavesRest,lineBreakInString,regexpIsList,regexpIsPattern,unanchoredRegexp,allinIsIn,constantOfOtherGroup,equalsOnFlags,errnoSign,indexZero,zeroMask,ancestorsWithoutIterator,argsNotArgv,caseOnInsensitiveField,mergedUsr,noElement,notEqualOnArray,notOnComparison,commentSwallows,commentToTheEnd,macroValuesWildcards,openWriteWithoutFlags,plainScalarComment,decimalMode,durationOnLeft,patternOnVariable,trailingSlash];function textFix(text,kind,title,edits){return{kind,title,edits:writtenEdits(text,edits)}}var combineValue={id:"policy/combine-value",title:"`combine` with a word that agents do not know",level:"warning",needs:"file",messages:{rule:"rules know `combine: override` only: with `{value}` agents ignore this definition where the id is defined before",macro:"macros know `combine: merge` and `override` only: with `{value}` agents ignore this definition where the id is defined before"},check({rules,macros},{report}){for(let owner of[...macros,...rules]){let{combine}=owner.definition,known6=owner.kind==="rule"?["override"]:["merge","override"];if(combine===void 0||combine.value===""||known6.includes(combine.value))continue;let fix=spelling(owner,combine,known6);report(owner.place(combine.range),owner.kind,{value:combine.value},{subject:owner.id,fix})}}};function spelling({file,definition},value,known6){let near=nearestName(value.value.toLowerCase(),known6,3);if(near===void 0)return;let span={start:0,end:value.value.length},text={file:file.file,offset:definition.offset,value};return textFix(text,"suggested",`write \`${near}\``,[{span,text:near}])}var changes=ofTheLast(changesIn);function changesIn({rules,views}){let merged2=views.map(({set})=>new Map(set.verdicts.flatMap(({id,rule})=>rule===void 0?[]:[[id,rule]]))),place=new Map(rules.map(({definition},index)=>[definition,index]));return rules.flatMap((change,index)=>{let{id,file,definition}=change,changed=merged2.flatMap(byId=>byId.get(id)??[]).filter(({base})=>(place.get(base.value)??index)<index),counts=file.file.unreadable===void 0&&definition.id!==void 0;return changed.length>0&&counts?[{change,rules:changed}]:[]})}var disableWithoutEffect={id:"policy/disable-without-effect",title:"`disabled` that disables nothing",level:"error",needs:"rule-set",messages:{enabled:"`{id}` stays enabled: a later definition disables rules of the default policy only, and this one is defined in `{file}`"},check(set,{report}){for(let{change,rules}of changes(set)){let{id,definition,file,place}=change,{disabled}=definition,[first]=rules;if(disabled?.value!==!0||first===void 0||!rules.every(rule=>!rule.disabled&&!(rule.base.file.kind==="default"&&file.file.kind==="custom"))||rules.some(({base})=>base.value.disabled?.value===!0))continue;let related=[{message:"this definition counts",place:baseOf(set,first)??change.idPlace}],values={id,file:first.base.file.name};report(place(disabled.range),"enabled",values,{subject:id,related})}}};function baseOf({rules},{base}){return rules.find(({definition})=>definition===base.value)?.idPlace}var disabledLeftover={id:"policy/disabled-leftover",title:"Rule that is defined and disabled",level:"info",needs:"rule",messages:{disabled:"`{id}` is disabled where it is defined: this definition runs nowhere"},check({id,file,definition,verdicts,place},{report}){let{disabled,expression,combine}=definition;if(disabled?.value!==!0||file.file.kind!=="custom"||combine!==void 0||(expression?.value??"")===""||verdicts.length===0)return;let off=verdicts.every(({verdict:{rule,state}})=>state.status==="filtered"&&(rule===void 0||rule.base.value===definition&&rule.disabled)),isHeld=verdicts.some(({verdict:{rule}})=>rule!==void 0);off&&isHeld&&report(place(disabled.range),"disabled",{id})}};var macroNamedAsConstant={id:"policy/macro-named-as-constant",title:"Macro that a constant hides",level:"warning",needs:"macro",messages:{hidden:"`{id}` is a constant of agents, so this macro is never used: where `{id}` stands, the constant counts"},check({id,idPlace,expression},{report}){expression===void 0||expression.typed.kind==="values"||expression.facts.constant(id)!==void 0&&report(idPlace,"hidden",{id})}};var macroOverride={id:"policy/macro-override",title:"Override that leaves a macro as it was",level:"warning",needs:"rule-set",messages:{kept:"agents ignore the `expression` of an override: `{id}` stays as it was",values:"agents ignore the `expression` of an override: of this one they take the `values`"},check({macros},{report}){let first=new Map;for(let macro of macros){let{id,definition,place}=macro,base=first.get(id);if(base===void 0){first.set(id,macro);continue}let{expression,combine}=definition;if(combine?.value!=="override"||expression===void 0||expression.value==="")continue;let onExpression=(base.definition.expression?.value??"")!=="",hasValues=(definition.values?.length??0)>0;onExpression!==hasValues&&report(place(expression.range),hasValues?"values":"kept",{id},{subject:id})}}};var macroUnused={id:"policy/macro-unused",title:"Macro that nothing uses",level:"info",strict:"warning",needs:"rule-set",messages:{unused:"nothing in this rule set uses the macro `{id}`"},check(set,{report}){if(set.rules.length===0)return;let used=namesIn(set),seen=new Set;for(let{id,definition,idPlace,file}of set.macros){let first=!seen.has(id)&&definition.combine===void 0;seen.add(id),file.file.kind!=="default"&&first&&/^\w+$/.test(id)&&!used.has(id)&&report(idPlace,"unused",{id},{subject:id})}}};function namesIn({rules,macros}){let names=new Set,unseen=new Set(macros.map(({id})=>id).filter(id=>/^\w+$/.test(id))),texts=[...rules.flatMap(textsOf),...macros.map(({id,definition})=>({own:id,text:definition.expression?.value??""}))];for(let{own,text}of texts)if(holdsOne(text,unseen))for(let[name]of text.replace(/"(?:\\.|[^"\\])*"/gs,'""').matchAll(/[A-Za-z_]\w*/g))name!==own&&(names.add(name),unseen.delete(name));return names}function holdsOne(text,ids){for(let id of ids)if(text.includes(id))return!0;return!1}function textsOf({definition:{expression,actions}}){return[expression?.value,...actions.flatMap(({filter,set})=>[filter?.value,set?.expression?.value])].map((text="")=>({own:"",text}))}var overrideAll={id:"policy/override-all",title:"`all` over a rule that is not of the default policy",level:"warning",needs:"rule-set",messages:{custom:"agents take `all` only for rules of the default policy, and `{id}` is defined in `{file}`: name what to change"},check(set,{report}){for(let{change,rules}of changes(set)){let{id,definition,place}=change,all=definition.overrideFields.find(({value})=>value==="all"),[base]=rules.map(rule=>rule.base),custom=rules.every(rule=>rule.base.file.kind==="custom");all===void 0||base===void 0||!custom||definition.combine?.value!=="override"||definition.disabled?.value===!0||report(place(all.range),"custom",{id,file:base.file.name},{subject:id})}}};var known3=["all","actions","every","tags","product_tags"],overrideField={id:"policy/override-field",title:"Field that an override cannot change",level:"warning",needs:"rule",messages:{unknown:"agents cannot override `{field}`: they know all, actions, every, tags and product_tags",removed:"this override names `{field}` and gives none, so agents take it from the rule",nothing:"this override names `{field}` and gives none, so agents change nothing",alone:"`override_options` counts beside `combine: override` only"},check({id,file,definition,place},{report}){let{combine,overrideFields,offset,disabled}=definition,[first]=overrideFields;if(!(first===void 0||id==="")){if((combine?.value??"")===""){let last=overrideFields[overrideFields.length-1]??first;report(place({start:first.range.start,end:last.range.end}),"alone");return}if(!(combine?.value!=="override"||disabled?.value===!0))for(let field of overrideFields){let{value,range}=field;if(!known3.includes(value))report(place(range),"unknown",{field:value},{fix:spelling2({file:file.file,offset,value:field})});else if(!overrideFields.some(each=>each.value==="all")&&!gives(definition,value)){let removes=value==="every"||value==="product_tags";report(place(range),removes?"removed":"nothing",{field:value})}}}}};function spelling2(field){let{value}=field.value,near=nearestName(value,known3,2);if(near!==void 0)return textFix(field,"suggested",`write \`${near}\``,[{span:{start:0,end:value.length},text:near}])}function gives({actions,every,tags,productTags},field){switch(field){case"actions":return actions.length>0;case"every":return every!==void 0;case"tags":return tags.length>0;default:return productTags.length>0}}var overrideKeyIgnored={id:"policy/override-key-ignored",title:"Part of an override that agents ignore",level:"warning",needs:"rule-set",messages:{expression:"no override changes an expression: agents keep that of the first definition of `{id}`",unnamed:"this override does not name `{key}` under `fields`, so agents keep that of `{id}`",only:"an override changes `{key}` only where its `fields` name `all`",disabled:"an override with `disabled: true` changes nothing else"},check(set,{report}){for(let{change,rules}of changes(set)){let{id,definition,place}=change,{combine,overrideFields,disabled,expression}=definition,[first]=overrideFields,subject=id;if(combine?.value!=="override")continue;let bare2=text=>(text??"").replace(/\s+/g," ").trim(),wanted=bare2(expression?.value),same=rules.some(rule=>bare2(rule.expression?.value.value)===wanted),named3=overrideFields.map(field=>field.value);if(expression!==void 0&&wanted!==""&&!same&&!named3.includes("expression")&&report(place(expression.range),"expression",{id},{subject}),first!==void 0){if(disabled?.value===!0){report(place(first.range),"disabled",{},{subject});continue}if(!named3.includes("all"))for(let{key:key2,range,alone}of given(definition))named3.includes(key2)||report(place(range),alone?"unnamed":"only",{id,key:key2},{subject})}}}};function given(definition){let{every,tags,productTags,actions,silent,limiterToken,priority}=definition;return[["every",every,!0],["tags",tags[0],!0],["product_tags",productTags[0],!0],["actions",actions[0],!0],["silent",silent,!1],["limiter_token",limiterToken[0],!1],["priority",priority,!1]].flatMap(([key2,said2,alone])=>said2===void 0?[]:[{key:key2,range:said2.range,alone}])}var overrideWithoutFields={id:"policy/override-without-fields",title:"Override that changes nothing",level:"warning",needs:"rule-set",messages:{none:"this override names no `override_options.fields`, so agents change nothing of `{id}`"},check(set,{report}){for(let{change,rules}of changes(set)){let{combine,overrideFields,disabled}=change.definition;if(combine?.value!=="override"||overrideFields.length>0||disabled?.value===!0||rules.some(({base})=>base.value.disabled?.value===!0))continue;let{id}=change;report(change.place(combine.range),"none",{id},{subject:id})}}};var policyRules=[combineValue,disableWithoutEffect,disabledLeftover,macroNamedAsConstant,macroOverride,macroUnused,overrideAll,overrideField,overrideKeyIgnored,overrideWithoutFields];var filterAlwaysMet={id:"portability/filter-always-met",title:"Filter that every target meets",level:"info",needs:"rule",messages:{everywhere:"all {count} targets of this rule set meet the filters of `{id}`: they keep it away from none"},check({definition,verdicts,id,place},{report}){let[first]=definition.filters;first===void 0||verdicts.length<2||verdicts.some(({verdict:{state}})=>state.status!=="loaded"&&state.status!=="rejected")||report(place(first.range),"everywhere",{count:verdicts.length,id})}};var filterMetNowhere={id:"portability/filter-met-nowhere",title:"Filter that no target meets",level:"info",strict:"warning",needs:"rule",messages:{nowhere:"none of the {count} targets of this rule set meets the filters of `{id}`: it runs nowhere"},check(rule,{report}){let{definition,verdicts,id,place}=rule,[first]=definition.filters;first===void 0||verdicts.length<2||!filteredEverywhere(rule)||report(place(first.range),"nowhere",{count:verdicts.length,id})}};function filteredEverywhere({verdicts}){return verdicts.every(({verdict:{state}})=>state.status==="filtered"&&state.by==="rule_filter")}var legacyName={id:"portability/legacy-name",title:"Field under its old name",level:"info",strict:"warning",needs:"expression",messages:{legacy:"`{name}` is the old name of `{to}`"},check({nodesOf:nodesOf2,catalogue:catalogue2,owner,at,fix},{report}){for(let node of nodesOf2("ident")){let legacy=catalogue2.legacy(node.name);if(legacy===void 0||catalogue2.field(node.name)!==void 0)continue;let since=catalogue2.field(legacy.to)?.since??catalogue2.lastMinor,claim=owner.definition.agentVersion?.value??"",kind=since<=oldestAdmitted(claim,catalogue2.firstMinor,catalogue2.lastMinor)?"safe":"suggested";report(at(node.span),"legacy",{name:node.name,to:legacy.to},{fix:fix(kind,`write \`${legacy.to}\``,[{span:node.span,text:legacy.to}])})}}};function oldestAdmitted(claim,first,last){let parsed=parseConstraint(claim);return(parsed.ok?minorsAccepted(parsed.constraint,{first,last})[0]?.minor:void 0)??first}var noAgent={id:"portability/no-agent",title:"`agent_version` that no agent meets",level:"warning",needs:"rule",messages:{none:"no agent meets `{claim}`: the {what} `{id}` is filtered everywhere"},check:(rule,context)=>judge(rule,context)};function judge({kind,id,definition,place},{report}){let claim=definition.agentVersion,parsed=claim===void 0?void 0:parseConstraint(claim.value);if(claim===void 0||parsed?.ok!==!0)return;let{constraint}=parsed;versions().some(version=>accepts(constraint,version))||report(place(claim.range),"none",{claim:claim.value,what:kind,id})}var memo3;function versions(){return memo3??=[...manyVersions()],memo3}function*manyVersions(){let{lastMinor}=catalogue("linux");for(let minor=0;minor<=lastMinor+40;minor++)for(let patch=0;patch<10;patch++)yield{major:7,minor,patch,prerelease:"",build:""};for(let major of[6,8,9,10])yield{major,minor:0,patch:0,prerelease:"",build:""}}var osFilterMissing={id:"portability/os-filter-missing",title:"Rule for one platform in a pack for both, without a filter",level:"warning",needs:"rule",messages:{missing:'this rule is for {platform} only, and the rule set goes to {other} too, where agents reject it: add `filters: [os == "{platform}"]`'},check(rule,{report}){let{definition,idPlace,verdicts}=rule,[one]=verdicts,isForBoth=verdicts.some(({target})=>target.target.platform!==one?.target.target.platform);if(definition.filters.length>0||!isForBoth)return;let loads=platformsWhere(rule,"loaded"),rejects=platformsWhere(rule,"rejected"),[platform]=loads,[other]=rejects;loads.size!==1||rejects.size!==1||platform===other||platform!==void 0&&other!==void 0&&report(idPlace,"missing",{platform,other})}};function platformsWhere({verdicts},status){return new Set(verdicts.filter(({verdict})=>verdict.state.status===status).map(({target})=>target.target.platform))}var known4=new WeakMap;function surroundingsOf({catalogue:catalogue2},{set}){let memo5=known4.get(set)??before(set,catalogue2);return known4.set(set,memo5),memo5}var befores=new WeakMap;function before(set,catalogue2){let macros=[...set.macros.values()],variables=JSON.stringify([...set.variables].map(([name,{type,array}])=>[name,type,array])),key2=macros[0]??catalogue2,last=befores.get(key2),surroundings=last?.surroundings.catalogue===catalogue2&&last.variables===variables&&last.macros.length===macros.length&&macros.every((macro,index)=>macro===last.macros[index])?last.surroundings:newSurroundings(set,catalogue2);return befores.set(key2,{macros,variables,surroundings}),surroundings}function newSurroundings(set,catalogue2){let variables=new Map([...builtinVariables,...set.variables]),texts=[...set.macros.values()].map(({text})=>text),names=new Set(texts.flatMap(text=>text.match(/[A-Za-z_][A-Za-z0-9_.]*/g)??[])),parsed=new Map([...set.macros].map(([id,{text}])=>[id,parseMacro(text)])),memoised=new Map,macrosAt=facts=>{let before2=memoised.get(facts);if(before2!==void 0)return before2;let there=new Map;for(let[id,macro]of set.macros){let tree=parsed.get(id),checked=macro.text===""||tree===void 0?macro:checkMacro(id,tree,{catalogue:catalogue2,facts,macros:there,variables}).macro;checked!==void 0&&there.set(id,checked)}return memoised.set(facts,there),there};return{catalogue:catalogue2,at:facts=>({macros:macrosAt(facts),variables}),names}}var versionClaim={id:"portability/version-claim",title:"`agent_version` that admits agents which reject the rule",level:"warning",needs:"expression",messages:{newer:"`{claim}` admits agent {admitted}, which rejects this rule: it {needs}",some:"`{claim}` admits agents that reject this rule, agent {admitted} among them: it {needs}"},check(expression,{report}){let{of,owner,parsed,catalogue:catalogue2,at}=expression;if(of!=="rule"||owner.kind!=="rule"||owner.view===void 0)return;let claim=owner.definition.agentVersion,constraint=claim===void 0?void 0:parseConstraint(claim.value);if(claim===void 0||constraint?.ok!==!0||owner.loaded.length>1)return;let slices=versionSlices(parsed,surroundingsOf(expression,owner.view)),refusing=slices.filter(slice2=>isSureRefusal(slice2)),accepting=acceptedRanges(slices),needs=describeRanges(accepting,catalogue2),refused2=refusing.flatMap(slice2=>admittedIn(slice2,constraint.constraint)).filter(minor=>!isOpenBelow(constraint.constraint)||minor>(accepting[0]?.first??0)),[oldest]=refused2;if(oldest===void 0||needs===void 0)return;let reason=refusing.find(({first,last})=>first<=oldest&&oldest<=last)?.checked.problems[0];report(owner.place(claim.range),refused2.length===1?"newer":"some",{claim:claim.value,admitted:`7.${oldest}`,needs},{...reason!==void 0&&{related:[{message:`for agent 7.${oldest}: ${reason.message}`,place:at(reason.place)}]}})}};function isOpenBelow(constraint){return accepts(constraint,{major:7,minor:0,patch:0,prerelease:"",build:""})}function isSureRefusal({checked,unsure}){return checked.problems.length>0&&unsure.length===0}function admittedIn(slice,constraint){return minorsAccepted(constraint,slice).map(({minor})=>minor)}var portabilityRules=[versionClaim,noAgent,legacyName,osFilterMissing,filterMetNowhere,filterAlwaysMet];var memo4=new WeakMap;function variableSets(set){let known6=memo4.get(set)??collect4(set);return memo4.set(set,known6),known6}function collect4({rules,views}){let known6=new Set(views.flatMap(({set})=>[...set.variables.keys()])),found=new Map;for(let rule of rules)for(let action of rule.definition.actions){let{set}=action;if(set?.name===void 0)continue;let name=variableName(set);if(!known6.has(name))continue;let place=rule.place(set.name.range);found.set(name,[...found.get(name)??[],{rule,action,set,name,place}])}return found}function variableOf({views},name){return views.map(({set})=>set.variables.get(name)).find(each=>each!==void 0)}function mentioned({files}){let names=new Set;for(let{text}of files)for(let[,name=""]of text.matchAll(/\$\{([A-Za-z_][\w.]*)\}/g))names.add(name);return names}function bareName(name){return name.slice(name.indexOf(".")+1)}var firstThatLooksFurther=74,inheritanceBlocked={id:"variable/inheritance-blocked",title:"Inheritance that another variable blocks",level:"info",needs:"rule-set",messages:{blocked:"before agent 7.74 a process that holds `${{other}}` inherits no `${{name}}`, and hides it from its children: {rules} {verb} the one without the other"},check(linted,{report}){let old=linted.views.filter(isOld);if(old.length===0)return;let names=mentioned(linted),sets=variableSets(linted);for(let[name,own]of sets){let inherited=own.find(({set})=>set.inherited?.value===!0);if(!(inherited===void 0||!names.has(name)))for(let other of sets.keys()){if(other===name||!other.startsWith("process."))continue;let rules=[...new Set(old.flatMap(view=>setting(view,other,name)))];if(rules.length===0)continue;let{set,rule,place}=inherited,related=(sets.get(other)??[]).filter(each=>rules.includes(each.rule.id)).map(each=>({message:`\`\${${other}}\` is set here`,place:each.place})),verb=rules.length===1?"sets":"set",values={name,other,verb,rules:rules.map(id=>`\`${id}\``).join(", ")},targets=old.length===linted.views.length?[]:old.map(({target})=>target.name),at=set.inherited===void 0?place:rule.place(set.inherited.range);report(at,"blocked",values,{subject:rule.id,related,targets})}}}};function isOld({set:{facts}}){return facts.minor<firstThatLooksFurther}function setting({set},name,without){return set.rules.flatMap(({id,actions})=>{let own=actions.flatMap(({definition:{value}})=>value.set===void 0||value.set.scopeField!==void 0?[]:[variableName(value.set)]);return own.includes(name)&&!own.includes(without)?[id]:[]})}var inheritedWithoutEffect={id:"variable/inherited-without-effect",title:"`inherited` that has no effect",level:"warning",needs:"rule-set",messages:{overruled:"`inherited` has no effect: `{other}` sets the same variable `${{name}}` with `inherited: false`, and that counts"},check(linted,{report}){for(let[name,sets]of variableSets(linted)){if(variableOf(linted,name)?.inherited!==!1)continue;let overruling=sets.filter(({set})=>set.inherited?.value===!1).at(-1);if(overruling!==void 0)for(let{set,rule}of sets){if(set.inherited?.value!==!0)continue;let related=[{message:"this one counts",place:overruling.place}],values={name,other:overruling.rule.id};report(rule.place(set.inherited.range),"overruled",values,{subject:rule.id,related})}}}};var noTtlOrSize={id:"variable/no-ttl-or-size",title:"List that grows without a limit of its own",level:"info",strict:"warning",needs:"rule-set",messages:{grows:"`${{name}}` has neither `ttl` nor `size`: it keeps the last 100 values that were added, however old they are, and forgets the others"},check(linted,{report}){for(let[name,sets]of variableSets(linted)){let definition=variableOf(linted,name);if(definition?.array!==!0||definition.scope==="process"||sets.some(({set})=>set.ttl!==void 0||set.size!==void 0))continue;let[growing]=sets.filter(({set})=>set.value===void 0);growing!==void 0&&report(growing.place,"grows",{name},{subject:growing.rule.id})}}};function atStart(condition,startOf){switch(condition.kind){case"constant":return condition.value;case"macro":return atStart(condition.inner,startOf);case"not":return negate(atStart(condition.operand,startOf));case"truth":return asBool(known5(condition.operand,startOf));case"logical":{let operands=condition.operands.map(operand=>atStart(operand,startOf)),result=operands[operands.length-1];for(let index=operands.length-2;index>=0;index--)result=condition.operators[index]==="&&"?and(operands[index],result):or(operands[index],result);return result}case"test":{let holds2=compared(condition,startOf);return condition.negated?negate(holds2):holds2}}}function compared(test,startOf){if(isCondition(test.left)||isCondition(test.right)){if(test.test!=="bool")return;let[a,b]=[sideOf(test.left,startOf),sideOf(test.right,startOf)];return a===void 0||b===void 0?void 0:a===b}let left=known5(test.left,startOf),right=known5(test.right,startOf);if(test.test!=="ip"&&(isEmpty(left)||isEmpty(right)))return!1;if(test.test==="match")return left===void 0?void 0:(typeof left=="object"?left:[left]).some(text=>test.matchers.some(matcher=>predicate(matcher)(String(text))));if(left===void 0||right===void 0||test.test==="ip"||test.test==="age")return;let operator=test.test==="int"?test.operator:"==",fold=test.test==="same-string"&&test.ignoreCase,lefts=typeof left=="object"?left:[left],rights=typeof right=="object"?right:[right];return lefts.some(a=>rights.some(b=>holds(operator,folded(a,fold),folded(b,fold))))}function folded(value,fold){return fold&&typeof value=="string"?value.toLowerCase():value}function holds(operator,a,b){switch(operator){case"==":return a===b;case"!=":return a!==b;case"<":return a<b;case"<=":return a<=b;case">":return a>b;default:return a>=b}}function sideOf(side,startOf){return isCondition(side)?atStart(side,startOf):asBool(known5(side,startOf))}function known5(operand,startOf){let inner=unwrap(operand);switch(inner.kind){case"variable":return startOf(inner.name);case"literal":return inner.form==="plain"?inner.value:void 0;case"values":return inner.members.every(({form:form3})=>form3==="plain")?inner.members.map(({value})=>value):void 0;default:return}}function asBool(value){return typeof value=="boolean"?value:void 0}function isEmpty(value){return typeof value=="object"&&value.length===0}function negate(value){return value===void 0?void 0:!value}function and(a,b){return a===!1||b===!1?!1:a===void 0||b===void 0?void 0:!0}function or(a,b){return negate(and(negate(a),negate(b)))}function standstill(view,linted){let settled=new Set([...linted.external.variables.keys(),...builtinVariables.keys()]);for(let name of[...startsAtRandom(linted),...setElsewhere(view,linted)])settled.add(name);let starts=[!1,!0].map(later=>name=>{let definition=settled.has(name)?void 0:view.set.variables.get(name);return definition&&startValue(definition,later)}),blocks=condition=>starts.every(start=>atStart(condition,start)===!1),isPossible=condition=>condition===void 0||!blocks(condition),setters=view.set.rules.filter(({actions})=>actions.some(({definition})=>definition.value.set!==void 0));for(let before2=-1;before2!==settled.size;){before2=settled.size;for(let{checked,actions}of setters)if(isPossible(checked.condition))for(let{definition,filter}of actions)definition.value.set!==void 0&&isPossible(filter?.condition)&&settled.add(variableName(definition.value.set))}return{names:new Set([...view.set.variables.keys()].filter(name=>!settled.has(name))),blocks}}function startValue(definition,later){let start=(later?definition.default:void 0)??definition.start;return start!==void 0?start:definition.array?[]:definition.type==="int"?0:definition.type==="bool"?!1:""}function setElsewhere({set},linted){let loaded=new Set(set.rules.map(({id})=>id));return[...variableSets(linted)].flatMap(([name,sets])=>sets.every(({rule})=>loaded.has(rule.id))?[]:[name])}function startsAtRandom(set){return[...variableSets(set)].flatMap(([name,sets])=>{let values=sets.map(({set:{defaultValue,value}})=>{let node=defaultValue??value;return JSON.stringify(node===void 0?null:literalOf(node),(_,each)=>typeof each=="bigint"?String(each):each)});return new Set(values).size>1?[name]:[]})}function readsIn({nodes,parsed}){return parsed.tree.text.includes("${")?nodes.flatMap(node=>node.kind==="variable"?[{name:node.name,span:node.span}]:node.kind!=="string"?[]:[...node.value.matchAll(/\$\{([A-Za-z_][\w.]*)\}/g)].map(({0:whole,1:name="",index})=>{let start=node.span.start+1+index;return{name,span:{start,end:start+whole.length}}})):[]}var readBeforeSet={id:"variable/read-before-set",title:"Rule that waits for a variable which only it sets",level:"error",needs:"rule-set",messages:{itself:"{what} never {does}: it waits for `${{name}}`, which nothing else sets",circle:"{what} never {does}: it waits for `${{name}}`, and what would set it ({setters}) waits in the same way"},check(set,{report}){let still=set.views.map(view=>({view,at:standstill(view,set),loaded:new Set(view.set.rules.map(({rule})=>rule.base.value))}));if(!still.every(({at})=>at.names.size===0))for(let rule of set.rules){let here=still.filter(({loaded})=>loaded.has(rule.definition)),blocked=rule.expressions.filter(({typed})=>here.every(({at})=>isCondition(typed)&&at.blocks(typed))),whole=blocked.filter(each=>each===rule.expression);for(let expression of whole.length>0?whole:blocked){let found=awaited(expression,here.map(({at})=>at),set);if(found===void 0||expression.of==="set-value")continue;let{name,span,setters}=found,own=setters.every(id=>id===rule.id),targets=here.length===set.views.length?[]:here.map(({view})=>view.target.name),values={...about(expression,rule),name,setters:setters.map(id=>`\`${id}\``).join(", ")};report(expression.at(span),own?"itself":"circle",values,{subject:rule.id,targets})}}}};function about({of},{id}){return of==="rule"?{what:`\`${id}\``,does:"fires"}:{what:"this action",does:"runs"}}function awaited(expression,still,set){let read=readsIn(expression).find(({name})=>still.some(({names})=>names.has(name)));if(read===void 0)return;let setters=(variableSets(set).get(read.name)??[]).map(({rule})=>rule.id);return{...read,setters:[...new Set(setters)]}}var readNeverSet={id:"variable/read-never-set",title:"Variable that no running rule sets",level:"warning",needs:"rule-set",messages:{never:"`${{name}}` keeps its start value: {setters} would set it, and {why}"},check(set,{report}){let sets=variableSets(set),able=set.views.map(view=>settable(view,set));if(![...sets.keys()].every(name=>able.every(names=>names.has(name))))for(let rule of set.rules)for(let expression of rule.expressions)for(let{name,span}of readsIn(expression)){let setters=sets.get(name);if(setters===void 0||builtinVariables.has(name))continue;let here=set.views.filter((view2,index)=>able[index]?.has(name)===!1&&runs(view2,rule.id)),[view]=here;if(view===void 0)continue;let ids=[...new Set(setters.map(each=>each.rule.id))],why=[...new Set(ids.map(id=>fate(view,id)))].join(" or "),related=setters.map(each=>({message:`\`${each.rule.id}\` would set it`,place:each.place})),targets=here.length===set.views.length?[]:here.map(({target})=>target.name),values={name,setters:ids.map(id=>`\`${id}\``).join(", "),why};report(expression.at(span),"never",values,{subject:rule.id,related,targets})}}};function settable({set},{external}){let names=new Set(external.variables.keys()),silent=new Set(set.verdicts.flatMap(({id,neverFires})=>neverFires?[id]:[]));for(let{id,actions}of set.rules)if(!silent.has(id))for(let{definition}of actions)definition.value.set!==void 0&&names.add(variableName(definition.value.set));for(let{rule,state}of set.verdicts)if(state.status==="undecided")for(let{value}of rule?.actions??[])value.set!==void 0&&names.add(variableName(value.set));return names}function runs({set},id){return!set.verdicts.some(verdict=>verdict.id===id&&verdict.neverFires)&&set.rules.some(rule=>rule.id===id)}function fate({set},id){let verdict=set.verdicts.find(each=>each.id===id);switch(verdict?.state.status){case"filtered":return verdict.state.by==="disabled"?"is disabled":"is filtered out";case"rejected":return"is rejected";default:return verdict?.neverFires===!0?"never fires":"loses that action"}}var scopeDiffers={id:"variable/scope-differs",title:"Variable that is read with another scope",level:"warning",needs:"rule-set",messages:{other:"nothing reads `${{name}}`: what rules read is `${{other}}`, a variable of its own"},check(set,{report}){let names=mentioned(set),sets=variableSets(set);for(let[name,each]of sets){if(names.has(name))continue;let other=[...sets.keys()].find(key2=>names.has(key2)&&bareName(key2)===bareName(name));if(other===void 0)continue;let related=(sets.get(other)??[]).slice(0,1).map(({place})=>({message:`\`\${${other}}\` is set here`,place}));for(let{place,rule}of each)report(place,"other",{name,other},{subject:rule.id,related})}}};var setNeverRead={id:"variable/set-never-read",title:"Variable that is set and never read",level:"info",needs:"rule-set",messages:{unread:"no rule of this rule set reads `${{name}}`"},check(set,{report}){let names=mentioned(set),read=new Set([...names].map(bareName));for(let[name,[first]]of variableSets(set))first===void 0||read.has(bareName(name))||report(first.place,"unread",{name},{subject:first.rule.id})}};var setWithoutAppend={id:"variable/set-without-append",title:"`set` of an array that looks as if it replaced",level:"warning",needs:"rule-set",messages:{adds:"agents add to `${{name}}` here, as with `append`: a `set` never replaces what an array holds"},check(linted,{report}){for(let[name,sets]of variableSets(linted))if(!(variableOf(linted,name)?.array!==!0||isOneList(sets)))for(let{set,rule,place}of sets)set.append||report(place,"adds",{name},{subject:rule.id})}};function isOneList(sets){let lists2=sets.map(({set})=>{let value=set.value===void 0?void 0:literalOf(set.value);return typeof value=="object"?value.map(String).join("\0"):void 0});return lists2.every(list=>list!==void 0)&&new Set(lists2).size===1}var keys=["ttl","size","inherited","private"],settingsDiffer={id:"variable/settings-differ",title:"One variable with several settings",level:"info",strict:"warning",needs:"rule-set",messages:{differs:"`{key}` of `${{name}}` is {here} here and {there} in `{other}`: they make one variable, which has one `{key}`"},check(linted,{report}){for(let[name,[first,...rest]]of variableSets(linted))if(first!==void 0)for(let each of rest)for(let key2 of keys){if(key2==="private"&&!name.includes(".")||settingOf(first,key2)===settingOf(each,key2)||key2==="inherited"&&saysBoth(first,each))continue;let said2=each.set[key2],place=said2===void 0?each.place:each.rule.place(said2.range),[here,there]=[shown(each,key2),shown(first,key2)],related=[{message:`\`\${${name}}\` is set here, too`,place:first.place}],values={key:key2,name,here,there,other:first.rule.id};report(place,"differs",values,{subject:each.rule.id,related})}}};function saysBoth(a,b){return a.set.inherited!==void 0&&b.set.inherited!==void 0}function settingOf({set},key2){let said2=set[key2];return said2===void 0||said2.value===!1?"0":String(said2.value)}function shown({set,rule},key2){let said2=set[key2];if(said2===void 0)return"not set";let{start,end}=rule.place(said2.range).range;return`\`${rule.file.text.slice(start,end)}\``}var startValueIsSetValue={id:"variable/start-value-is-set-value",title:"Variable that starts with the value it is set to",level:"warning",needs:"rule-set",messages:{same:"`${{name}}` is {value} before any rule has matched, and no rule sets it to anything else"},check(linted,{report}){for(let[name,sets]of variableSets(linted)){let definition=variableOf(linted,name),[value,...others]=new Set(sets.map(fixedValue));if(!(definition===void 0||definition.array||value===void 0||others.length>0)&&!linted.external.variables.has(name)&&!startValues(definition).some(start=>start!==value))for(let{set,rule,place}of sets)definition.scope==="global"&&set.defaultValue===void 0&&isTelling(value)||report(place,"same",{name,value:shown2(value)},{subject:rule.id})}}};function fixedValue({set}){let value=set.value===void 0||set.append?void 0:literalOf(set.value);return typeof value=="object"?void 0:value}function startValues({start,default:given2,type}){let zero=type==="int"?0:type==="bool"?!1:"";return[start??zero,given2??start??zero]}function isTelling(value){return value!==0&&value!==""&&value!==!1}function shown2(value){return typeof value=="string"?`"${value}"`:`\`${String(value)}\``}var variableRules=[inheritanceBlocked,noTtlOrSize,readBeforeSet,readNeverSet,scopeDiffers,setNeverRead,setWithoutAppend,settingsDiffer,startValueIsSetValue,inheritedWithoutEffect];var lintRules=[...pitfallRules,...variableRules,...portabilityRules,...policyRules,...performanceRules,...metadataRules,...carrierRules];var written=pages_default,problems={...languageProblems,...policyProblems,...textProblems};function pageOfCode(code){let rule=[...lintRules,...Object.values(ignoreRules)].find(({id})=>id===code);if(rule!==void 0)return{title:rule.title,text:(written[code]??"").replace(/^# .*\n+/,"")};let kind=problems[code];return kind===void 0?void 0:{title:kind.title,text:problemText(kind)}}function problemText({explanation,avoid,prefer}){let example=(title,text)=>text===""?[]:[`## ${title}`,"","```",text.trimEnd(),"```",""];return[explanation,"",...example("Avoid",avoid),...example("Prefer",prefer)].join(`
`)}var levels=["off","info","warning","error"],categories=["load","pitfall","variable","portability","policy","performance","metadata","carrier","ignore"];function loudnessOf(severity){return severity==="hint"?"info":severity}var presets_default={recommended:{about:"What is wrong, or is almost surely not what was meant.",strict:!1,levels:{},options:{}},strict:{about:"Recommended, and what a well-kept pack has besides: descriptions, tags, limits.",strict:!0,levels:{},options:{}},"datadog-default":{about:"For packs in the manner of Datadog's default policies: every rule is mapped to MITRE ATT&CK.",strict:!1,levels:{"metadata/mitre-missing":"warning"},options:{}}};function categoryOf(id){return categories.find(category=>id.startsWith(`${category}/`))??"load"}function askedOf2({id,level,strict}){return{id,category:categoryOf(id),level,strict}}function levelFor(asked,document,config){let fixed=asked.category==="load"&&asked.level==="error",keys2=fixed?[asked.id]:[asked.id,asked.category,"default"];for(let settings of settingsFor(document,config))for(let key2 of keys2){let level=settings.levels.get(key2);if(level!==void 0)return level}return fixed?asked.level:presetLevel(asked,config)}function optionFor(rule,option,document,config){for(let{options}of settingsFor(document,config)){let value=options.get(rule.id)?.get(option);if(value!==void 0)return value}return presets_default[config.preset].options[rule.id]?.[option]??rule.options?.[option]?.default}function settingsFor(document,config){let{overrides}=config;return[...overrides.filter(({matches:matches2})=>matches2(document)).reverse(),config]}function presetLevel({id,level,strict},{preset}){let chosen=presets_default[preset],named3=chosen.levels[id],own=levels.find(each=>each===named3);return own!==void 0?own:chosen.strict?strict??level:level}var problems2=[languageProblems,policyProblems,textProblems].flatMap(kinds2=>Object.entries(kinds2)),codes=new Map([...problems2.map(([id,{severity}])=>[id,{id,category:"load",level:loudnessOf(severity)}]),...[...lintRules,...Object.values(ignoreRules)].map(rule=>[rule.id,askedOf2(rule)])]),findingCodes=new Set(codes.keys());var presetNames=Object.keys(presets_default);function isPreset(text){return Object.hasOwn(presets_default,text)}function fingerprints(findings,texts,nameOf2=document=>document){let counts=new Map;return new Map(findings.map(finding2=>{let{code,subject,place}=finding2,source=texts.get(place.document)?.slice(place.range.start,place.range.end)??"",key2=[code,nameOf2(place.document),subject,source.replace(/\s+/g," ").trim()].join(`
`),count=counts.get(key2)??0;return counts.set(key2,count+1),[finding2,hash(`${key2}
${count}`)]}))}function hash(text){let value=0xcbf29ce484222325n;for(let index=0;index<text.length;index++)value=BigInt.asUintN(64,(value^BigInt(text.charCodeAt(index)))*0x100000001b3n);return value.toString(16).padStart(16,"0")}function chooseFixes(findings,kinds2){let taken=new Map,seen=new Set,edits=[],applied=[],postponed=[];for(let finding2 of findings){let{fix}=finding2;if(fix===void 0||!kinds2.includes(fix.kind)||fix.edits.length===0)continue;let key2=keyOf(fix);if(seen.has(key2)){applied.push(finding2);continue}if(fix.edits.some(({place})=>overlaps(taken.get(place.document)??[],place.range))){postponed.push(finding2);continue}seen.add(key2);for(let{place,text}of fix.edits)taken.set(place.document,[...taken.get(place.document)??[],place.range]),edits.push({location:place,text});applied.push(finding2)}return{edits,applied,postponed}}function keyOf({edits}){return JSON.stringify(edits.map(({place:{document,range},text})=>[document,range.start,range.end,text]))}function overlaps(taken,{start,end}){return taken.some(range=>range.start<=end&&start<=range.end)}function textsAfter(texts,edits){let changed=new Map;for(let document of new Set(edits.map(({location})=>location.document))){let own=edits.filter(({location})=>location.document===document).map(({location,text})=>({range:location.range,text})),before2=texts.get(document)??"",after=applyEdits(before2,own);after!==before2&&changed.set(document,after)}return changed}var mostRounds=10;async function fixAll(lookWith,kinds2){let changed=new Map,look=await lookWith(changed),applied=[],refused2=new Set;for(let round=0;round<mostRounds;round++){let names=fingerprints(look.findings,look.texts),nameOf2=finding2=>names.get(finding2)??"",open=look.findings.filter(finding2=>!refused2.has(nameOf2(finding2))),step=await stepOf(open,look,changed,kinds2,lookWith);for(let finding2 of step.refused)refused2.add(nameOf2(finding2));if(step.applied.length===0)break;applied.push(...step.applied),{changed,look}=step}return{changed,applied,look}}async function stepOf(findings,look,changed,kinds2,lookWith){let attempt=async some=>{let{edits,applied}=chooseFixes(some,kinds2),inFiles=look.inFiles(edits),texts=inFiles===void 0?new Map:textsAfter(look.texts,inFiles);if(texts.size===0)return;let next=new Map([...changed,...texts]),after=await lookWith(next);return hasMoreErrors(after.all,look.all)?void 0:{changed:next,applied,look:after}},unchanged={changed,applied:[],look},{applied:chosen}=chooseFixes(findings,kinds2);if(chosen.length===0)return{...unchanged,refused:[]};let together=await attempt(chosen);if(together!==void 0)return{...together,refused:[]};let harmless=[],refused2=[];for(let finding2 of chosen)(await attempt([finding2])===void 0?refused2:harmless).push(finding2);let rest=harmless.length===0?void 0:await attempt(harmless);return rest!==void 0?{...rest,refused:refused2}:{...unchanged,refused:chosen}}function hasMoreErrors(after,before2){let left=new Map,errors=findings=>findings.filter(({severity})=>severity==="error");for(let{place}of errors(before2))left.set(place.document,(left.get(place.document)??0)+1);return errors(after).some(({place:{document}})=>{let rest=(left.get(document)??0)-1;return left.set(document,rest),rest<0})}function placeKey({document,range}){return`${document}:${range.start}:${range.end}`}function sameFinding({code,message,place}){return`${placeKey(place)} ${code} ${message}`}function inPlaceOrder(findings,files){return[...findings].sort((a,b)=>(files.get(a.place.document)??0)-(files.get(b.place.document)??0)||a.place.range.start-b.place.range.start||a.place.range.end-b.place.range.end||inTextOrder(a.code,b.code)||inTextOrder(a.message,b.message))}function inTextOrder(a,b){return a<b?-1:a>b?1:0}function joinFindings(results){let joined=new Map,order=new Map;for(let{findings,targets,documents}of results){for(let document of documents)order.has(document)||order.set(document,order.size);for(let finding2 of findings){let everywhere=finding2.targets.length===0,own=everywhere?targets:finding2.targets,key2=sameFinding(finding2),known6=joined.get(key2)??{finding:finding2,ruleSets:new Set,targets:new Set,everywhere:!0,times:0};for(let name of finding2.ruleSets)known6.ruleSets.add(name);for(let name of own)known6.targets.add(name);known6.everywhere&&=everywhere,known6.times+=1,joined.set(key2,known6)}}let all=[...joined.values()].filter(({finding:finding2,times})=>finding2.code!==ignoreRules.unused.id||times===setsWith(finding2,results)).map(({finding:finding2,ruleSets,targets,everywhere})=>({...finding2,ruleSets:[...ruleSets],targets:everywhere?[]:[...targets]}));return inPlaceOrder(all,order)}function setsWith({place},results){return results.filter(({documents})=>documents.includes(place.document)).length}function nearestCode(word,known6){let codes2=[...known6],name=word.slice(word.lastIndexOf("/")+1);return codes2.find(code=>code.endsWith(`/${name}`))??nearestName(word,codes2)}function hintOfCode(word,known6){let near=nearestCode(word,known6);return near===void 0?"":`: did you mean \`${near}\`?`}var form2=/^secl-ignore(?:-(next|rule|file))?(?:[ \t]+([^:]*))?(?::[ \t]*(.*))?$/s,expiry=/[ \t]*\(until[ \t]+([^()]*)\)[ \t]*$/;function isDay(text){let date=new Date(`${text}T00:00:00Z`);return!Number.isNaN(date.getTime())&&date.toISOString().slice(0,10)===text}function readDirective({text,range},source){if(!text.startsWith("secl-ignore"))return;let match=form2.exec(text),[,word,names="",said2=""]=match??[],reach=word==="next"||word==="rule"||word==="file"?word:"line",until=expiry.exec(said2)?.[1]?.trim(),reason=said2.replace(expiry,"").trim(),from=source.indexOf("secl-ignore",range.start),ids=names.split(/[\s,]+/).filter(id=>id!=="").map(id=>{let start=source.indexOf(id,from);return from=start+id.length,{id,range:{start,end:start+id.length}}}),unread=match===null?/^[^\s:]*/.exec(text)?.[0]:void 0;return{reach,ids,reason,until,unread,range}}function ignoreFindings(findings,files,ruleSet,config){let kept=new Set(findings),ignored=[],own=[];for(let file of files){let directives=file.comments.flatMap(comment=>readDirective(comment,file.text)??[]);if(directives.length===0)continue;let lines=createLineIndex(file.text),within=[...file.documents,...file.carries],here=findings.filter(({place})=>within.includes(place.document));for(let directive of directives){own.push(...wrongWith(directive,file,config));let expired=hasExpired(directive,config);for(let{id,range}of directive.ids){if(!codes.has(id)||expired)continue;let reached=here.filter(finding2=>finding2.code===id&&reaches(directive,finding2.place,file,lines));if(reached.length===0){isOn(id,file,config)&&own.push(...say("unused","unused",file,range,{id},config));continue}for(let finding2 of reached){if(needsReason(finding2)&&directive.reason===""){config.requireReasons||own.push(...say("reason","reason",file,directive.range,{id},config));break}kept.delete(finding2)&&ignored.push({finding:finding2,directive})}}}}let named3=own.map(finding2=>({...finding2,ruleSets:[ruleSet]}));return{kept:[...kept,...named3],ignored}}function needsReason({category,severity}){return category==="load"&&severity==="error"}function isOn(id,{documents:[document=""]},config){let asked=codes.get(id);return asked!==void 0&&levelFor(asked,document,config)!=="off"}function hasExpired({until},{today}){return until!==void 0&&today!==void 0&&until<today}function wrongWith(directive,file,config){let{ids,reason,until,range}=directive,found=[];directive.unread!==void 0?found.push(...say("unknown","word",file,range,{word:directive.unread},config)):ids.length===0&&found.push(...say("unknown","nothing",file,range,{},config));for(let each of ids){if(codes.has(each.id))continue;let hint=hintOfCode(each.id,codes.keys());found.push(...say("unknown","unknown",file,each.range,{id:each.id,hint},config))}until!==void 0&&!isDay(until)?found.push(...say("expired","day",file,range,{until},config)):until!==void 0&&hasExpired(directive,config)&&found.push(...say("expired","expired",file,range,{until},config));let[first]=ids;return config.requireReasons&&reason===""&&first!==void 0&&found.push(...say("reason","reason",file,range,{id:first.id},config)),found}function reaches({reach,range},place,file,lines){switch(reach){case"file":return!0;case"line":return coversLine(place,lines.positionAt(range.start).line,file,lines);case"next":return coversLine(place,lines.positionAt(range.end).line+1,file,lines);case"rule":{let item=file.items.find(({start,end})=>start<=range.start&&range.end<=end)??file.items.find(({start})=>start>=range.end);return item!==void 0&&item.start<=place.range.start&&place.range.start<=item.end}}}function coversLine({document,range},line,{carries},lines){return carries.includes(document)?!1:lines.positionAt(range.start).line<=line&&line<=lines.positionAt(range.end).line}function say(rule,message,file,range,values,config){let declared=ignoreRules[rule],[document=""]=file.documents,severity=levelFor(askedOf2(declared),document,config);if(severity==="off")return[];let messages2=declared.messages;return[{code:declared.id,category:"ignore",severity,message:fillMessage(messages2[message]??"",values),place:{document,range},related:[],subject:"",ruleSets:[],targets:[]}]}var mark="secl-ignore";function ignoringFiles(files){let homes=new Map;for(let file of files){if(!file.text.includes(mark))continue;let home=file.home??file.name;homes.set(home,[...homes.get(home)??[],file])}return[...[...homes.values()].map(ignoringFile),...aroundPolicies(files)]}function aroundPolicies(files){let found=new Map;for(let{name,outer}of files){let{comments=[]}=outer??{};if(outer===void 0||comments.length===0)continue;let known6=found.get(outer.document)??{outer,comments,carries:[]};known6.carries.push(name),found.set(outer.document,known6)}return[...found.values()].map(({outer:{document,text},comments,carries})=>({documents:[document],carries,text,comments,items:[]}))}function ignoringFile(files){let items=files.flatMap(({macros,rules})=>[...macros,...rules].map(({id,definition:{offset,range}})=>({id,start:offset+range.start,end:offset+range.end}))),inExpressions=files.flatMap(file=>[...file.rules,...file.macros].flatMap(({definition})=>textsOf2(definition).flatMap(text=>expressionComments(file,definition.offset,text))));return{documents:files.map(({name})=>name),carries:[],text:files[0]?.text??"",comments:distinct([...files[0]?.comments??[],...inExpressions]),items:items.sort((a,b)=>a.start-b.start)}}function textsOf2(definition){let actions="actions"in definition?definition.actions:[];return[definition.expression,...definition.filters,...actions.flatMap(({filter,set})=>[filter,set?.expression])].filter(text=>text!==void 0)}function expressionComments(file,offset,text){return text.value.includes(mark)?parseMacro(text.value).tree.comments.map(({span,text:written2})=>({text:written2.replace(/^(?:#|\/\/)/,"").trim(),range:locateSpan({file:file.file,offset,value:text},span).range})):[]}function distinct(comments){return[...new Map(comments.map(comment=>[comment.range.start,comment])).values()].sort((a,b)=>a.range.start-b.range.start)}function subjectAt(set){let held2=new Map;for(let{name,rules,macros}of set.files){let own=[...rules,...macros].map(({id,definition:{offset,range}})=>({id,start:offset+range.start,end:offset+range.end}));held2.set(name,own.sort((a,b)=>a.start-b.start))}return({document,range})=>{let items=held2.get(document)??[],low=0,high=items.length;for(;low<high;){let middle=low+high>>>1;(items[middle]?.start??0)<=range.start?low=middle+1:high=middle}let item=items[low-1];return item!==void 0&&range.end<=item.end?item.id:""}}function loadFindings({set,others},config){let merged2=new Map,add=(problem,target)=>{let key2=sameFinding(problem),known6=merged2.get(key2);known6===void 0?merged2.set(key2,{problem,targets:[target]}):known6.targets.includes(target)||known6.targets.push(target)};for(let{target,set:loaded}of set.views)for(let problem of loaded.problems)add(problem,target.name);let everywhere=set.views.length;for(let{target,set:loaded,original}of others){let definitions=[...original.values()];for(let problem of loaded.problems){let{document,range}=problem.place;set.files.filter(({name})=>name===document).some(({rules})=>rules.some(({definition})=>definitions.includes(definition)&&definition.offset+definition.range.start<=range.start&&range.end<=definition.offset+definition.range.end))&&add(problem,target.name)}}let subjects=subjectAt(set);return[...merged2.values()].flatMap(({problem,targets})=>{let level=loudnessOf(problem.severity),category=categoryOf(""),severity=levelFor({id:problem.code,category,level},problem.place.document,config);if(severity==="off")return[];let some=targets.length===everywhere?[]:targets,subject=subjects(problem.place);return[{...problem,category,severity,subject,ruleSets:[set.name],targets:some}]})}function*runRules(set,rules,config){let looking={at:set},runs2=rules.filter(rule=>set.files.some(({name})=>levelFor(askedOf2(rule),name,config)!=="off")).map(rule=>runOf(rule,looking,set,config)),asking=needs=>runs2.filter(run=>run.rule.needs===needs);return yield*lookAt(expressionsOf(set),({owner})=>owner,asking("expression"),looking),yield*lookAt(set.rules,rule=>rule,asking("rule"),looking),yield*lookAt(set.macros,macro=>macro,asking("macro"),looking),yield*lookAt(set.files,file=>file,asking("file"),looking),yield*lookAt([set],whole=>whole,asking("rule-set"),looking),runs2.flatMap(({found})=>found)}function*lookAt(subjects,ownerOf2,checks,looking){for(let subject of subjects){looking.at=ownerOf2(subject);for(let index=0;index<checks.length;index++){let check=checks[index],steps=check?.rule.check(subject,check.context);steps!==void 0&&(yield*steps)}yield}}function runOf(rule,looking,set,config){let found=[];return{rule,found,context:contextOf(rule,looking,set,config,found)}}function documentOf({at}){return"kind"in at?at.file.name:"files"in at?at.files[0]?.name??"":at.name}function expressionsOf({rules,macros}){return[...macros.flatMap(({expression})=>expression??[]),...rules.flatMap(({expressions})=>expressions)]}function contextOf(rule,looking,set,config,found){let asked=askedOf2(rule),option=name=>{let value=optionFor(rule,name,documentOf(looking),config);if(value===void 0)throw new Error(`${rule.id} declares no option ${name}`);return value};return{report(place,message,values={},extras={}){let severity=levelFor(asked,place.document,config);if(severity==="off")return;let subject="kind"in looking.at?looking.at.id:"";found.push(finding(rule,subject,set,place,severity,message,values,extras))},flag:name=>option(name)===!0,number:name=>Number(option(name)),text:name=>String(option(name)),list(name){let value=option(name);return typeof value=="object"?value:[String(value)]}}}function finding(rule,subject,set,place,severity,message,values,{related=[],fix,subject:about2,targets=[]}){let text=rule.messages[message];if(text===void 0)throw new Error(`${rule.id} declares no message ${message}`);return{code:rule.id,category:categoryOf(rule.id),severity,message:fillMessage(text,values),place,related,...fix===void 0?{}:{fix},subject:about2??subject,ruleSets:[set.name],targets}}function ownLeaves(typed){let found=[];if(isCondition(typed))visit(typed,found);else{let operand=unwrap(typed);operand.kind==="field"&&operand.type==="bool"&&found.push({kind:"truth",operand,node:operand.node})}return found}function visit(condition,found){switch(condition.kind){case"macro":return;case"not":visit(condition.operand,found);return;case"logical":for(let operand of condition.operands)visit(operand,found);return;case"constant":case"truth":found.push(condition);return;case"test":found.push(condition),isCondition(condition.left)&&visit(condition.left,found),isCondition(condition.right)&&visit(condition.right,found)}}function lintedExpression(parts2,{set},catalogue2){return new Expression(parts2,set,catalogue2)}var Expression=class{of;owner;text;parsed;typed;eventType;catalogue;facts;macros;nodesOf;source;at;fix;found;constructor(parts2,set,catalogue2){let{of,owner,text,parsed,typed,eventType,toOriginal=span=>span}=parts2;this.of=of,this.owner=owner,this.text=text,this.parsed=parsed,this.typed=typed,this.eventType=eventType,this.catalogue=catalogue2,this.facts=set.facts,this.macros=set.macros,this.nodesOf=kind=>nodesOf(this.nodes,kind),this.source=span=>parsed.tree.text.slice(span.start,span.end),this.at=span=>locateSpan(text,toOriginal(span)),this.fix=(kind,title,edits)=>textFix(text,kind,title,edits.map(edit=>({...edit,span:toOriginal(edit.span)}))),this.found=void 0}get nodes(){return walk(this.parsed.tree.root)}get leaves(){return this.found??=ownLeaves(this.typed),this.found}};function nodesOf(nodes,kind){return nodes.filter(node=>node.kind===kind)}function newestAdmitted(constraint,platform){let{firstMinor,lastMinor}=catalogue(platform),parsed=constraint===void 0?void 0:parseConstraint(constraint);if(parsed?.ok!==!1)for(let minor=lastMinor;minor>=firstMinor;minor--)for(let patch of[0,latestPatch]){let version={major:7,minor,patch,prerelease:"",build:""};if(parsed===void 0||accepts(parsed.constraint,version))return version}}var latestPatch=99;function otherViews(files,held2,external){let groups2=new Map,onWindows=windowsOnly(files,held2,external);for(let each of held2){let platform=onWindows.has(each.definition)?"windows":"linux",newest=newestAdmitted(each.definition.agentVersion?.value,platform);if(newest===void 0)continue;let version=formatAgentVersion(newest),key2=`${platform} ${version}`,group2=groups2.get(key2)??{platform,version,held:[]};group2.held.push(each),groups2.set(key2,group2)}return[...groups2.values()].map(({platform,held:some})=>viewOf(platform,files,some,external)).filter(view=>view!==void 0)}function viewOf(platform,files,held2,external){let agentVersion=newestAdmitted(held2[0]?.definition.agentVersion?.value,platform);if(agentVersion===void 0)return;let original=new Map,stripped=files.map(file=>{let rules=held2.filter(each=>each.file===file).map(({definition})=>{let bare2={...definition,agentVersion:void 0,filters:[],disabled:void 0};return original.set(bare2,definition),bare2});return{...file,problems:[],rules,macros:file.macros.map(macro=>bareMacro(macro))}}),{lastMinor}=catalogue(platform),name=`${platform} 7.${Math.min(agentVersion.minor,lastMinor)}`,target={platform,agentVersion,origin:void 0,host:new Map([["os",platform]])};return{target:{name,target},set:load(stripped,target,external),original}}function bareMacro(macro){return macro.filters.length===0?macro:{...macro,filters:[]}}function windowsOnly(files,held2,external){let asked=held2.filter(({definition})=>definition.filters.length>0),notLinux=refused("linux",files,asked,external),notWindows=refused("windows",files,notLinux,external),both=new Set(notWindows.map(({definition})=>definition));return new Set(notLinux.map(({definition})=>definition).filter(each=>!both.has(each)))}function refused(platform,files,asked,external){let agentVersion=newestAdmitted(void 0,platform);if(agentVersion===void 0||asked.length===0)return[];let some=files.map(file=>{let own=asked.filter(each=>each.file===file).map(({definition})=>onlyFilters(definition));return{...file,problems:[],macros:[],rules:own}}),target={platform,agentVersion,origin:void 0,host:new Map([["os",platform]])},places=new Set(load(some,target,external).verdicts.flatMap(({state,place})=>state.status==="filtered"&&state.by==="rule_filter"?[keyOf2(place)]:[]));return asked.filter(({file,definition:{id,range,offset}})=>{let{start,end}=id?.range??range;return places.has(keyOf2({document:file.name,range:{start:start+offset,end:end+offset}}))})}function keyOf2({document,range}){return`${document}:${range.start}`}function onlyFilters(definition){let disabled={value:!0,range:definition.range};return{...definition,agentVersion:void 0,actions:[],combine:void 0,disabled}}function lintedSet(input){let{name,external,targets}=input,policies=input.files.map(({file})=>file),views=targets.map((target,index)=>({target,set:input.loaded?.[index]??load(policies,target.target,external)})),verdicts=verdictsByDefinition(views,policies),others=otherViews(policies,heldBack(policies,verdicts),withVariables(external,views)),homes=homesOf(views,others),files=input.files.map(file=>lintedFile(file,verdicts,homes,views[0]??others[0]));return{set:{name,external,files,rules:files.flatMap(({rules})=>rules),macros:files.flatMap(({macros})=>macros),views},others}}function withVariables(external,views){let set=views.flatMap(view=>[...view.set.variables]);return{...external,variables:new Map([...set,...external.variables])}}function verdictsByDefinition(views,files){let byPlace=new Map;for(let file of files)for(let rule of file.rules)byPlace.set(`${file.name}:${(rule.id?.range??rule.range).start+rule.offset}`,rule);let found=new Map;for(let{target,set}of views)for(let verdict of set.verdicts){let{document,range}=verdict.place,definition=verdict.rule?.base.value??byPlace.get(`${document}:${range.start}`);if(definition===void 0)continue;let known6=found.get(definition);known6===void 0?found.set(definition,[{target,verdict}]):known6.push({target,verdict})}return found}function heldBack(files,verdicts){return files.flatMap(file=>file.unreadable!==void 0?[]:file.rules.flatMap(definition=>{let states=verdicts.get(definition)??[],held2=states.every(({verdict:{state}})=>state.status==="filtered"||state.status==="undecided"),written2=(definition.expression?.value??"")!==""&&definition.combine===void 0;return states.length>0&&held2&&written2?[{file,definition}]:[]}))}function homesOf(views,others){let homes=new Map,settle=(view,original)=>{for(let loaded of view.set.rules){let definition=original(loaded.rule.base.value),home=homes.get(definition);home===void 0?homes.set(definition,{view,loaded:[loaded]}):home.view===view&&home.loaded.push(loaded)}};for(let view of views)settle(view,definition=>definition);for(let view of others)settle(view,definition=>view.original.get(definition)??definition);return homes}function lintedFile(input,verdicts,homes,view){let{file}=input,rules=[],macros=[],linted={...input,name:file.name,rules,macros,place:({start,end},offset=0)=>({document:file.name,range:{start:start+offset,end:end+offset}})};for(let rule of file.rules)rules.push(lintedRule(linted,rule,verdicts.get(rule)??[],homes.get(rule)));for(let macro of file.macros)macros.push(lintedMacro(linted,macro,view));return linted}function lintedRule(file,definition,verdicts,home){let{offset,id,range}=definition,expressions=[],rule={kind:"rule",id:id?.value??"",file,definition,idPlace:file.place(id?.range??range,offset),verdicts,view:home?.view,loaded:home?.loaded??[],expression:void 0,expressions,place:at=>file.place(at,offset)};if(home!==void 0)for(let parts2 of partsOf(rule,home))expressions.push(lintedExpression(parts2,home.view,catalogue(home.view.target.target.platform)));return rule.expression=expressions.find(({of})=>of==="rule"),rule}function*partsOf(owner,{loaded}){let[shortest2]=[...loaded].sort((a,b)=>a.parsed.tree.text.length-b.parsed.tree.text.length),condition=shortest2?.checked.condition;if(shortest2===void 0||condition===void 0)return;let{parsed,eventType,expression,toOriginal,actions}=shortest2;yield{of:"rule",owner,text:expression,parsed,typed:condition,eventType,toOriginal};for(let{definition,filter,value}of actions){let{file,offset}=definition,{filter:filterText,set}=definition.value,filtering=filter?.condition;if(filtering!==void 0&&filterText!==void 0&&(yield{of:"action-filter",owner,text:{file,offset,value:filterText},parsed:parseRule(filterText.value),typed:filtering,eventType}),value!==void 0&&set?.expression!==void 0){let text={file,offset,value:set.expression};yield{of:"set-value",owner,text,parsed:parseMacro(set.expression.value),typed:value.value,eventType}}}}function lintedMacro(file,definition,view){let{offset,id,range}=definition,macro={kind:"macro",id:id?.value??"",file,definition,idPlace:file.place(id?.range??range,offset),expression:void 0,place:at=>file.place(at,offset)};return view!==void 0&&(macro.expression=expressionOf(macro,view)),macro}function expressionOf(owner,view){let{expression,values,offset}=owner.definition;if(expression===void 0||expression.value===""||(values?.length??0)>0)return;let{platform}=view.target.target,whole=catalogue(platform),{facts,macros}=view.set,parsed=parseMacro(expression.value),scope={catalogue:whole,facts,macros,variables:view.set.variables},{macro}=checkMacro(owner.id,parsed,scope);if(macro===void 0)return;let text={file:owner.file.file,offset,value:expression};return lintedExpression({of:"macro",owner,text,parsed,typed:macro.value,eventType:""},view,whole)}function lint(input,config){return finished(lintInSteps(input,config))}function*lintInSteps(input,config){let linted=lintedSet(input);yield;let{set}=linted,ofLoading=loadFindings(linted,config);yield;let findings=[...ofLoading,...yield*runRules(set,lintRules,config)],{kept,ignored}=ignoreFindings(findings,ignoringFiles(set.files),set.name,config),order=new Map(set.files.map(({name},index)=>[name,index]));return{findings:inPlaceOrder(withoutEqual(kept),order),ignored}}function withoutEqual(findings){return[...new Map(findings.map(each=>[sameFinding(each),each])).values()]}export{levels,categories,fixedAlternatives,withoutRegexp,lintRules,findingCodes,presetNames,isPreset,fingerprints,fixAll,joinFindings,hintOfCode,lint,lintInSteps,pageOfCode};
