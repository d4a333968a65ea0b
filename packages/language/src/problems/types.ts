import type { LanguageProblemKind } from '../problems.ts';

/** Values and operators that do not go together. */
export const typeProblems = {
  'type/expected': {
    kind: 'type-mismatch',
    severity: 'error',
    title: 'Wrong type',
    message: '{expected} is expected here, this is {found}{hint}',
    explanation:
      'Nothing is converted: a string is compared with strings, an int with ints. `!` binds to the operand beside it: `!f == "x"` is `(!f) == "x"`.',
    avoid: 'process.uid == "0"',
    prefer: 'process.uid == 0',
  },
  'type/condition-expected': {
    kind: 'type-mismatch',
    severity: 'error',
    title: 'Condition expected',
    message: 'a condition is expected here, this is {found}',
    explanation:
      'A rule, and each side of `&&` and `||`, is true or false. Compare the value with something.',
    avoid: 'exec.file.name == "sh" && process.uid',
    prefer: 'exec.file.name == "sh" && process.uid == 0',
  },
  'type/operator': {
    kind: 'unknown-operator',
    severity: 'error',
    title: 'Operator that the type does not have',
    message: '`{operator}` does not work on {type}: use {use}',
    explanation:
      'Strings have `== != =~ !~ in`, ints `== != < <= > >= in`, bools `== != in`, IPs `== != in allin`.',
    avoid: 'exec.file.name > "a"',
    prefer: 'exec.file.name =~ "a*"',
  },
  'type/not-static': {
    kind: 'non-static-pattern',
    severity: 'error',
    title: 'Pattern that is not fixed',
    message: '`{operator}` needs a fixed pattern on its right, this {found}',
    explanation:
      'Patterns are compiled when the rule is loaded, so they cannot hold a variable or be another field. `==` compares with variables and fields.',
    avoid: 'exec.args =~ "*${process.pid}*"',
    prefer: 'exec.args == "${process.pid}"',
  },
} as const satisfies Readonly<Record<string, LanguageProblemKind>>;
