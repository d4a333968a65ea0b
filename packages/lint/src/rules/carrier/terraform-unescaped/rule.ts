import { unescapedFields } from '@secl/policy';
import type { Problem } from '@secl/text';
import type { LintRule } from '../../../contract.ts';
import { isTerraform } from '../carriers.ts';

/** A whole string, quoted or as a heredoc: in other expressions bare names may be Terraform's own. */
const string = /^(?:"|<<)/;
/**
 * Variables of rules: `${name}`, or of a scope (spec/secl.md, Variables). Names of Terraform's have a dot, but for those
 * that a loop of the template itself makes.
 */
const variable = /(?<!\$)\$\{((?:(?:process|container|cgroup|builtins)\.)?[A-Za-z_]\w*)\}/g;
const loop = /%\{-?\s*for\b/;
/** These names mean something to nobody else than agents, so Terraform stops with an error. */
export const terraformUnescaped: LintRule = {
  id: 'carrier/terraform-unescaped',
  title: 'Variable of a rule that Terraform would fill in',
  level: 'error',
  needs: 'file',
  messages: {
    unescaped:
      'Terraform looks for a value of its own called `{name}` and finds none: the variable of a rule is written `$${{name}}`',
    field:
      '`%{` begins a directive of Terraform, and `{name}` is none: a field that an agent is to fill in is written `%%{{name}}`',
  },
  check(file, { report }) {
    if (!isTerraform(file)) return;
    const unescaped = (
      message: 'unescaped' | 'field',
      sign: string,
      start: number,
      written: string,
      unknown: Problem,
    ): void => {
      const edit = { place: file.place({ start, end: start }), text: sign };
      report(
        file.place({ start, end: start + written.length }),
        message,
        { name: written.slice(2, -1) },
        {
          // With a dot it is nothing that was meant for Terraform; a bare name may want a `var.`.
          fix: {
            kind: written.includes('.') ? 'safe' : 'suggested',
            title: `write \`${sign}${written}\``,
            edits: [edit],
          },
          insteadOf: [unknown],
        },
      );
    };
    for (const problem of file.file.problems) {
      if (problem.code !== 'policy/not-static') continue;
      for (const { place } of [problem, ...problem.related]) {
        const { start, end } = place.range;
        const source = file.text.slice(start, end);
        if (!string.test(source) || loop.test(source)) continue;
        for (const { index, 0: written } of source.matchAll(variable))
          unescaped('unescaped', '$', start + index, written, problem);
        for (const { start: index, written } of unescapedFields(source))
          unescaped('field', '%', start + index, written, problem);
      }
    }
  },
};
