import { unescapedFields } from '@secl/policy';
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
    ): void => {
      const edit = { place: file.place({ start, end: start }), text: sign };
      report(
        file.place({ start, end: start + written.length }),
        message,
        { name: written.slice(2, -1) },
        { fix: { kind: 'suggested', title: `write \`${sign}${written}\``, edits: [edit] } },
      );
    };
    for (const { code, place } of file.file.problems) {
      const { start, end } = place.range;
      if (code !== 'policy/not-static') continue;
      const source = file.text.slice(start, end);
      if (!string.test(source) || loop.test(source)) continue;
      for (const { index, 0: written } of source.matchAll(variable))
        unescaped('unescaped', '$', start + index, written);
      for (const { start: index, written } of unescapedFields(source))
        unescaped('field', '%', start + index, written);
    }
  },
};
