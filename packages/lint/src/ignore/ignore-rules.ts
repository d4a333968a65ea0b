import type { LintRuleFacts } from '../contract.ts';

/** What can be wrong with ignore comments. They are no lint rules: they look at findings, not at rules. */
export const ignoreRules = {
  unused: {
    id: 'ignore/unused',
    title: 'Ignore comment that ignores nothing',
    level: 'warning',
    messages: { unused: 'there is no `{id}` here to ignore: take the comment out' },
  },
  unknown: {
    id: 'ignore/unknown',
    title: 'Ignore comment for a rule that does not exist',
    level: 'warning',
    messages: {
      unknown: '`{id}` is not the id of a lint rule or the code of a problem{hint}',
      word: '`{word}` ignores nothing; there are `secl-ignore`, `secl-ignore-next`, `secl-ignore-rule` and `secl-ignore-file`',
      nothing: 'write what to ignore: `secl-ignore category/rule: why`',
    },
  },
  expired: {
    id: 'ignore/expired',
    title: 'Ignore comment that has expired',
    level: 'warning',
    messages: {
      expired: 'this was to be ignored until {until} only: mend it, or decide anew',
      day: '`{until}` is not a day: write it as `(until 2027-01-31)`',
    },
  },
  reason: {
    id: 'ignore/reason',
    title: 'Ignore comment without a reason',
    level: 'warning',
    messages: { reason: 'say why `{id}` may be ignored here: `secl-ignore {id}: reason`' },
  },
} as const satisfies Readonly<Record<string, LintRuleFacts>>;
