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

/** Both names mean something to nobody else than agents, so Terraform stops with an error. */
export const terraformUnescaped: LintRule = {
  id: 'carrier/terraform-unescaped',
  title: 'Variable of a rule that Terraform would fill in',
  level: 'error',
  needs: 'file',
  messages: {
    unescaped:
      'Terraform looks for a value of its own called `{name}` and finds none: the variable of a rule is written `$${{name}}`',
  },
  check(file, { report }) {
    if (!isTerraform(file)) return;
    for (const { code, place } of file.file.problems) {
      if (code !== 'policy/not-static') continue;
      const { start, end } = place.range;
      const source = file.text.slice(start, end);
      if (!string.test(source) || loop.test(source)) continue;
      for (const { index, 0: written, 1: name = '' } of source.matchAll(variable)) {
        const at = start + index;
        const edit = { place: file.place({ start: at, end: at }), text: '$' };
        report(
          file.place({ start: at, end: at + written.length }),
          'unescaped',
          { name },
          { fix: { kind: 'suggested', title: `write \`$${written}\``, edits: [edit] } },
        );
      }
    }
  },
};
