import type { LintRule } from '../../../contract.ts';
import { ownTexts } from '../own-texts.ts';

/** A string goes on over the ends of lines, and they are part of its value (spec/secl.md, Tokens). */
export const lineBreakInString: LintRule = {
  id: 'pitfall/line-break-in-string',
  title: 'Line break in a string',
  level: 'warning',
  needs: 'expression',
  messages: {
    holds: 'the string goes over a line break, which is part of its value: what it is compared with has none',
  },
  check(expression, { report }) {
    for (const { value, field, whole } of ownTexts(expression)) {
      if (!/[\n\r]/.test(value)) continue;
      // Command lines and environments hold any text.
      if (field !== undefined && /(args?|argv|args_\w+|argv0|env[ps]|tags)$/.test(field.name)) continue;
      report(expression.at(whole), 'holds');
    }
  },
};
