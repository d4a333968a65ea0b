import type { Text } from '@secl/policy';
import { nearestName } from '@secl/text';
import type { LintRule } from '../../../contract.ts';
import type { LintedMacro, LintedRule } from '../../../view/linted.ts';
import { textFix } from '../../../view/text-fix.ts';

/** Rules know `override`, macros `merge` and `override`; any other word is as good as none (spec/policies.md, Loading 3). */
export const combineValue: LintRule = {
  id: 'policy/combine-value',
  title: '`combine` with a word that agents do not know',
  level: 'warning',
  needs: 'file',
  messages: {
    rule: 'rules know `combine: override` only: with `{value}` agents ignore this definition where the id is defined before',
    macro:
      'macros know `combine: merge` and `override` only: with `{value}` agents ignore this definition where the id is defined before',
  },
  check({ rules, macros }, { report }) {
    for (const owner of [...macros, ...rules]) {
      const { combine } = owner.definition;
      const known = owner.kind === 'rule' ? ['override'] : ['merge', 'override'];
      if (combine === undefined || combine.value === '' || known.includes(combine.value)) continue;
      const fix = spelling(owner, combine, known);
      report(owner.place(combine.range), owner.kind, { value: combine.value }, { subject: owner.id, fix });
    }
  },
};

function spelling({ file, definition }: LintedRule | LintedMacro, value: Text, known: readonly string[]) {
  const near = nearestName(value.value.toLowerCase(), known, 3);
  if (near === undefined) return undefined;
  const span = { start: 0, end: value.value.length };
  const text = { file: file.file, offset: definition.offset, value };
  return textFix(text, 'suggested', `write \`${near}\``, [{ span, text: near }]);
}
