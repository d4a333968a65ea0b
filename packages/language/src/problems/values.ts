import type { LanguageProblemKind } from '../problems.ts';

/** Values that agents refuse for their field. */
export const valueProblems = {
  'value/path': {
    kind: 'path-not-absolute',
    severity: 'error',
    title: 'Path that agents refuse',
    message: 'agents refuse the path `{value}` here: {reason}',
    explanation:
      'Values of path fields are clean absolute paths: empty, or beginning with `/` or `*` (but not just `*`), without `/` at the end, without `//`, `.` or `..`, with segments of at most 255 bytes.',
    avoid: 'open.file.path == "/etc/"',
    prefer: 'open.file.path =~ "/etc/**"',
  },
  'value/regexp-on-path': {
    kind: 'regexp-on-path',
    severity: 'error',
    title: 'Regexp on a path',
    message: 'the path field `{field}` takes no regexps: use a glob such as `~"/etc/**"`',
    explanation: 'Paths are compared with values and globs only.',
    avoid: 'open.file.path =~ r"/etc/.*"',
    prefer: 'open.file.path =~ "/etc/**"',
  },
  'value/glob': {
    kind: 'invalid-glob',
    severity: 'error',
    title: 'Pattern that agents refuse',
    message: 'agents refuse the pattern `{value}`: {reason}',
    explanation:
      'In patterns on ordinary fields `*` already crosses everything, and `**` is an error. On paths `**` may only be the last segment, standing alone (later agents accept one `**` as any whole segment).',
    avoid: 'open.file.path =~ "/var/**/*.log"',
    prefer: 'open.file.path =~ "/var/log/**"',
  },
  'value/regexp': {
    kind: 'invalid-regexp',
    severity: 'error',
    title: 'Invalid regexp',
    message: 'the regexp `{value}` is not valid: {reason}',
    explanation:
      'Regexps have RE2 syntax: no look-around, no back-references, repetition counts up to 1,000.',
    avoid: 'exec.args =~ r"(?!--safe)"',
    prefer: 'exec.args !~ r"--safe"',
  },
  'value/cidr': {
    kind: 'invalid-cidr',
    severity: 'error',
    title: 'Invalid IP or CIDR',
    message: '`{value}` is not {what}',
    explanation: 'IPv4 has four numbers of at most 255, a prefix is at most 32 for IPv4 and 128 for IPv6.',
    avoid: 'connect.addr.ip in 10.0.0.0/33',
    prefer: 'connect.addr.ip in 10.0.0.0/8',
  },
  'value/too-long': {
    kind: 'value-too-long',
    severity: 'error',
    title: 'Value that is too long',
    message: '`{value}` has {length} bytes, `{field}` holds at most {limit}',
    explanation:
      'The kernel cuts these names off, so a longer value could never match; agents reject the rule.',
    avoid: 'bpf.prog.name == "a_name_that_is_too_long"',
    prefer: 'bpf.prog.name == "a_name_that_is_"',
  },
} as const satisfies Readonly<Record<string, LanguageProblemKind>>;
