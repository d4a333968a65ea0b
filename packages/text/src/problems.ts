import type { ProblemKind } from './problem.ts';

/** What can be wrong with a file before anybody asks what it says. */
export const textProblems = {
  'text/yaml-syntax': {
    severity: 'error',
    title: 'Not valid YAML',
    message: 'not valid YAML: {detail}',
    explanation:
      'The file breaks a rule of YAML here. An agent that meets a YAML error loses the whole file, every rule in it. ' +
      'The items before and after the mistake are still read here, so that their own problems show.',
    avoid: 'rules:\n  - id: "open\n    expression: open.file.path == "/etc/shadow"\n',
    prefer: 'rules:\n  - id: open\n    expression: \'open.file.path == "/etc/shadow"\'\n',
  },
  'text/yaml-indentation': {
    severity: 'error',
    title: 'Wrong indentation',
    message: 'wrong indentation: {detail}',
    explanation:
      'What belongs to one mapping or list starts at the same column, and what belongs to an entry stands further ' +
      'right than it. An agent that meets a YAML error loses the whole file.',
    avoid: 'rules:\n  - id: shadow\n    tags:\n      team: web\n     every: 10m\n',
    prefer: 'rules:\n  - id: shadow\n    tags:\n      team: web\n    every: 10m\n',
  },
  'text/yaml-tab': {
    severity: 'error',
    title: 'A tab where blanks are due',
    message: 'a tab cannot indent YAML; write blanks',
    explanation:
      'YAML forbids tabs in indentation, because editors disagree about their width. Agents also refuse one on a line ' +
      'that is blank otherwise, before a comment and behind a dash. An agent that meets one loses the whole file.',
    avoid: 'rules:\n\t- id: shadow\n',
    prefer: 'rules:\n  - id: shadow\n',
  },
  'text/duplicate-key': {
    severity: 'error',
    title: 'A key stands twice',
    message: '`{key}` stands twice in this mapping',
    explanation:
      'A mapping has each key once. Agents do not choose one of the two: they lose the whole file. ' +
      'Remove one of them, or merge what they say.',
    avoid: 'rules:\n  - id: shadow\n    id: passwd\n',
    prefer: 'rules:\n  - id: shadow\n  - id: passwd\n',
  },
  'text/yaml-key': {
    severity: 'error',
    title: 'A key that is not text',
    message: 'a key must be text here; this is {found}',
    explanation:
      'YAML allows a list or a mapping as a key. No key of a policy is one, and an agent cannot read it. It is often ' +
      'a forgotten quote: `{{ name }}` from a template is a mapping in a mapping.',
    avoid: '{{ name }}: value\n',
    prefer: '"{{ name }}": value\n',
  },
  'text/yaml-alias': {
    severity: 'error',
    title: 'An alias that leads nowhere',
    message: '`*{name}` {detail}',
    explanation:
      'An alias repeats what an anchor of the same name marked further up. The anchor must come before it and may ' +
      'not stand around it.',
    avoid: 'tags: *common\n',
    prefer: 'first: &common { team: a }\nsecond: *common\n',
  },
  'text/yaml-alias-size': {
    severity: 'error',
    title: 'Aliases that multiply',
    message: 'aliases make this document larger than {limit} values; this one is left out',
    explanation:
      'A few lines of aliases of aliases stand for billions of values. Readers stop at some size; agents report ' +
      '"document contains excessive aliasing" and lose the file.',
    avoid: 'nine lists of nine aliases, each of the list before',
    prefer: 'one list that is written out',
  },
  'text/yaml-merge': {
    severity: 'error',
    title: 'A merge key without a mapping',
    message: '`<<` takes a mapping or a list of mappings',
    explanation:
      'The merge key `<<` adds the entries of another mapping, usually by an alias. Nothing else fits there.',
    avoid: 'rule:\n  <<: name\n',
    prefer: 'base: &base { every: 10m }\nrule:\n  <<: *base\n',
  },
  'text/yaml-documents': {
    severity: 'warning',
    title: 'More than one document',
    message: 'only the first YAML document is read; what follows this `---` is ignored',
    explanation:
      'A line `---` starts a new document in the same file. Agents read the first and say nothing about the others, ' +
      'so rules below the line do not exist for them.',
    avoid: 'rules: []\n---\nrules:\n  - id: never\n',
    prefer: 'rules:\n  - id: now\n',
  },
  'text/yaml-agent': {
    severity: 'error',
    title: 'YAML that agents do not read',
    message: 'agents do not read this YAML: {detail}',
    explanation:
      'Go reads YAML with a library of its own ways: in brackets and braces a `?` ends a text without quotes, none begins ' +
      'with `:`, and `[` and `{` need a blank between them and the `:` of their key. Other readers take these; an agent ' +
      'loses the whole file.',
    avoid: 'rules:\n  - {id: a, expression: exec.comm =~ r"ba?sh"}\n',
    prefer: 'rules:\n  - {id: a, expression: \'exec.comm =~ r"ba?sh"\'}\n',
  },
  'text/yaml-rest': {
    severity: 'warning',
    title: 'Lines behind the end of the file',
    message: 'for agents the file ends before this line: what follows is not read',
    explanation:
      'The first key of a file sets its column, and a line further left ends it; so does the bracket that closes the first ' +
      'one. Agents read what stands before and say nothing about the rest.',
    avoid: '  rules: []\nmacros:\n  - id: never\n    values: [a]\n',
    prefer: 'rules: []\nmacros:\n  - id: now\n    values: [a]\n',
  },
  'text/control-character': {
    severity: 'error',
    title: 'A control character',
    message: 'the character {character} cannot stand in a YAML file',
    explanation:
      'YAML admits no control characters but tab and line breaks. Agents lose the whole file. Inside double quotes ' +
      'such a character can be written as an escape: `\\x1b`.',
    avoid: 'description: a raw escape character\n',
    prefer: 'description: "\\x1b[0m"\n',
  },
  'text/unicode-line-break': {
    severity: 'warning',
    title: 'A line break of Unicode',
    message: 'agents take the character {character} for a line break',
    explanation:
      'The characters U+0085, U+2028 and U+2029 look like blanks or like nothing. The YAML reader of the agents ends ' +
      'a line there, other readers do not, so the file does not mean the same to everybody.',
    avoid: 'description: a line separator in the middle\n',
    prefer: 'description: "\\u2028"\n',
  },
  'text/too-large': {
    severity: 'error',
    title: 'Too large to read',
    message: 'this has {size} characters, more than the {limit} that are read',
    explanation: 'A policy has a few hundred thousand characters. A file of this size is something else.',
    avoid: 'a file of 200 MB',
    prefer: 'several files',
  },
  'text/too-deep': {
    severity: 'error',
    title: 'Nested too deeply',
    message: 'lists and mappings are nested more than {limit} deep',
    explanation: 'No policy, recording or state nests like this. Reading stops here to stay safe.',
    avoid: '[[[[[[ … ]]]]]]',
    prefer: '[ … ]',
  },
  'text/yaml-unreadable': {
    severity: 'error',
    title: 'The YAML reader gave up',
    message: 'this YAML could not be read: {detail}',
    explanation: 'The reader met something it was not made for. Please report the file if you can share it.',
    avoid: '',
    prefer: '',
  },
  'text/binary': {
    severity: 'error',
    title: 'Not a text file',
    message: 'this is not text: it holds a NUL character',
    explanation: 'The file looks like a program, an archive or an image. Agents cannot read it either.',
    avoid: '',
    prefer: '',
  },
  'text/not-utf8': {
    severity: 'error',
    title: 'Not UTF-8',
    message: 'the bytes here are not UTF-8',
    explanation:
      'Files are read as UTF-8, or as UTF-16 when they start with a byte order mark. These bytes are neither; an ' +
      'editor of the past may have saved the file as Latin-1. Agents lose the whole file.',
    avoid: 'a file saved as Latin-1',
    prefer: 'the same file saved as UTF-8',
  },
  'text/utf16': {
    severity: 'info',
    title: 'UTF-16',
    message: 'this file is UTF-16; UTF-8 is what other tools expect',
    explanation:
      'The byte order mark says UTF-16, and agents read that. Most other tools around policies do not.',
    avoid: 'a file saved as "Unicode"',
    prefer: 'the same file saved as UTF-8',
  },
  'text/json-syntax': {
    severity: 'error',
    title: 'Not valid JSON',
    message: 'not valid JSON: {detail}',
    explanation:
      'JSON is strict: double quotes around keys and texts, commas between, none behind the last, no comments.',
    avoid: "{ 'a': 1, }",
    prefer: '{ "a": 1 }',
  },
  'text/hcl-syntax': {
    severity: 'error',
    title: 'Not valid HCL',
    message: 'not valid HCL: {detail}',
    explanation:
      'Terraform reads nothing of a file with a mistake in it, so no rule of the file is created or changed. Here the ' +
      'other attributes and blocks are still read, so that their own problems show.',
    avoid: 'resource "datadog_csm_threats_agent_rule" "shadow" {\n  name = shadow"\n}\n',
    prefer: 'resource "datadog_csm_threats_agent_rule" "shadow" {\n  name = "shadow"\n}\n',
  },
} as const satisfies Record<string, ProblemKind>;

export type TextProblemCode = keyof typeof textProblems;
