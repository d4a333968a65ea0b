import { fillMessage, type Location, type Problem, type ProblemKind } from '@secl/text';

/** Everything that can be wrong with a file of tests, beside what comes otherwise than it expects. */
export const testingProblems = {
  'testing/unknown-key': {
    severity: 'error',
    title: 'Key that test files do not have',
    message: '`{key}` is not a key of {what}{hint}',
    explanation: 'A misspelt key would have no effect, and the test would say less than it seems to say.',
    avoid: 'cases:\n  - name: a shell\n    events: [{exec: sh}]\n    exect: [shell]\n',
    prefer: 'cases:\n  - name: a shell\n    events: [{exec: sh}]\n    expect: [shell]\n',
  },
  'testing/wrong-type': {
    severity: 'error',
    title: 'Value of another type',
    message: '`{key}` takes {expected}; this is {found}',
    explanation: 'The value cannot be read as what the key means.',
    avoid: 'cases: a shell\n',
    prefer: 'cases:\n  - name: a shell\n    events: [{exec: sh}]\n    expect: [shell]\n',
  },
  'testing/no-cases': {
    severity: 'error',
    title: 'Test file without cases',
    message: 'there are no `cases` in this file',
    explanation: 'A test file without cases passes whatever the rules do.',
    avoid: 'policies: [shells.policy]\n',
    prefer: 'policies: [shells.policy]\ncases:\n  - events: [{exec: sh}]\n    expect: [shell]\n',
  },
  'testing/same-name': {
    severity: 'error',
    title: 'Two cases of one name',
    message: 'another case of this file is called `{name}`',
    explanation: 'Reports, `--run` and editors find a case by its name.',
    avoid:
      'cases:\n  - {name: a shell, events: [{exec: sh}], expect: [shell]}\n  - {name: a shell, events: [{exec: ls}], expect: none}\n',
    prefer:
      'cases:\n  - {name: a shell, events: [{exec: sh}], expect: [shell]}\n  - {name: no shell, events: [{exec: ls}], expect: none}\n',
  },
  'testing/expects-nothing': {
    severity: 'error',
    title: 'Case that expects nothing',
    message: '`{name}` says nothing of what it expects, so it could not fail',
    explanation:
      'Say what the events should lead to with `expect`, at the case or at one of its events. That no rule should match is `expect: none`.',
    avoid: 'cases:\n  - name: a shell\n    events: [{exec: sh}]\n',
    prefer: 'cases:\n  - name: a shell\n    events: [{exec: sh}]\n    expect: none\n',
  },
  'testing/no-events': {
    severity: 'error',
    title: 'Case without events',
    message: '`{name}` has no events for what it expects',
    explanation:
      'Only what becomes of rules when they are loaded (`verdicts`) can be expected without an event.',
    avoid: 'cases:\n  - name: a shell\n    expect: [shell]\n',
    prefer: 'cases:\n  - name: a shell\n    events: [{exec: sh}]\n    expect: [shell]\n',
  },
  'testing/no-event-type': {
    severity: 'error',
    title: 'Event without a type',
    message: 'this event names no event type{hint}',
    explanation:
      'The type of an event is one of its keys, and the value is what the event is about: `open: /etc/shadow`, `exec: nginx > sh`.',
    avoid: 'cases:\n  - events: [{path: /etc/shadow}]\n    expect: [shadow]\n',
    prefer: 'cases:\n  - events: [{open: /etc/shadow}]\n    expect: [shadow]\n',
  },
  'testing/unknown-event-type': {
    severity: 'error',
    title: 'Event type that does not exist here',
    message: '`{type}` is not an event type of {platform} agents{hint}',
    explanation: 'Linux and Windows agents know different event types.',
    avoid: 'cases:\n  - events: [{type: opened, values: {}}]\n    expect: none\n',
    prefer: 'cases:\n  - events: [{type: open, values: {}}]\n    expect: none\n',
  },
  'testing/unknown-field': {
    severity: 'error',
    title: 'Field that does not exist',
    message: '`{name}` is not a field of {type} events{hint}',
    explanation:
      'Fields have the names that rules use. Those of the event itself may leave out the event type: `flags` beside `open` is `open.flags`.',
    avoid: 'cases:\n  - events: [{open: /etc/shadow, flag: O_RDONLY}]\n    expect: none\n',
    prefer: 'cases:\n  - events: [{open: /etc/shadow, flags: O_RDONLY}]\n    expect: none\n',
  },
  'testing/value': {
    severity: 'error',
    title: 'Value that the field cannot have',
    message: '`{name}` takes {expected}; this is {found}',
    explanation:
      'Integers are written as numbers, as constants joined by `|`, or as the age of a time (`5s ago`); lists in brackets.',
    avoid: 'cases:\n  - events: [{open: /etc/shadow, flags: read}]\n    expect: none\n',
    prefer: 'cases:\n  - events: [{open: /etc/shadow, flags: O_RDONLY}]\n    expect: none\n',
  },
  'testing/process-chain': {
    severity: 'error',
    title: 'Process chain that cannot be read',
    message: 'this is no chain of processes: {reason}',
    explanation:
      'A chain goes from the outermost process to the one that causes the event: `nginx > sh > curl -s example.com`. Each is a program with its arguments; quotes keep blanks and `>` in them.',
    avoid: 'cases:\n  - events: [{exec: nginx > > curl}]\n    expect: none\n',
    prefer: 'cases:\n  - events: [{exec: nginx > sh > curl}]\n    expect: none\n',
  },
  'testing/subject': {
    severity: 'error',
    title: 'Short form that the event does not have',
    message: '{reason}',
    explanation:
      'Behind the event type stands what the event is about, such as a path or an address. Event types that are about nothing in particular take their fields as a mapping.',
    avoid: 'cases:\n  - events: [{connect: somewhere}]\n    expect: none\n',
    prefer: 'cases:\n  - events: [{connect: "10.0.0.1:443"}]\n    expect: none\n',
  },
  'testing/duration': {
    severity: 'error',
    title: 'Duration or time that cannot be read',
    message: '`{value}` is not {expected}',
    explanation: 'Durations are written as in rules: `300ms`, `10s`, `5m`, `1h30m`. Times are RFC 3339.',
    avoid: 'cases:\n  - events: [{exec: sh, after: 1d}]\n    expect: none\n',
    prefer: 'cases:\n  - events: [{exec: sh, after: 24h}]\n    expect: none\n',
  },
  'testing/unknown-target': {
    severity: 'error',
    title: 'Target that nobody has named',
    message: '`{name}` is not a target of this test file{hint}',
    explanation:
      '`targets` of a case, and of a verdict, choose among those that the file or its rule set has.',
    avoid:
      'targets: [{name: old, agent: 7.60}]\ncases:\n  - {targets: [older], events: [{exec: sh}], expect: none}\n',
    prefer:
      'targets: [{name: old, agent: 7.60}]\ncases:\n  - {targets: [old], events: [{exec: sh}], expect: none}\n',
  },
  'testing/where': {
    severity: 'error',
    title: 'Mistake in a filter of events',
    message: '{reason}',
    explanation:
      '`where` is an expression as rules have them, on events of one type or of any. Macros and variables have no meaning there.',
    avoid: 'cases:\n  - recording: {path: a.jsonl, where: process.file.nam == "sh"}\n    expect: none\n',
    prefer: 'cases:\n  - recording: {path: a.jsonl, where: process.file.name == "sh"}\n    expect: none\n',
  },
  'testing/recording': {
    severity: 'error',
    title: 'Recording that cannot be used',
    message: '{reason}',
    explanation:
      'A case whose recording is missing, cannot be read, or has no event that fits tests nothing.',
    avoid: 'cases:\n  - recording: missing.jsonl\n    expect: none\n',
    prefer: 'cases:\n  - recording: attack.jsonl\n    expect: none\n',
  },
  'testing/unknown-rule': {
    severity: 'error',
    title: 'Rule that does not exist',
    message: 'no rule of {whose} has the id `{id}`{hint}',
    explanation:
      'Editors say so while a test is written. When it runs, a rule that is not there does not match, and says nothing by staying silent: the case fails either way.',
    avoid: 'policies: [shells.policy]\ncases:\n  - {events: [{exec: sh}], expect: [shel]}\n',
    prefer: 'policies: [shells.policy]\ncases:\n  - {events: [{exec: sh}], expect: [shell]}\n',
  },
  'testing/policies': {
    severity: 'error',
    title: 'Tests without rules',
    message: '{reason}',
    explanation:
      '`policies` and `rule_set` say which rules a test file is about. Without them it is the rule set that the policies beside it belong to.',
    avoid: 'policies: [missing.policy]\ncases:\n  - {events: [{exec: sh}], expect: none}\n',
    prefer: 'policies: [shells.policy]\ncases:\n  - {events: [{exec: sh}], expect: none}\n',
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export type TestingProblemCode = keyof typeof testingProblems;

export function testingProblem(
  code: TestingProblemCode,
  place: Location,
  values: Readonly<Record<string, string>> = {},
): Problem {
  const { severity, message } = testingProblems[code];
  return { code, severity, message: fillMessage(message, values), place, related: [] };
}
