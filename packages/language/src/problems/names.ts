import type { LanguageProblemKind } from '../problems.ts';

/** Names that mean nothing, or not here. */
export const nameProblems = {
  'name/unknown-field': {
    kind: 'field-not-found',
    severity: 'error',
    title: 'Unknown name',
    message: '`{name}` is not a field, constant or macro{hint}',
    explanation:
      'An agent looks a name up as a constant, then as a macro, then as a field, and rejects the rule when it is none of them. Fields come and go with agent versions: a rule that uses a field of a later agent needs an `agent_version`. A macro may also live in the default policy.',
    avoid: 'exec.file.filename == "sh"',
    prefer: 'exec.file.name == "sh"',
  },
  'name/not-in-version': {
    kind: 'field-not-found',
    severity: 'error',
    title: 'Not in this agent version',
    message: '`{name}` does not exist on agent {agent}: {availability}',
    explanation:
      'The name exists on other agent versions only. Limit the rule with `agent_version`, or write it without the name.',
    avoid: 'connect.addr.port == 4444 # on agents before 7.60',
    prefer: 'agent_version: ">= 7.60"',
  },
  'name/iterator-underscore': {
    kind: 'iterator',
    severity: 'error',
    title: 'Iterator variable named `_`',
    message: '`_` cannot be the name of an iterator variable: use a letter',
    explanation: 'Every other name is accepted, even `[0]`: it is a name too, and not the first element.',
    avoid: 'process.ancestors[_].file.name == "nginx"',
    prefer: 'process.ancestors[A].file.name == "nginx"',
  },
  'name/second-iterator': {
    kind: 'iterator',
    severity: 'error',
    title: 'Second iterator variable',
    message: 'a rule has one iterator variable: here it is `{name}`, before it was `{before}`',
    explanation:
      'The rule is true when one element satisfies all conditions that use the variable. A second one, for another element, is not accepted. `[0]` and `[1]` are such variables too, not indexes; without a variable a condition holds when any element satisfies it.',
    avoid: 'process.ancestors[A].file.name == "nginx" && process.ancestors[B].uid == 0',
    prefer: 'process.ancestors[A].file.name == "nginx" && process.ancestors[A].uid == 0',
  },
  'name/second-iterated': {
    kind: 'iterator',
    severity: 'error',
    title: 'Iterator variable on two arrays',
    message: 'a rule iterates over one array: here it is `{name}`, before it was `{before}`',
    explanation:
      'An iterator variable stands for one element of one array. Conditions on another array go without a variable: each then holds when any element satisfies it.',
    avoid: 'process.ancestors[A].uid == 0 && signal.target.ancestors[A].gid == 0',
    prefer: 'process.ancestors[A].uid == 0 && signal.target.ancestors.gid == 0',
  },
  'name/not-iterable': {
    kind: 'field-not-found',
    severity: 'error',
    title: 'Not an array of elements',
    message: '`{name}` has no elements to iterate over{hint}',
    explanation:
      'Iterator variables work on lists of objects such as `process.ancestors`. Array fields such as `process.argv` are compared as a whole: `==` holds when some element is equal.',
    avoid: 'exec.argv[A] == "-c"',
    prefer: 'exec.argv == "-c"',
  },
  'name/unknown-variable': {
    kind: 'unknown-variable',
    severity: 'error',
    title: 'Unknown variable',
    message: 'no `set` action sets the variable `{name}`{hint}',
    explanation:
      'A rule that reads a variable nobody sets does not compile. Variables of a scope are read with the scope: `${process.name}`.',
    avoid: '${process.seen} == true # and no set action named seen with scope process',
    prefer: 'actions: [{set: {name: seen, value: true, scope: process}}]',
  },
  'name/several-event-types': {
    kind: 'multiple-event-types',
    severity: 'error',
    title: 'Fields of several event types',
    message: 'fields of the event types {types} cannot be used together{hint}',
    explanation:
      'A rule is evaluated on one type of event. Fields such as `process.*` and `container.*` go with any. Macros count too, used or not: a macro with a field of one event type gives that type to every rule of the policies.',
    avoid: 'exec.file.name == "sh" && open.file.path == "/etc/shadow"',
    prefer: 'process.file.name == "sh" && open.file.path == "/etc/shadow"',
  },
  'name/constants-mixed': {
    kind: 'invalid-array',
    severity: 'error',
    title: 'List of names that are not constants of one type',
    message: '`{name}` is not {wanted}: a list of names holds constants of one type',
    explanation: 'Fields and macros cannot be members of a list.',
    avoid: 'open.flags in [ O_CREAT, open.retval ]',
    prefer: 'open.flags in [ O_CREAT, O_WRONLY ]',
  },
} as const satisfies Readonly<Record<string, LanguageProblemKind>>;
